import { describe, expect, test, vi } from 'vitest';

import { sendOneMessage } from './hostile-messages.ts';

describe('random messages', () => {
  test('get nothing unless they are good and come from our own screens', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue(undefined);
    for (let seed = 0; seed < 500; seed++) await expect(sendOneMessage(seed), `seed ${seed}`).resolves.toBeUndefined();
    expect(JSON.stringify(log.mock.calls)).not.toContain('CNRY');
  });
});
