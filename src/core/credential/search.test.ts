import { describe, expect, it } from 'vitest';
import type { CredentialId, VaultId } from '../ids.ts';
import { fold } from '../fold.ts';
import type { Entry } from './entry.ts';
import { searchEntries, searchIndex, searchIndexInSlices, type SearchView } from './search.ts';

let made = 0;

function entry(label: string, more: Partial<Entry> = {}): Entry {
  made += 1;
  return {
    id: `account1/vault/${made}` as CredentialId, label, username: '', email: '', url: '', unproven: false, tags: [], hasCode: false, hasPassword: true, hasFile: false, hasNote: false,
    trashed: false, hidden: false, shared: false, icon: null, unreadable: [], expires: null, created: 0, changed: 0, ...more,
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

describe('operators', () => {
  const entries = [
    entry('Bank', { username: 'ann', url: 'https://bank.example', tags: ['money', '★'], hasCode: true }),
    entry('Shop', { username: 'bob', url: 'https://shop.example', tags: ['at work'], hasFile: true, shared: true, created: 5, changed: 9 }),
    entry('Work mail', { email: 'ann@mail.example', tags: ['work'], hasNote: true, expires: 100, created: 7, changed: 8 }),
    entry('Old bank', { trashed: true, tags: ['money'] }),
    entry('Elsewhere', { id: 'account1/other/1' as CredentialId, unreadable: ['password'], hasPassword: false }),
  ];
  const judged = new Set([entries[1]!.id]);
  const view: SearchView = {
    show: 'active', vault: null, order: 'best',
    world: { now: 100, vaultName: (vault) => (vault.endsWith('other') ? 'family' : 'private'), judged: (verdict, { id }) => verdict === 'weak' && judged.has(id) },
  };

  it.each([
    ['user:ann', ['Bank', 'Work mail']],
    ['url:shop', ['Shop']],
    ['name:bank', ['Bank']],
    ['tag:work', ['Shop', 'Work mail']],
    ['tag:"work"', ['Work mail']],
    ['tag:"At Work"', ['Shop']],
    ['-tag:work', ['Bank', 'Elsewhere']],
    ['has:otp', ['Bank']],
    ['has:file', ['Shop']],
    ['has:note', ['Work mail']],
    ['-has:password', ['Elsewhere']],
    ['is:fav', ['Bank']],
    ['is:shared', ['Shop']],
    ['is:expired', ['Work mail']],
    ['is:due', ['Work mail']],
    ['is:damaged', ['Elsewhere']],
    ['is:weak', ['Shop']],
    ['-is:weak bank', ['Bank']],
    ['in:fam', ['Elsewhere']],
    ['-in:family tag:work', ['Shop', 'Work mail']],
    ['is:trash', ['Old bank']],
    ['is:trash work', []],
    ['-bank', ['Elsewhere', 'Shop', 'Work mail']],
    ['"k mail"', ['Work mail']],
  ])('%s', (query, found) => {
    expect(labels(searchEntries(entries, query, view))).toEqual(found);
  });

  it('searches one vault, or the trash, where that is looked at', () => {
    expect(labels(searchEntries(entries, '', { ...view, vault: 'account1/other' as VaultId }))).toEqual(['Elsewhere']);
    expect(labels(searchEntries(entries, 'money', { ...view, show: 'trash' }))).toEqual(['Old bank']);
  });

  it('orders by age, or puts favourites before their equals, when asked to', () => {
    expect(labels(searchEntries(entries, '', { ...view, order: 'changed' })).slice(0, 2)).toEqual(['Shop', 'Work mail']);
    expect(labels(searchEntries(entries, '', { ...view, order: 'created' })).slice(0, 2)).toEqual(['Work mail', 'Shop']);
    const mails = [entry('Mail a'), entry('Mail b', { tags: ['★'] }), entry('b mail', { tags: ['★'] })];
    expect(labels(searchEntries(mails, 'mail', { ...view, order: 'favourites' }))).toEqual(['Mail b', 'Mail a', 'b mail']);
    expect(labels(searchEntries(mails, '', { ...view, order: 'favourites' }))).toEqual(['b mail', 'Mail b', 'Mail a']);
  });

  it('does not answer with what was true a while ago', () => {
    const index = searchIndex(entries);
    expect(index.search('is:expired', { ...view, world: { ...view.world, now: 99 } })).toHaveLength(0);
    expect(index.search('is:expired', view)).toHaveLength(1);
    const dayOf = (now: number) => index.search('is:due', { ...view, world: { ...view.world, now } }).length;
    const expires = entries.find(({ label }) => label === 'Work mail')?.expires ?? 0;
    expect([dayOf(expires - 14 * 86_400), dayOf(expires - 14 * 86_400 - 1)]).toEqual([1, 0]);
  });

  it('finds nothing by the mark of favourites itself', () => {
    expect(searchEntries(entries, 'tag:★', view)).toEqual([]);
    expect(searchEntries(entries, '★', view)).toEqual([]);
  });
});

describe('an index made in slices', () => {
  it('is the same as one made at once', async () => {
    const many = Array.from({ length: 3500 }, (_, n) => entry(`Item ${(n * 7919) % 3500}`, { hidden: n % 100 === 0 }));
    let pauses = 0;
    const sliced = await searchIndexInSlices(many, () => Promise.resolve(void (pauses += 1)));
    expect(labels(sliced.search('item'))).toEqual(labels(searchIndex(many).search('item')));
    expect(pauses).toBe(4);
    expect(sliced.entries()).toHaveLength(3465);
  });
});

describe('folding', () => {
  it('leaves plain text alone but for its case', () => {
    expect(fold('User@Example.com')).toBe('user@example.com');
  });
});
