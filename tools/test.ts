/**
 * `npm test`: everything that must hold, one line a stage, failures in full at the end, and a closing
 * line `N passed, N failed`. `npm test -- lint "browser tests"` runs some stages, with what they need.
 * @module
 */
import { runAll, type Finished, type Stage } from './testing/stage.ts';
import { stages } from './testing/stages.ts';

const chosen = withNeeds(process.argv.slice(2));
const began = performance.now();
const all = await runAll(chosen, (finished) => console.log(line(finished)));
for (const { name, failures } of all) {
  for (const failure of failures) console.log(`\n──── ${name}\n${failure.trim()}`);
}
for (const { skipped } of all) {
  for (const reason of skipped) console.log(`skipped: ${reason}`);
}
const passed = sum((stage) => stage.passed);
const failures = sum((stage) => stage.failures.length);
const left = sum((stage) => stage.skipped.length);
console.log(`\nIn ${((performance.now() - began) / 1000).toFixed(0)} seconds:`);
if (left > 0) console.log(`${left} skipped`);
console.log(`${passed} passed, ${failures} failed`);
process.exitCode = failures === 0 && passed > 0 ? 0 : 1;

function sum(count: (stage: Finished) => number): number {
  return all.reduce((total, stage) => total + count(stage), 0);
}

function line({ name, seconds, passed, failures, skipped }: Finished): string {
  const counts = [`${passed} passed`, ...(failures.length > 0 ? [`${failures.length} failed`] : []), ...(skipped.length > 0 ? [`${skipped.length} skipped`] : [])];
  return `${failures.length > 0 ? '✘' : '✔'} ${name.padEnd(18)}${seconds.toFixed(1).padStart(6)} s   ${counts.join(', ')}`;
}

/** The named stages and what they need, in order; all of them if none is named. */
function withNeeds(names: readonly string[]): readonly Stage[] {
  if (names.length === 0) return stages;
  const known = new Map(stages.map((stage) => [stage.name, stage]));
  const wanted = new Set<string>();
  const add = (name: string): void => {
    const stage = known.get(name);
    if (!stage) throw new Error(`There is no stage "${name}". There are: ${[...known.keys()].join(', ')}.`);
    wanted.add(name);
    stage.needs.forEach(add);
  };
  names.forEach(add);
  return stages.filter(({ name }) => wanted.has(name));
}
