import { describe, expect, it } from 'vitest';
import type { CredentialId } from '../ids.ts';
import { fold } from '../fold.ts';
import type { Entry } from './entry.ts';
import { searchEntries, searchIndex } from './search.ts';

let made = 0;

function entry(label: string, more: Partial<Entry> = {}): Entry {
  made += 1;
  return {
    id: `account1/vault/${made}` as CredentialId, label, username: '', email: '', url: '', unproven: false, tags: [], hasCode: false, hasPassword: true,
    trashed: false, hidden: false, shared: false, icon: null, unreadable: [], changed: 0, ...more,
  };
}

const labels = (entries: readonly Entry[]) => entries.map(({ label }) => label);

describe('searching', () => {
  it('puts label starts first, then words, hosts, accounts, tags and the rest', () => {
    const entries = [
      entry('rest', { username: 'xbankx' }),
      entry('tag', { tags: ['private', 'banking'] }),
      entry('account', { email: 'me@bank.example' }),
      entry('host', { url: 'https://www.bank.example/login' }),
      entry('My Bank'),
      entry('Bank'),
    ];
    expect(labels(searchEntries(entries, 'bank'))).toEqual(['Bank', 'My Bank', 'host', 'account', 'tag', 'rest']);
  });

  it('needs every word, in any order and any field', () => {
    const entries = [entry('Shop', { username: 'ann' }), entry('Shop', { username: 'bob' }), entry('Mail', { username: 'ann' })];
    expect(searchEntries(entries, 'ann shop')).toEqual([entries[0]]);
    expect(searchEntries(entries, '  SHOP   bo ')).toEqual([entries[1]]);
    expect(searchEntries(entries, 'shop cid')).toEqual([]);
  });

  it.each([
    ['arger', 'Ärger'], ['ÄRGER', 'arger'], ['strasse', 'Hauptstraße'], ['straße', 'Strasse'], ['lodz', 'Łódź'], ['istanbul', 'İstanbul'],
    ['КОШКА', 'кошка'], ['cafe\u0301', 'Café'], ['ｆｕｌｌ', 'full'], ['密码', '我的密码'],
  ])('%s finds %s', (query, label) => {
    expect(labels(searchEntries([entry(label), entry('other')], query))).toEqual([label]);
  });

  it('leaves out what is hidden or in the trash', () => {
    const entries = [entry('a1', { hidden: true }), entry('a2', { trashed: true }), entry('a3')];
    expect(labels(searchEntries(entries, 'a'))).toEqual(['a3']);
    expect(labels(searchEntries(entries, ''))).toEqual(['a3']);
  });

  it('lists all by label for an empty query, numbers by size, whatever the order they came in', () => {
    const entries = [entry('Server 10'), entry('server 9'), entry('Ähre'), entry('Zebra'), entry('apfel')];
    const sorted = ['Ähre', 'apfel', 'server 9', 'Server 10', 'Zebra'];
    expect(labels(searchIndex(entries, 'de').search(''))).toEqual(sorted);
    expect(labels(searchIndex(entries.toReversed(), 'de').search(' '))).toEqual(sorted);
  });

  it('finds all addresses of one login and ignores regular expressions', () => {
    const both = entry('x', { url: 'https://one.example/a\nhttps://two.example' });
    expect(searchEntries([both], 'two.ex')).toEqual([both]);
    expect(searchEntries([both], '.*')).toEqual([]);
    expect(searchEntries([both], '('.repeat(100_000))).toEqual([]);
  });

  it('answers each key in under 8 ms at 10,000 logins', () => {
    const words = ['Bank', 'Shop', 'Post', 'Cloud', 'Forum', 'Schule', 'Zürich', 'Werk'];
    const index = searchIndex(Array.from({ length: 10_000 }, (_, n) => entry(`${words[n % 8] ?? ''} ${words[(n >> 3) % 8] ?? ''} ${n}`, {
      username: `user${n}`, email: `user${n}@mail.example`, url: `https://www.site${n % 900}.example/login?next=/account`, tags: ['work', `t${n % 7}`],
    })));
    const times = ['b', 'ba', 'ban', 'bank', 'e', 'ex', 'site12', 'user99', 'bank zur', 'zzz', ''].map((query) => {
      index.search(query); // warm
      const started = performance.now();
      index.search(query);
      return performance.now() - started;
    });
    times.sort((one, other) => one - other);
    expect(times[Math.floor(times.length / 2)]).toBeLessThan(8);
  });
});

describe('folding', () => {
  it('leaves plain text alone but for its case', () => {
    expect(fold('User@Example.com')).toBe('user@example.com');
  });
});
