import { describe, expect, test } from 'vitest';

import { failed, runAll, went, type Finished, type Stage } from './stage.ts';

/** Stages that end when the test says so. */
function staged(...all: readonly Pick<Stage, 'name' | 'cores' | 'needs'>[]) {
  const ends = new Map<string, (well: boolean) => void>();
  const told: string[] = [];
  const stages = all.map((stage): Stage => ({ ...stage, run: () => new Promise((resolve) => { ends.set(stage.name, (well) => { resolve(well ? went(1) : failed('broken')); }); }) }));
  const outcome = runAll(stages, ({ name }) => { told.push(name); });
  const running = () => [...ends.keys()].filter((name) => !told.includes(name));
  const end = async (name: string, well = true): Promise<void> => {
    await expect.poll(() => ends.has(name)).toBe(true);
    ends.get(name)?.(well);
    await expect.poll(() => told).toContain(name);
  };
  return { outcome, running, end };
}

const failures = (finished: readonly Finished[]) => finished.filter((one) => one.failures.length > 0).map(({ name }) => name);

describe('stages', () => {
  test('run side by side as far as two cores go, and one of none beside any', async () => {
    const { outcome, running, end } = staged({ name: 'types', cores: 1, needs: [] }, { name: 'lint', cores: 0, needs: [] }, { name: 'build', cores: 1, needs: [] }, { name: 'budgets', cores: 1, needs: [] }, { name: 'unit', cores: 2, needs: [] });
    await expect.poll(running).toEqual(['types', 'lint', 'build']);
    await end('types');
    await expect.poll(running).toEqual(['lint', 'build', 'budgets']);
    await end('build');
    await end('budgets');
    await expect.poll(running).toEqual(['lint', 'unit']);
    await end('unit');
    await end('lint');
    expect(failures(await outcome)).toEqual([]);
  });

  test('wait for what they need, and are not run where that went wrong', async () => {
    const { outcome, running, end } = staged({ name: 'build', cores: 1, needs: [] }, { name: 'browser', cores: 2, needs: ['build'] });
    await expect.poll(running).toEqual(['build']);
    await end('build', false);
    expect(failures(await outcome)).toEqual(['build', 'browser']);
  });
});
