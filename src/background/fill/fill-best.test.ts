import { describe, expect, test, vi } from 'vitest';

import type { Credential } from '../../core/credential/credential.ts';
import type { Entry } from '../../core/credential/entry.ts';
import { isCredentialId, type CredentialId } from '../../core/ids.ts';
import type { PageLook } from '../../messages/contract.ts';
import { defaultSettings } from '../settings.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import { fillBest, type LastOnes } from './fill-best.ts';
import type { PageDocument } from './pages.ts';
import { tickets } from './tickets.ts';
import { undos } from './undos.ts';

function credential(text: string): CredentialId {
  if (!isCredentialId(text)) throw new Error('no id');
  return text;
}

const home = { id: credential('aaaaaaaa/V/H'), label: 'At home', username: 'ann', email: 'ann@home.example', tags: [] } as unknown as Entry;
const work = { id: credential('aaaaaaaa/V/W'), label: 'At work', username: 'Ann.Smith', email: '', tags: [] } as unknown as Entry;
const page: PageDocument = { tabId: 7, frameId: 0, documentId: 'D', url: new URL('https://mail.com/login') };

/** A page with two logins; presses the key `times` times and tells what was filled each time. */
async function press(times: number, { typed = '', begun = null, documents = ['D', 'D', 'D'], entries = [work, home] }: { typed?: string; begun?: CredentialId | null; documents?: readonly string[]; entries?: readonly Entry[] } = {}) {
  const counter = tickets(() => 0);
  const lastOnes: LastOnes = new Map();
  const seen: PageLook = { origin: page.url.origin, place: 'open', roles: ['username'], newPassword: null, custom: [], typed, focused: false, sendsTo: null, frames: [], loading: false };
  const vault = { matches: () => entries.map((entry) => ({ entry, match: { offer: true, strength: 4 } })) } as unknown as OpenVault;
  const read = <Value>(value: Value) => ({ state: 'read', value });
  const filled: string[] = [];
  const world = {
    pages: { active: vi.fn(), frame: vi.fn(), frames: vi.fn(() => Promise.resolve([])), same: vi.fn(), undo: vi.fn(), field: vi.fn(), know: vi.fn(), look: vi.fn(() => Promise.resolve(seen)), fill: vi.fn(() => Promise.resolve({ filled: ['username' as const], problem: null })) },
    vaults: { credential: (id: CredentialId) => Promise.resolve({ label: id, url: read('https://mail.com'), username: read('x'), email: read(''), password: read(''), otp: read(null), customFields: read([]) } as unknown as Credential) },
    tickets: counter, siteSets: { list: () => Promise.resolve([]), kinOf: () => Promise.resolve([]) }, siteRules: { setFrame: vi.fn(), of: (site: string) => Promise.resolve({ site, never: false, fields: [], frames: [] }) }, lastUsed: { all: () => Promise.resolve(new Map<string, number>()), note: () => Promise.resolve() }, undos: undos(() => 0), showFilled: vi.fn(),
    steps: { remember: vi.fn(() => Promise.resolve()), forget: vi.fn(() => Promise.resolve()), begunAt: () => Promise.resolve(begun) },
    clipboard: { copy: vi.fn() }, settings: { read: () => Promise.resolve(defaultSettings) }, now: () => 0, lastOnes, openVaults: () => Promise.resolve([vault]),
  };
  for (let at = 0; at < times; at += 1) {
    const { entry } = await fillBest({ top: { ...page, documentId: documents[at] ?? 'D' }, frame: null }, world);
    filled.push(entry?.label ?? 'none');
  }
  return { filled, look: world.pages.look };
}

describe('the key that fills', () => {
  test('takes the likeliest login first, then the next one, then the first again', async () => {
    expect((await press(3)).filled).toEqual(['At home', 'At work', 'At home']);
  });

  test('begins anew in another document', async () => {
    expect((await press(2, { documents: ['D', 'E'] })).filled).toEqual(['At home', 'At home']);
  });

  test.each([['ann.smith', 'At work'], ['ANN@home.example', 'At home'], ['ann.s', 'At work'], ['nobody', 'At home']])('takes the login of the name %s that is typed: %s', async (typed, label) => {
    expect((await press(1, { typed })).filled).toEqual([label]);
  });

  test('takes the login that was begun in the tab', async () => {
    expect((await press(1, { begun: work.id, typed: 'ann' })).filled).toEqual(['At work']);
  });

  test('asks for no typed name where there is nothing to choose, and says so where there is none at all', async () => {
    const one = await press(1, { entries: [work] });
    expect(one.filled).toEqual(['At work']);
    expect(one.look).toHaveBeenCalledTimes(1);
    expect((await press(1, { entries: [] })).filled).toEqual(['none']);
  });
});
