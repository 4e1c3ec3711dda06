/**
 * `npm run replay`: proves that the embedded cloud answers as the recorded servers did. One line a
 * recording; each difference that isn't meant is printed below it, and makes the command fail.
 * @module
 */

import { recordingPath } from './replay/recording.ts';
import { replays } from './replay/all.ts';
import { summary } from './replay/run.ts';

async function main(): Promise<void> {
  for (const { name, run } of replays) {
    const path = recordingPath(name);
    if (path === undefined) {
      console.log(`${name}: skipped, its recording is not here (LATCHKEY_SHARED may name the folder that holds recordings/)`);
      continue;
    }
    const result = await run(path);
    console.log(summary(result));
    for (const { title, difference } of result.unmeant) {
      console.log(`  ${title}: ${difference.path}: recorded ${difference.recorded}, ours ${difference.ours}`);
    }
    if (result.unmeant.length > 0) process.exitCode = 1;
  }
}

await main();
