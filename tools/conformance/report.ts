/**
 * Runs checks one after another and says how each went. Nothing that is printed holds a secret: what
 * is compared is described, never shown.
 * @module
 */

import { Failure } from '../../src/core/problem.ts';

/** A check that did not find what the contract promises. The text is printed: no secrets. */
export class Difference extends Error {}

/** What chapters use. */
export interface Checks {
  chapter: (title: string) => void;
  /** @returns what the check found, or null if it failed. A text that it returns is printed beside its name. */
  check: <Found>(name: string, run: () => Promise<Found> | Found) => Promise<Found | null>;
  skip: (name: string, why: string) => void;
}

export interface Report extends Checks {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const nameWidth = 66;

export function report(print: (line: string) => void): Report {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const line = (mark: string, name: string, rest: string): void => print(`  ${mark} ${name.padEnd(nameWidth)} ${rest}`.trimEnd());
  return {
    chapter: (title) => print(`\n${title}`),
    async check(name, run) {
      const start = performance.now();
      const took = (): string => `${Math.round(performance.now() - start)} ms`.padStart(8);
      try {
        const found = await run();
        counts.passed++;
        line('✓', name, typeof found === 'string' ? `${took()}  ${found}` : took());
        return found;
      } catch (error) {
        counts.failed++;
        line('✗', name, `${took()}  ${explain(error)}`);
        return null;
      }
    },
    skip(name, why) {
      counts.skipped++;
      line('–', name, `          left out: ${why}`);
    },
    get passed() { return counts.passed; },
    get failed() { return counts.failed; },
    get skipped() { return counts.skipped; },
  };
}

function explain(error: unknown): string {
  if (error instanceof Difference) return error.message;
  if (error instanceof Failure) return JSON.stringify(error.problem);
  return error instanceof Error ? `${error.name} ${(error.stack ?? '').split('\n')[1]?.trim() ?? ''}` : 'something that is no error was thrown';
}

/** @param what - a sentence for the report, without values */
export function expectThat(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Difference(`not so: ${what}`);
}

/** Names the parts that differ; shows no value. */
export function expectSame(found: object | null | undefined, wanted: object): void {
  const differing = Object.entries(wanted).filter(([key, value]) => JSON.stringify(Reflect.get(found ?? {}, key)) !== JSON.stringify(value)).map(([key]) => key);
  if (differing.length > 0) throw new Difference(`differs in ${differing.join(', ')}`);
}

/** For what must be refused. @returns the problem's kind, for the report */
export async function expectRefusal(promise: Promise<unknown>, ...kinds: readonly string[]): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (kinds.includes(error.problem.kind)) return error.problem.kind;
    throw new Difference(`${JSON.stringify(error.problem)}, but ${kinds.join(' or ')} was expected`);
  }
  throw new Difference(`was done, but ${kinds.join(' or ')} was expected`);
}
