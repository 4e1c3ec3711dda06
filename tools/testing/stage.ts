/**
 * A stage of `npm test`: what it is called, what must have gone well before it, and how it counts.
 * @module
 */

export interface Outcome {
  passed: number;
  /** One text a failure, in full. */
  failures: readonly string[];
  /** One reason each. */
  skipped: readonly string[];
}

export interface Stage {
  name: string;
  /** Stages that must have gone well; otherwise this one counts as failed without being run. */
  needs: readonly string[];
  /** How many of the machine's cores it keeps busy; two stages of one core run side by side, and one of none beside any: it takes what they leave idle. */
  cores: 0 | 1 | 2;
  run(): Promise<Outcome>;
}

export interface Finished extends Outcome {
  name: string;
  seconds: number;
}

export const went = (passed: number): Outcome => ({ passed, failures: [], skipped: [] });
export const failed = (...failures: readonly string[]): Outcome => ({ passed: 0, failures, skipped: [] });
export const skipped = (...reasons: readonly string[]): Outcome => ({ passed: 0, failures: [], skipped: reasons });

/** Adds the outcomes of several checks of one stage. */
export function together(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
    skipped: outcomes.flatMap((outcome) => outcome.skipped),
  };
}

/**
 * Runs the stages in their order, side by side as far as two cores and their needs allow.
 *
 * @param stages - each after those that it needs
 * @param done - told of every stage as it ends
 */
export async function runAll(stages: readonly Stage[], done: (finished: Finished) => void): Promise<readonly Finished[]> {
  const finished = new Map<string, Finished>();
  const waiting = [...stages];
  const running = new Map<string, { cores: number; ends: Promise<void> }>();
  const busy = () => [...running.values()].reduce((sum, { cores }) => sum + cores, 0);
  const ready = (stage: Stage) => stage.needs.every((need) => finished.has(need)) && busy() + stage.cores <= 2;

  const start = async (stage: Stage): Promise<void> => {
    const began = performance.now();
    const broken = stage.needs.filter((need) => (finished.get(need)?.failures.length ?? 0) > 0);
    const outcome = broken.length > 0 ? failed(`Not run, because ${broken.join(' and ')} failed.`) : await attempt(stage);
    const end: Finished = { name: stage.name, seconds: (performance.now() - began) / 1000, ...outcome };
    finished.set(stage.name, end);
    running.delete(stage.name);
    done(end);
  };

  while (waiting.length > 0 || running.size > 0) {
    // A stage that wants both cores is not overtaken for ever: only those before it may start.
    const next = waiting.find((stage, at) => ready(stage) && !waiting.slice(0, at).some((earlier) => earlier.cores === 2 && earlier.needs.every((need) => finished.has(need))));
    if (next) {
      waiting.splice(waiting.indexOf(next), 1);
      running.set(next.name, { cores: next.cores, ends: Promise.resolve().then(() => start(next)) });
    } else {
      if (running.size === 0) throw new Error(`No stage can start: ${waiting.map(({ name }) => name).join(', ')}`);
      await Promise.race([...running.values()].map(({ ends }) => ends));
    }
  }
  return stages.flatMap(({ name }) => finished.get(name) ?? []);
}

async function attempt(stage: Stage): Promise<Outcome> {
  try {
    return await stage.run();
  } catch (error) {
    return failed(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
