/**
 * The bench `crypto`: how much faster than the plain way a vault opens, and what the next unlock costs.
 *
 * All ways of a case run in turn, in an order that rotates, after a warm-up; a ratio is the median of
 * the ratios of each turn. Every plaintext is compared before a time counts.
 * @see the speed guide: cases, keys and bars
 * @module
 */

import type { Worker } from 'playwright';
import type { CryptoBench, Way } from './crypto/worker.ts';
import type { Layout } from './crypto/synthetic-vault.ts';
import { startBenchExtension } from './extension.ts';
import { machine, median, rounded, type BenchResult, type Line } from './report.ts';

interface Case {
  layout: Layout;
  items: number;
  turns: number;
  warmUp: number;
  bars: { whole: number; ready: number };
}

/** `ownSalts` on 200 items: 1,800 derivations scale as the whole vault's 9,000 do. */
const cases: readonly Case[] = [
  { layout: 'ownSalts', items: 200, turns: 5, warmUp: 1, bars: { whole: 11, ready: 45 } },
  { layout: 'sharedSalts', items: 1000, turns: 15, warmUp: 3, bars: { whole: 4, ready: 9 } },
  { layout: 'oneSalt', items: 1000, turns: 15, warmUp: 3, bars: { whole: 3, ready: 9 } },
];
const ways: readonly Way[] = ['plain', 'whole', 'ready'];
const bigVault = 5000;
const indexTurns = 15;

export async function benchCrypto(): Promise<BenchResult> {
  const extension = await startBenchExtension('tools/bench/crypto/worker.ts');
  try {
    const json: Record<string, unknown> = { machine: machine(extension.browser) };
    const lines: Line[] = [];
    for (const each of cases) {
      const measured = await measureCase(extension.worker, each);
      json[each.layout] = measured.figures;
      lines.push(...measured.lines);
      console.log(measured.lines.map(({ name, ratio }) => `${name} ${ratio.toFixed(1)}`).join(', '));
    }
    json['longestStretchMs'] = await longestStretch(extension.worker);
    const next = await measureNextUnlock(extension.worker);
    json['nextUnlock'] = next.figures;
    lines.push(next.line);
    return { lines, json: { ratios: Object.fromEntries(lines.map(({ name, ratio }) => [name, rounded(ratio)])), ...json } };
  } finally {
    await extension.close();
  }
}

/** Calls one function of the bench inside the worker. */
async function call<Name extends keyof CryptoBench>(worker: Worker, name: Name, ...parameters: Parameters<CryptoBench[Name]>): Promise<Awaited<ReturnType<CryptoBench[Name]>>> {
  const called = await worker.evaluate(
    async ([what, given]) => {
      const { bench } = globalThis as unknown as { bench: Record<string, (...all: unknown[]) => Promise<unknown>> };
      return await bench[what]?.(...given);
    },
    [name, parameters as unknown[]] as const,
  );
  return called as Awaited<ReturnType<CryptoBench[Name]>>;
}

async function measureCase(worker: Worker, { layout, items, turns, warmUp, bars }: Case): Promise<{ lines: Line[]; figures: Record<string, unknown> }> {
  const plaintextBytes = await call(worker, 'prepare', layout, items);
  const times: Record<Way, number[]> = { plain: [], whole: [], ready: [] };
  for (let turn = -warmUp; turn < turns; turn++) {
    for (let step = 0; step < ways.length; step++) {
      const way = ways[(turn + warmUp + step) % ways.length] ?? 'plain';
      const took = await call(worker, 'open', layout, way);
      if (turn >= 0) times[way].push(took);
    }
  }
  const line = (way: 'whole' | 'ready'): Line => ({
    name: `${layout}_${way}`,
    ratio: median(times[way].map((took, turn) => (times.plain[turn] ?? NaN) / took)),
    bar: { atLeast: bars[way] },
    note: `${items} items: ${median(times[way]).toFixed(1)} ms, plain ${median(times.plain).toFixed(0)} ms`,
  });
  const medians = Object.fromEntries(ways.map((way) => [`${way}Ms`, rounded(median(times[way]))]));
  return { lines: [line('whole'), line('ready')], figures: { items, turns, plaintextBytes, ...medians, times: Object.fromEntries(ways.map((way) => [way, times[way].map(rounded)])) } };
}

/** On a bigger vault: how long another task waits at most while it opens. The better of three, since other programs add to it. */
async function longestStretch(worker: Worker): Promise<number> {
  await call(worker, 'prepare', 'oneSalt', bigVault);
  const stretches: number[] = [];
  for (let turn = 0; turn < 3; turn++) stretches.push(await call(worker, 'longestStretch', 'oneSalt'));
  return rounded(Math.min(...stretches));
}

/** Of the big vault that the longest stretch was measured on. */
async function measureNextUnlock(worker: Worker): Promise<{ line: Line; figures: Record<string, unknown> }> {
  const indexBytes = await call(worker, 'prepareIndex', 'oneSalt');
  const bare: number[] = [];
  const unlocks: { total: number; firstMatch: number }[] = [];
  for (let turn = -2; turn < indexTurns; turn++) {
    const first = turn % 2 === 0 ? await call(worker, 'deriveBare') : null;
    const unlock = await call(worker, 'unlockFromRest');
    const derived = first ?? (await call(worker, 'deriveBare'));
    if (turn < 0) continue;
    bare.push(derived);
    unlocks.push(unlock);
  }
  const totals = unlocks.map(({ total }) => total);
  const figures = { items: bigVault, turns: indexTurns, indexBytes, unlockMs: rounded(median(totals)), bareMs: rounded(median(bare)), firstMatchMs: rounded(median(unlocks.map(({ firstMatch }) => firstMatch))) };
  const ratio = median(totals.map((total, turn) => total / (bare[turn] ?? NaN)));
  const note = `${bigVault} items: ${figures.unlockMs} ms, bare derivation ${figures.bareMs} ms, first match ${figures.firstMatchMs} ms more`;
  return { line: { name: 'nextUnlock', ratio, bar: { atMost: 1.8 }, note }, figures };
}
