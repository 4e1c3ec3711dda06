import { describe, expect, test } from 'vitest';
import { meantDifferences } from './meant.ts';
import { recordingPath } from './recording.ts';
import { replays } from './all.ts';

describe('the embedded cloud', () => {
  for (const { name, run } of replays) {
    const path = recordingPath(name);
    const title = `answers the recording "${name}" as the real server did`;
    test.skipIf(path === undefined)(path === undefined ? `${title} (skipped: ../shared/recordings is not here)` : title, async () => {
      const { unmeant } = await run(path ?? '');
      expect(unmeant).toEqual([]);
    });
  }

  test('differs only where a reason is given', () => {
    expect(meantDifferences.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });
});
