/**
 * `npm run soak [-- --runs N]`: long runs of what `npm test` tries with few fixed seeds. A line a suite; a failure
 * names its seed, with which it comes again: `npm run soak -- --only messages --seed 4711 --runs 1`.
 * @module
 */
import { parseArgs } from 'node:util';
import { suites, type Suite } from './soak/suites.ts';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== '--'),
  options: { runs: { type: 'string' }, seed: { type: 'string', default: '1000' }, only: { type: 'string' } },
});
const firstSeed = wholeNumber('--seed', values.seed);
const runs = values.runs === undefined ? null : wholeNumber('--runs', values.runs);
const chosen = suites.filter(({ name }) => values.only === undefined || name === values.only);
if (chosen.length === 0) throw new Error(`There is no suite "${values.only ?? ''}". There are: ${suites.map(({ name }) => name).join(', ')}.`);

let passed = 0;
let failed = 0;
for (const suite of chosen) await soak(suite);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

async function soak({ name, usualRuns, longRun, missing, run }: Suite): Promise<void> {
  if (missing !== null) {
    console.log(`- ${name.padEnd(14)} skipped: ${missing}`);
    return;
  }
  const began = performance.now();
  const failures: string[] = [];
  // More of the ordinary runs shall not mean hours of the long ones.
  const wanted = longRun ? Math.min(runs ?? usualRuns, usualRuns) : (runs ?? usualRuns);
  for (let seed = firstSeed; seed < firstSeed + wanted; seed++) {
    await run(seed).catch((error: unknown) => failures.push(`  seed ${seed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
    // Thousands of failures say no more than the first few.
    if (failures.length === 10) break;
  }
  const tried = failures.length === 10 ? 10 : wanted;
  passed += tried - failures.length;
  failed += failures.length;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${failures.length === 0 ? '✔' : '✘'} ${name.padEnd(14)} ${wanted} runs, ${failures.length} failed, ${seconds} s`);
  failures.forEach((failure) => console.log(failure));
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${option} wants a whole number.`);
  return Number(text);
}
