import { describe, expect, test } from 'vitest';

import { matchEntry } from './match.ts';
import { pageKey } from './page-key.ts';
import { joinSites, kinOf, type SiteSet } from './site-sets.ts';

/** What a login stored like this is on a page: its strength, or why not. */
function offered(url: string, page: string, sets: readonly SiteSet[]): number | string {
  const match = matchEntry(url, new URL(page), kinOf(sets, pageKey(new URL(page))));
  return match.offer ? match.strength : match.why;
}

describe('sites are joined', () => {
  test('by their names, however they are written', () => {
    expect(joinSites([], ['https://Login.Shop.de/path?x', 'WWW.shop.com.', 'shop.com'])).toEqual([['shop.com', 'shop.de']]);
  });

  test('with all that one of them belonged to before, and no other', () => {
    const before = [['bank.com', 'bank.de'], ['shop.com', 'shop.de']];
    expect(joinSites(before, ['shop.fr', 'www.shop.de'])).toEqual([['bank.com', 'bank.de'], ['shop.com', 'shop.de', 'shop.fr']]);
    expect(joinSites(before, ['shop.de', 'bank.de'])).toEqual([['bank.com', 'bank.de', 'shop.com', 'shop.de']]);
  });

  test.each(['co.uk', 'com', 'github.io', 'https://github.io/x', 'nip.io', 'any.ck', 'ann@shop.com', 'ftp://shop.com', 'a b', ''])('but never with %j, which is nobody’s', (text) => {
    expect(() => joinSites([], ['shop.com', text])).toThrow(expect.objectContaining({ problem: { kind: 'no-site', text } }));
  });

  test.each([[['shop.com', 'www.shop.com']], [['shop.com']]])('but not %j, which is one site', (sites) => {
    expect(() => joinSites([], sites)).toThrow(expect.objectContaining({ problem: { kind: 'same-site', site: 'shop.com' } }));
  });

  test.each([['alice.github.io', 'alice.com'], ['alice.org', '192.168.1.20'], ['nas', 'nas.local'], ['alice.nip.io', 'alice.org']])('of one’s own, also %s and %s', (one, other) => {
    expect(joinSites([], [one, other])).toEqual([[one, other].sort()]);
  });
});

describe('a login of one site is on a site that belongs to it', () => {
  const sets = [['shop.com', 'shop.de'], ['alice.com', 'alice.github.io'], ['alice.org', 'nas'], ['192.168.1.20', 'nas.local']];

  test.each([
    // Offered last: after all that were saved for the site itself.
    ['https://shop.de', 'https://shop.com/', 0], ['shop.de', 'https://login.shop.com/', 0], ['https://www.shop.com/login', 'https://shop.de/', 0],
    ['https://shop.de https://shop.com', 'https://shop.com/', 4],
    // Not on any other, and not on neighbours of a private suffix.
    ['https://shop.de', 'https://shop.fr/', 'other-site'], ['https://bank.de', 'https://shop.com/', 'other-site'],
    ['https://alice.com', 'https://alice.github.io/', 0], ['https://alice.com', 'https://bob.github.io/', 'other-site'], ['https://alice.com', 'https://github.io/', 'other-site'], ['https://bob.github.io', 'https://alice.com/', 'other-site'],
    // What is for one place stays there.
    ['https://shop.de#latchkey=host', 'https://shop.com/', 'other-site'], ['https://shop.de/a#latchkey=exact', 'https://shop.com/a', 'other-site'], ['https://shop.de/#latchkey=start', 'https://shop.com/', 'other-site'], ['*.shop.de#latchkey=pattern', 'https://shop.com/', 'other-site'],
    ['https://shop.de https://shop.com#latchkey=never', 'https://shop.com/', 'other-site'], ['https://shop.de:8443', 'https://shop.com/', 'other-site'],
    // Encryption is asked for as ever, and what was said of one host says nothing of another, but at home.
    ['https://shop.de', 'http://shop.com/', 'insecure'], ['http://shop.de', 'http://shop.com/', 'insecure'], ['shop.de', 'http://shop.com/', 'insecure'], ['http://shop.de', 'https://shop.com/', 0],
    ['cloud.alice.org', 'http://nas/', 'insecure'], ['http://cloud.alice.org', 'http://nas/', 'insecure'], ['cloud.alice.org', 'https://nas/', 0],
    ['nas.local', 'http://192.168.1.20/', 0], ['http://192.168.1.20', 'http://nas.local/', 0], ['https://nas.local', 'http://192.168.1.20/', 'insecure'],
  ] as const)('stored for %j on %s: %s', (url, page, expected) => {
    expect(offered(url, page, sets)).toBe(expected);
  });

  test('only as long as somebody says so', () => {
    expect(offered('https://shop.de', 'https://shop.com/', [])).toBe('other-site');
  });
});
