import 'fake-indexeddb/auto';

import { createStore } from 'idb-keyval';
import { describe, expect, test, vi } from 'vitest';

import type { Credential } from '../../core/credential/credential.ts';
import { everyRight } from '../../core/credential/rights.ts';
import type { CredentialId, VaultId } from '../../core/ids.ts';
import type { Sender } from '../answer.ts';
import { keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { defaultSettings } from '../settings.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { sealedBlobs } from '../vaults/sealed-blobs.ts';
import { letterBox } from '../writes/letter-box.ts';
import { Captures, type CapturesWorld } from './captures.ts';
import { neverSites } from './never-sites.ts';
import { PendingLogins } from './pending.ts';
import type { FrameLook } from './place.ts';
import { typedNames } from './typed-names.ts';

const vault = 'aaaaaaaa-0000-4000-8000-000000000000/bbbbbbbb-0000-4000-8000-000000000000' as VaultId;
const credential = `${vault}/CCCCCCCC` as CredentialId;
const login = { username: 'CNRY-name', password: 'CNRY-pass', newPassword: null, sent: true };
const sender = (url: string, documentId: string, tabId = 7): Sender => ({ id: 'latchkey', url, origin: new URL(url).origin, frameId: 0, documentId, tab: { id: tabId, url } });
const page = sender('https://www.shop.com/login', 'D');
const read = <Value>(value: Value) => ({ state: 'read', value }) as const;
let count = 0;

/** Unlocked, with one login of every site: `kept` and `CNRY-kept`. */
async function world(settings = defaultSettings) {
  const local = fakeStorage();
  const session = fakeStorage();
  const clock = { now: 1_000_000 };
  const tab = { url: 'https://www.shop.com/home', active: true, rests: false, windowId: 1, frames: [{ documentId: 'E', address: 'https://www.shop.com/home', password: false, typing: false }] as FrameLook[] };
  const ring = keyring({ local, session, tries: tries(local, () => 0), rounds: 1 });
  await ring.change((contents) => contents);
  await ring.protect('unlock');
  const store = createStore(`captures-${count++}`, 'vaults');
  const blobs = sealedBlobs(store, () => ring.dataKey());
  const box = letterBox(store, blobs);
  await box.prepare();
  const openPopup = vi.fn(() => Promise.resolve());
  const known = { id: credential, label: 'Shop', username: read('kept'), email: read(''), password: read('CNRY-kept'), rights: everyRight } as Credential;
  const open = new Map([[vault, { matches: () => [{ entry: { id: credential }, match: { offer: true, strength: 4 } }] }]]);
  const writes = { letterBox: box, save: vi.fn(() => Promise.resolve({ state: 'saved', undo: 'u' })), editPart: vi.fn(() => Promise.resolve({ what: 'edit' })), commit: vi.fn(() => Promise.resolve({ state: 'saved', undo: 'u' })), drafts: { all: () => Promise.resolve([]) } };
  const worker = () => new Captures({
    pending: new PendingLogins({ session, box, now: () => clock.now, expire: () => undefined }),
    names: typedNames({ session, box, now: () => clock.now }),
    never: neverSites(blobs),
    tabs: { get: () => Promise.resolve(tab), look: () => Promise.resolve(tab.frames), openPopup },
    settings: { read: () => Promise.resolve(settings), write: () => Promise.resolve() },
    isUnlocked: async () => (await ring.state()) === 'unlocked',
    siteSets: { kinOf: () => Promise.resolve([]) },
    vaults: { load: () => Promise.resolve(open), credential: () => Promise.resolve(known) },
    writes, changed: () => undefined,
  } as unknown as CapturesWorld);
  return { captures: worker(), worker, session, ring, clock, tab, openPopup, writes };
}

describe('a typed login', () => {
  test('is asked about when the page has taken it, and lies nowhere that can be read', async () => {
    const { captures, session, openPopup } = await world();
    await captures.notice(login, page);
    expect(await captures.isOffered(7)).toBe(false);
    await captures.loaded(7);
    expect(await captures.isOffered(7)).toBe(true);
    expect(openPopup).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(await session.get('captures'))).not.toContain('CNRY');
    const card = await captures.card(7);
    expect(card).toMatchObject({ host: 'www.shop.com', domain: 'shop.com', secure: true, elsewhere: false, login: { username: 'CNRY-name', credential: null, label: 'shop.com' } });
    expect(JSON.stringify(card)).not.toContain('CNRY-pass');
    expect(await captures.reveal(card?.id ?? '')).toBe('CNRY-pass');
  });

  test('is asked about too where the browser told of the next page before the page told of the login', async () => {
    const { captures, tab } = await world();
    tab.rests = true;
    await captures.loaded(7);
    await captures.notice(login, page);
    expect(await captures.isOffered(7)).toBe(true);
  });

  test.each<[string, FrameLook[]]>([
    ['its document is still there', [{ documentId: 'D', address: 'https://www.shop.com/login', password: true, typing: false }]],
    ['nothing can be seen of the tab', []],
  ])('is not asked about at once where %s', async (_, frames) => {
    const { captures, tab } = await world();
    Object.assign(tab, { rests: true, frames });
    await captures.notice(login, page);
    expect(await captures.isOffered(7)).toBe(false);
    tab.frames = [{ documentId: 'E', address: 'https://www.shop.com/home', password: false, typing: false }];
    await captures.loaded(7);
    expect(await captures.isOffered(7)).toBe(true);
  });

  test('that the page has refused is kept and not pushed', async () => {
    const { captures, tab, openPopup } = await world();
    await captures.notice(login, page);
    tab.frames = [{ documentId: 'E', address: 'https://www.shop.com/login', password: true, typing: false }];
    await captures.loaded(7);
    // Going elsewhere afterwards is no success.
    tab.frames = [];
    await captures.loaded(7);
    expect(await captures.isOffered(7)).toBe(false);
    expect(openPopup).not.toHaveBeenCalled();
    expect(await captures.card(7)).not.toBeNull();
  });

  test('is not pushed while the person types', async () => {
    const { captures, tab, openPopup } = await world();
    await captures.notice(login, page);
    tab.frames = tab.frames.map((frame) => ({ ...frame, typing: true }));
    await captures.loaded(7);
    expect(await captures.isOffered(7)).toBe(true);
    expect(openPopup).not.toHaveBeenCalled();
  });

  test('whose form stays is not pushed, wherever the person goes then', async () => {
    const { captures } = await world();
    await captures.notice(login, page);
    await captures.stayed(sender('https://evil.com/', 'D'));
    await captures.stayed(page);
    await captures.loaded(7);
    expect(await captures.isOffered(7)).toBe(false);
  });

  test('whose form stayed until the page was left is not pushed either where the browser told of the next page first', async () => {
    const { captures } = await world();
    await captures.notice(login, page);
    await captures.loaded(7);
    await captures.stayed(sender('https://www.shop.com/login', 'another'));
    expect(await captures.isOffered(7)).toBe(true);
    await captures.stayed(page);
    expect(await captures.isOffered(7)).toBe(false);
    expect(await captures.card(7)).not.toBeNull();
  });

  test('has the name of the step before, of the same tab and site, also while it is locked', async () => {
    const { captures, ring, session } = await world();
    await captures.noticeName('CNRY-first', page);
    await captures.noticeName('CNRY-evil', sender('https://evil.com/', 'X'));
    await captures.noticeName('CNRY-tab', sender('https://www.shop.com/login', 'Y', 8));
    expect(JSON.stringify(await session.get('capture-names'))).not.toContain('CNRY');
    await ring.lock();
    await captures.notice({ ...login, username: '' }, page);
    await captures.loaded(7);
    await ring.unlock('unlock');
    expect((await captures.card(7))?.login).toMatchObject({ username: 'CNRY-first', credential: null });
    await captures.closed(7);
    await captures.notice({ ...login, username: '' }, page);
    expect((await captures.card(7))?.login?.username).toBe('');
  });

  test('in two steps is known by the name of the first', async () => {
    const { captures, session } = await world();
    await captures.noticeName('kept', page);
    await captures.notice({ ...login, username: '', password: 'CNRY-kept' }, page);
    expect(await session.get('captures')).toEqual({});
    await captures.notice({ ...login, username: '', password: 'CNRY-next' }, page);
    expect((await captures.card(7))?.login).toMatchObject({ username: 'kept', credential });
  });

  test('that was only typed is not pushed', async () => {
    const { captures } = await world();
    await captures.notice({ ...login, sent: false }, page);
    await captures.loaded(7);
    expect(await captures.isOffered(7)).toBe(false);
  });

  test('whose form goes without the page is asked about, when that very document says so', async () => {
    const { captures } = await world();
    await captures.notice(login, page);
    await captures.left(sender('https://evil.com/', 'D'));
    await captures.left(sender('https://www.shop.com/login', 'X'));
    await captures.left(sender('https://www.shop.com/login', 'D', 8));
    expect(await captures.isOffered(7)).toBe(false);
    await captures.left(page);
    expect(await captures.isOffered(7)).toBe(true);
  });

  test('takes the place of the one before, a hundred times over', async () => {
    const { captures, session } = await world();
    for (let at = 0; at < 100; at++) await captures.notice({ ...login, password: `CNRY-${at}` }, page);
    expect(await session.get('captures')).toMatchObject({ captures: { pending: [{ site: 'shop.com' }] } });
    expect(await captures.reveal((await captures.card(7))?.id ?? '')).toBe('CNRY-99');
  });

  test('is forgotten after ten minutes, and with its tab', async () => {
    const { captures, clock, session } = await world();
    await captures.notice(login, page);
    const id = (await captures.card(7))?.id ?? '';
    clock.now += 10 * 60_000;
    expect(await captures.card(7)).toBeNull();
    await expect(captures.reveal(id)).rejects.toMatchObject({ problem: { kind: 'gone', what: 'capture' } });
    await captures.prune();
    expect(await session.get('captures')).toEqual({});
    await captures.notice(login, page);
    await captures.closed(7);
    expect(await session.get('captures')).toEqual({});
  });

  test('is not noticed where nobody wants to be asked', async () => {
    const { captures } = await world({ ...defaultSettings, offerToSave: false });
    await captures.notice(login, page);
    expect(await captures.card(7)).toBeNull();
  });

  test('is not asked about again in this tab for an hour, or on this site ever', async () => {
    const { captures, clock } = await world();
    await captures.notice(login, page);
    await captures.dismiss((await captures.card(7))?.id ?? '', 'later');
    await captures.notice(login, page);
    expect(await captures.card(7)).toBeNull();
    clock.now += 60 * 60_000;
    await captures.notice(login, page);
    await captures.dismiss((await captures.card(7))?.id ?? '', 'never');
    await captures.notice(login, sender('https://login.shop.com/', 'F', 9));
    expect(await captures.card(9)).toBeNull();
  });

  test('is shown as what it is when the tab has gone to another site', async () => {
    const { captures, tab } = await world();
    await captures.notice(login, page);
    tab.url = 'https://evil.com/';
    expect(await captures.card(7)).toBeNull();
    await captures.loaded(7);
    expect(await captures.card(7)).toMatchObject({ domain: 'shop.com', elsewhere: true });
  });
});

describe('while it is locked', () => {
  test('it survives the worker, says nothing, and is decided after the unlock', async () => {
    const { captures, worker, ring, openPopup } = await world();
    await ring.lock();
    await captures.notice({ ...login, username: 'kept', password: 'CNRY-kept' }, page);
    await captures.notice(login, sender('https://other.com/', 'O', 8));
    const next = worker();
    await next.loaded(7);
    await next.loaded(8);
    expect(openPopup).not.toHaveBeenCalled();
    expect((await next.card(7))?.login).toBeNull();
    await expect(next.reveal((await next.card(8))?.id ?? '')).rejects.toMatchObject({ problem: { kind: 'locked' } });
    await ring.unlock('unlock');
    await next.unlocked();
    expect(await next.card(7)).toBeNull();
    expect((await next.card(8))?.login).toMatchObject({ username: 'CNRY-name' });
  });
});

describe('saving', () => {
  test('makes a new login of what was typed or changed', async () => {
    const { captures, writes } = await world();
    await captures.notice(login, page);
    const capture = (await captures.card(7))?.id ?? '';
    expect(await captures.save({ capture, credential: null, vault, label: ' ', username: 'me', password: null })).toEqual({ state: 'saved', undo: 'u', label: 'shop.com' });
    expect(writes.save.mock.calls).toMatchObject([[{ vault, base: null, form: { label: 'shop.com', username: 'me', password: 'CNRY-pass', urls: ['https://www.shop.com'] } }]]);
    expect(await captures.card(7)).toBeNull();
  });

  test('changes the password, and nothing else, of a login of the same site only', async () => {
    const { captures, writes } = await world();
    await captures.notice({ ...login, username: 'kept', newPassword: 'CNRY-next' }, page);
    const card = await captures.card(7);
    expect(card?.login?.credential).toBe(credential);
    const ask = { capture: card?.id ?? '', vault, label: '', username: 'other', password: null };
    await expect(captures.save({ ...ask, credential: `${vault}/DDDDDDDD` as CredentialId })).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
    await captures.save({ ...ask, credential });
    expect(writes.editPart.mock.calls).toEqual([[credential, { password: 'CNRY-next' }]]);
  });
});
