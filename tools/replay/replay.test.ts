import { describe, expect, test } from 'vitest';
import { meantDifferences } from './meant.ts';
import { recordingPath } from './recording.ts';
import { replay, scripts } from './run.ts';

describe('the embedded cloud', () => {
  for (const script of scripts) {
    const path = recordingPath(script.name);
    const title = `answers the recording "${script.name}" as the real server did`;
    test.skipIf(path === undefined)(path === undefined ? `${title} (skipped: ../shared/recordings is not here)` : title, async () => {
      const { unmeant } = await replay(script, path ?? '');
      expect(unmeant).toEqual([]);
    });
  }

  test('differs only where a reason is given', () => {
    expect(meantDifferences.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });
});
