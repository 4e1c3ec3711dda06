import { describe, expect, test } from 'vitest';

import type { Entry } from '../../core/credential/entry.ts';
import { credentialId, isGuid, isVaultId, type CredentialId, type VaultId } from '../../core/ids.ts';
import { readIndexText, writeIndexText, type IndexLine } from './index-text.ts';
import { openVault, type OpenVault } from './open-vault.ts';

function vault(text: string): VaultId {
  if (!isVaultId(text)) throw new Error('no vault id');
  return text;
}

function id(name: string): CredentialId {
  if (!isGuid(name)) throw new Error('no guid');
  return credentialId(vault('aaaaaaaa/V'), name);
}

function entry(url: string, change: Partial<Entry> = {}): Entry {
  return { id: id(`E${String(url.length)}`), label: url, username: '', email: '', url, unproven: false, tags: [], hasCode: false, hasPassword: true, hasFile: false, hasNote: false, trashed: false, hidden: false, shared: false, icon: null, unreadable: [], expires: null, created: 0, changed: 0, ...change };
}

/** The same lines in memory in one way or the other. */
const ways: Readonly<Record<string, (opened: OpenVault, lines: readonly IndexLine[]) => void>> = {
  read: (opened, lines) => { opened.replace(lines); },
  'at rest': (opened, lines) => {
    const index = readIndexText(opened.id, writeIndexText({ syncedAt: 1, lines }));
    if (index) opened.rest(index);
  },
};

describe.each(Object.keys(ways))('the matches of a page, of lines %s,', (way) => {
  function withLines(entries: readonly Entry[]): OpenVault {
    const opened = openVault(vault('aaaaaaaa/V'), 'key');
    ways[way]?.(opened, entries.map((each, at) => ({ entry: { ...each, id: id(`E${String(at)}`) }, digest: '' })));
    return opened;
  }
  const matches = (entries: readonly Entry[], page: string) => withLines(entries).matches(new URL(page)).map(({ entry: { label } }) => label);

  test.each([
    ['shop.org', 'https://www.shop.org/login'],
    ['HTTPS://WWW.SHOP.ORG/Login', 'https://shop.org/'],
    ['first.example https://shop.org', 'https://shop.org/'],
    ['bücher.de', 'https://xn--bcher-kva.de/'],
    ['https://xn--bcher-kva.de', 'https://bücher.de/'],
    ['https://sh%6fp.org', 'https://shop.org/'],
    ['http://[0:0:0:0:0:0:0:1]:8080/', 'http://[::1]:8080/'],
    ['192.168.1.7', 'http://192.168.1.7/'],
  ])('hold %s on %s', (url, page) => {
    expect(matches([entry('https://other.net'), entry(url), entry('')], page)).toEqual([url]);
  });

  test('hold no login whose address the server could have written', () => {
    expect(matches([entry('shop.org', { unproven: true })], 'https://shop.org/')).toEqual([]);
  });

  test('hold no trash and nothing hidden', () => {
    expect(matches([entry('shop.org', { trashed: true }), entry('shop.org', { hidden: true })], 'https://shop.org/')).toEqual([]);
  });

  test('hold what is withheld for want of TLS, marked as such', () => {
    const opened = withLines([entry('https://shop.org')]);
    expect(opened.matches(new URL('http://shop.org/')).map(({ match }) => match)).toEqual([{ offer: false, why: 'insecure' }]);
  });

  test('are none on what is no web page', () => {
    expect(matches([entry('shop.org')], 'file:///shop.org')).toEqual([]);
  });
});

describe('lines at rest', () => {
  function resting(): OpenVault {
    const opened = openVault(vault('aaaaaaaa/V'), 'key');
    ways['at rest']?.(opened, ['https://shop.org', 'https://bank.org'].map((url, at) => ({ entry: { ...entry(url), id: id(`E${String(at)}`) }, digest: '' })));
    return opened;
  }

  test('are all there once they are asked for, and count the same before and after', () => {
    const opened = resting();
    expect(opened.counts()).toEqual({ items: 2, damaged: 0 });
    expect([...opened.lines().values()].map(({ entry: { label } }) => label)).toEqual(['https://shop.org', 'https://bank.org']);
    expect(opened.counts()).toEqual({ items: 2, damaged: 0 });
  });

  test('are not found again once others took their place', () => {
    const opened = resting();
    opened.replace([]);
    expect(opened.matches(new URL('https://shop.org'))).toEqual([]);
    expect(opened.lines().size).toBe(0);
  });
});
