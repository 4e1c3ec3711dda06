import { describe, expect, test } from 'vitest';

import { isCredentialId, type CredentialId } from '../../core/ids.ts';
import type { NextStep } from '../../messages/contract.ts';
import type { Sender } from '../answer.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import type { PageDocument } from './pages.ts';
import { steps } from './steps.ts';

const id = credential('aaaaaaaa/V/C');
function credential(text: string): CredentialId {
  if (!isCredentialId(text)) throw new Error('no id');
  return text;
}

const page: PageDocument = { tabId: 7, frameId: 0, documentId: 'D', url: new URL('https://www.shop.com/login') };
const sender: Sender = { tab: { id: 7 }, frameId: 0, documentId: 'D', origin: 'https://www.shop.com' };

async function begun(next: NextStep = 'current-password', on: PageDocument = page) {
  const clock = { now: 0 };
  const kept = steps(fakeStorage(), () => clock.now);
  await kept.remember(on, id, next);
  return { kept, clock };
}

describe('a login that was begun', () => {
  test('goes on in its document, once for each step', async () => {
    const { kept } = await begun();
    expect(await kept.take('current-password', sender)).toMatchObject({ credential: id, page: { tabId: 7, documentId: 'D' } });
    await expect(kept.take('current-password', sender)).rejects.toThrow('not-allowed');
  });

  test.each<[string, Sender]>([
    ['another document', { ...sender, documentId: 'E' }],
    ['another tab', { ...sender, tab: { id: 8 } }],
    ['another frame', { ...sender, frameId: 4 }],
    ['another origin', { ...sender, origin: 'https://evil.com' }],
    ['a sandboxed document', { ...sender, origin: 'null' }],
    ['nobody', {}],
  ])('does not go on in %s', async (_, other) => {
    const { kept } = await begun();
    await expect(kept.take('current-password', other)).rejects.toThrow('not-allowed');
    await expect(kept.take('current-password', sender)).resolves.toBeDefined();
  });

  test('does not go on with another step, nor after half a minute, nor where the browser names no documents', async () => {
    const { kept, clock } = await begun('one-time-code');
    await expect(kept.take('current-password', sender)).rejects.toThrow('not-allowed');
    clock.now = 30_000;
    await expect(kept.take('one-time-code', sender)).rejects.toThrow('not-allowed');
    const nameless = await begun('one-time-code', { ...page, documentId: '' });
    await expect(nameless.kept.take('one-time-code', { ...sender, documentId: '' })).rejects.toThrow('not-allowed');
  });

  test('is known on the pages of its site, in its tab, for five minutes', async () => {
    const { kept, clock } = await begun();
    const at = (url: string, tabId = 7) => kept.begunAt(tabId, new URL(url));
    expect(await at('https://id.shop.com/password')).toBe(id);
    expect(await at('https://evil.com/')).toBeNull();
    expect(await at('https://www.shop.com/login', 8)).toBeNull();
    clock.now = 5 * 60_000;
    expect(await at('https://www.shop.com/login')).toBeNull();
  });

  test('is forgotten by a lock, with its tab, and by the next one', async () => {
    const { kept } = await begun();
    const other = credential('aaaaaaaa/V/X');
    await kept.remember(page, other, 'current-password');
    expect(await kept.begunAt(7, page.url)).toBe(other);
    await kept.forget(7);
    expect(await kept.begunAt(7, page.url)).toBeNull();
    await kept.remember(page, id, 'current-password');
    await kept.forgetAll();
    await expect(kept.take('current-password', sender)).rejects.toThrow('not-allowed');
  });
});
