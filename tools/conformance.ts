/**
 * `npm run conformance`: does a live server keep the contract that our clients are written for?
 * @module
 */

import { readOptions, usage, type Options } from './conformance/options.ts';
import type { Report } from './conformance/report.ts';
import { runConformance } from './conformance/run.ts';

// What a build fills in: the product's own code runs here as in Chromium.
Object.assign(globalThis, { __FIREFOX__: false });
const options = readOptions(process.argv.slice(2), process.env);
if (options === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await run(options);
}

async function run(wanted: Options): Promise<void> {
  // Node reads this for each connection; it warns about it itself.
  if (wanted.insecure) process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  console.log(`Conformance of ${wanted.server}`);
  const { done, stop } = runConformance(wanted, fetch, (line) => console.log(line));
  const interrupted = (): void => {
    console.log('\nStopping: what was made is removed first.');
    process.exitCode = 130;
    stop();
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  const results = await done;
  end(results);
}

function end({ passed, failed, skipped }: Report): never {
  if (skipped > 0) console.log(`\n${skipped} left out`);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(process.exitCode ?? (failed > 0 ? 1 : 0));
}
