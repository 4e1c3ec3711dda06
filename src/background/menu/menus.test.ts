import { describe, expect, test } from 'vitest';
import type { Sender } from '../answer.ts';
import type { PageDocument } from '../fill/pages.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { menus } from './menus.ts';

const page: PageDocument = { tabId: 7, frameId: 0, documentId: 'D', url: new URL('https://shop.example/login') };
const menu: Sender = { tab: { id: 7 }, frameId: 5, documentId: 'M' };
const notAllowed = expect.objectContaining({ problem: { kind: 'not-allowed' } }) as unknown;

function world() {
  let now = 0;
  const session = fakeStorage();
  const open = () => menus({ session, now: () => now });
  return { open, later: (milliseconds: number) => { now += milliseconds; } };
}

describe('a menu', () => {
  test('belongs to the document that it was opened in, also after the worker has died', async () => {
    const { open } = world();
    const nonce = await open().issue(page, 'login');
    await open().take(nonce, menu);
    expect(await open().of(menu)).toEqual({ page, purpose: 'login' });
  });

  test('shows its nonce once', async () => {
    const { open } = world();
    const nonce = await open().issue(page, 'login');
    await open().take(nonce, menu);
    await expect(open().take(nonce, menu)).rejects.toEqual(notAllowed);
    await expect(open().take(nonce, { ...menu, documentId: 'N' })).rejects.toEqual(notAllowed);
  });

  test.each([
    ['in another tab', { ...menu, tab: { id: 8 } }],
    ['nowhere', { ...menu, tab: undefined }],
  ])('is nobody\'s %s', async (_where, sender: Sender) => {
    const { open } = world();
    const nonce = await open().issue(page, 'login');
    await expect(open().take(nonce, sender)).rejects.toEqual(notAllowed);
  });

  test.each([['', 'undefined', '__proto__', 'guess']])('is opened by no guess', async (nonce) => {
    const { open } = world();
    await open().issue(page, 'login');
    await expect(open().take(nonce, menu)).rejects.toEqual(notAllowed);
    await expect(open().of(menu)).rejects.toEqual(notAllowed);
  });

  test('is not another one in the same tab', async () => {
    const { open } = world();
    await open().take(await open().issue(page, 'login'), menu);
    await expect(open().of({ ...menu, documentId: 'other' })).rejects.toEqual(notAllowed);
  });

  test('is void when it was not shown soon, and when it was closed', async () => {
    const { open, later } = world();
    const late = await open().issue(page, 'login');
    later(15_001);
    await expect(open().take(late, menu)).rejects.toEqual(notAllowed);
    await open().take(await open().issue(page, 'login'), menu);
    await open().drop(menu);
    await expect(open().of(menu)).rejects.toEqual(notAllowed);
  });
});
