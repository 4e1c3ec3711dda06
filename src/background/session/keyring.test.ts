import { describe, expect, test, vi } from 'vitest';

import { encodeBase64 } from '../../core/bytes.ts';
import { sealJson } from '../../core/envelopes/keyring.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { noContents, type Contents } from './contents.ts';
import { keyring } from './keyring.ts';
import { tries } from './tries.ts';

const account = { id: 'aaaaaaaa-0000-4000-8000-000000000000', server: 'https://cloud.example', loginName: 'ada', userId: 'ada', displayName: 'Ada', appPassword: 'CNRY-app-password', passmanVersion: '2.5.1' } as Contents['accounts'][number];
const withAccount = (contents: Contents): Contents => ({ ...contents, accounts: [account] });

/** One browser: its storage outlives the worker, session storage dies with the browser. */
function browserWith(now = () => 0) {
  const local = fakeStorage();
  let session = fakeStorage();
  const open = () => keyring({ local, session, tries: tries(local, now), rounds: 1000 });
  return { local, session: () => session, worker: open, restart: () => { session = fakeStorage(); return open(); } };
}

async function locked() {
  const browser = browserWith();
  const ring = browser.worker();
  await ring.change(withAccount);
  await ring.protect('correct horse');
  await ring.lock();
  return { browser, ring };
}

describe('the keyring', () => {
  test('is new until a password protects it', async () => {
    const ring = browserWith().worker();
    expect(await ring.state()).toBe('new');
    await ring.change(withAccount);
    expect(await ring.state()).toBe('new');
    await ring.protect('correct horse');
    expect(await ring.state()).toBe('unlocked');
  });

  test('leaves nothing readable at rest', async () => {
    const { browser } = await locked();
    expect(browser.local.dump()).not.toContain('CNRY');
    expect(browser.local.dump()).not.toContain('cloud.example');
    expect(browser.session().dump()).toBe('[]');
  });

  test('opens with its password only', async () => {
    const { ring } = await locked();
    await expect(ring.unlock('wrong')).rejects.toMatchObject({ problem: { kind: 'wrong-unlock-password' } });
    await expect(ring.contents()).rejects.toMatchObject({ problem: { kind: 'locked' } });
    await ring.unlock('correct horse');
    expect((await ring.contents()).accounts).toEqual([account]);
  });

  test('stays open when the worker dies', async () => {
    const { browser, ring } = await locked();
    await ring.unlock('correct horse');
    const reborn = browser.worker();
    expect(await reborn.state()).toBe('unlocked');
    expect((await reborn.contents()).accounts).toEqual([account]);
  });

  test('is locked when the browser was closed', async () => {
    const { browser, ring } = await locked();
    await ring.unlock('correct horse');
    expect(await browser.restart().state()).toBe('locked');
  });

  test('forgets what no password protected when the browser was closed', async () => {
    const browser = browserWith();
    await browser.worker().change(withAccount);
    const ring = browser.restart();
    expect(await ring.state()).toBe('new');
    await ring.change((contents) => contents);
    expect(await ring.contents()).toEqual(noContents);
  });

  test('changes its password, and the old one no longer opens it', async () => {
    const { ring } = await locked();
    await ring.unlock('correct horse');
    await ring.changePassword('correct horse', 'battery staple');
    await ring.lock();
    await expect(ring.unlock('correct horse')).rejects.toMatchObject({ problem: { kind: 'wrong-unlock-password' } });
    await ring.unlock('battery staple');
    expect((await ring.contents()).accounts).toEqual([account]);
  });

  test('never writes over a damaged one', async () => {
    const { browser } = await locked();
    await browser.local.set({ keyring: { wrapped: 'nonsense', contents: 7 } });
    const before = browser.local.dump();
    const ring = browser.worker();
    expect(await ring.state()).toBe('locked');
    await expect(ring.change(withAccount)).rejects.toMatchObject({ problem: { kind: 'damaged-keyring' } });
    await expect(ring.unlock('correct horse')).rejects.toMatchObject({ problem: { kind: 'damaged-keyring' } });
    expect(browser.local.dump()).toBe(before);
  });

  test.each([
    ['says so in its format', (resting: object) => ({ ...resting, format: 2 })],
    ['has another shape', () => ({ format: 2, keys: [] })],
    ['wraps its key in another way', (resting: { wrapped?: object }) => ({ ...resting, wrapped: { ...resting.wrapped, v: 2 } })],
  ])('never touches one of a newer version that %s', async (_, newer) => {
    const { browser } = await locked();
    const { keyring: resting } = await browser.local.get('keyring');
    await browser.local.set({ keyring: newer(resting as object) });
    const before = browser.local.dump();
    const ring = browser.worker();
    const refused = { problem: { kind: 'newer-data' } };
    await expect(ring.state()).rejects.toMatchObject(refused);
    await expect(ring.change(withAccount)).rejects.toMatchObject(refused);
    await expect(ring.unlock('correct horse')).rejects.toMatchObject(refused);
    await ring.lock();
    expect(browser.local.dump()).toBe(before);
  });

  test('never touches contents of a newer version', async () => {
    const { browser, ring } = await locked();
    await ring.unlock('correct horse');
    const sealed = await sealJson(await ring.dataKey(), { ...noContents, version: 2, places: [] }, 'latchkey keyring contents');
    const { keyring: resting } = await browser.local.get('keyring');
    await browser.local.set({ keyring: { ...(resting as object), contents: encodeBase64(sealed) } });
    const before = browser.local.dump();
    const old = browser.worker();
    await expect(old.contents()).rejects.toMatchObject({ problem: { kind: 'newer-data' } });
    await expect(old.change(withAccount)).rejects.toMatchObject({ problem: { kind: 'newer-data' } });
    expect(browser.local.dump()).toBe(before);
  });

  test('keeps what a newer version has put beside what is known here', async () => {
    const { browser, ring } = await locked();
    await ring.unlock('correct horse');
    const newer = { ...noContents, accounts: [{ ...account, colour: 'blue' }], places: ['home'] };
    await ring.change(() => newer);
    const old = browser.worker();
    await old.change((contents) => ({ ...contents, accounts: contents.accounts.map((each) => ({ ...each, displayName: 'Ada L.' })) }));
    expect(await browser.worker().contents()).toEqual({ ...newer, accounts: [{ ...account, colour: 'blue', displayName: 'Ada L.' }] });
  });

  test('keeps every one of many changes made at once', async () => {
    const { ring } = await locked();
    await ring.unlock('correct horse');
    const names = Array.from({ length: 20 }, (_, at) => `name ${at}`);
    await Promise.all(names.map((displayName) => ring.change((contents) => ({ ...contents, accounts: [...contents.accounts, { ...account, displayName }] }))));
    expect((await ring.contents()).accounts.slice(1).map(({ displayName }) => displayName)).toEqual(names);
  });

  test('keeps nothing in memory when it is locked while a worker was just waking up', async () => {
    const { browser, ring } = await locked();
    await ring.unlock('correct horse');
    const reborn = browser.worker();
    const importing = vi.spyOn(crypto.subtle, 'importKey').mockImplementationOnce(async () => {
      await reborn.lock();
      return {} as CryptoKey;
    });
    await expect(reborn.contents()).rejects.toMatchObject({ problem: { kind: 'locked' } });
    expect(importing).toHaveBeenCalled();
  });

  test('never answers with what was there before a change', async () => {
    const { browser, ring } = await locked();
    await ring.unlock('correct horse');
    const reborn = browser.worker();
    const decrypt = crypto.subtle.decrypt.bind(crypto.subtle);
    vi.spyOn(crypto.subtle, 'decrypt').mockImplementationOnce(async (...ask) => {
      const slow = await decrypt(...ask);
      await reborn.change((contents) => ({ ...contents, accounts: [] }));
      return slow;
    });
    await reborn.contents();
    expect((await reborn.contents()).accounts).toEqual([]);
  });

  test('is not started by an edit that fails', async () => {
    const browser = browserWith();
    const ring = browser.worker();
    await expect(ring.change(() => { throw new Error('no'); })).rejects.toThrow('no');
    expect(await ring.hasContents()).toBe(false);
    expect(browser.local.dump() + browser.session().dump()).toBe('[][]');
  });

  test('leaves no trace when it is erased', async () => {
    const { browser, ring } = await locked();
    await ring.erase();
    expect(browser.local.dump()).toBe('[]');
    expect(await ring.state()).toBe('new');
  });
});

describe('wrong unlock passwords', () => {
  test('are slowed, also when the browser was closed in between', async () => {
    let time = 0;
    const browser = browserWith(() => time);
    const ring = browser.worker();
    await ring.change(withAccount);
    await ring.protect('correct horse');
    await ring.lock();
    for (let wrong = 0; wrong < 3; wrong++) await expect(ring.unlock('wrong')).rejects.toMatchObject({ problem: { kind: 'wrong-unlock-password' } });
    const later = browser.restart();
    await expect(later.unlock('correct horse')).rejects.toMatchObject({ problem: { kind: 'too-many-tries', retryAt: 5000 } });
    time = 5000;
    await later.unlock('correct horse');
    expect(await later.state()).toBe('unlocked');
  });

  test('never make somebody wait longer than five minutes, whatever the clock does', async () => {
    let time = 1_000_000_000;
    const local = fakeStorage();
    const counted = tries(local, () => time);
    for (let wrong = 0; wrong < 12; wrong++) {
      time = Math.max(time, (await counted.retryAt()) ?? 0);
      await counted.begin();
    }
    expect(((await counted.retryAt()) ?? 0) - time).toBe(300_000);
    time = 0;
    expect(await counted.retryAt()).toBe(300_000);
    time = 299_999;
    expect(await counted.retryAt()).toBe(300_000);
    time = 300_000;
    expect(await counted.retryAt()).toBeNull();
  });
});
