import { describe, expect, test } from 'vitest';
import type { CredentialId } from '../../core/ids.ts';
import { lastUsed } from './last-used.ts';

describe('what was used last', () => {
  test('is known by its time, the latest first, and only so many', async () => {
    let kept: unknown;
    let now = 0;
    const uses = lastUsed({ read: () => Promise.resolve(kept), write: (_, value) => { kept = structuredClone(value); return Promise.resolve(); } }, () => ++now);
    await Promise.all(Array.from({ length: 510 }, (_, at) => uses.note(`login-${at}` as CredentialId)));
    await uses.note('login-300' as CredentialId);
    const all = [...await uses.all()];
    expect(all.slice(0, 2)).toEqual([['login-300', 511], ['login-509', 510]]);
    expect(all).toHaveLength(500);
    kept = { uses: 'damaged' };
    expect((await uses.all()).size).toBe(0);
  });
});
