import { parse } from 'tldts';
import { describe, expect, test } from 'vitest';

import { chanceOf } from '../testing/chance.ts';
import { packSuffixes } from './pack-suffixes.ts';
import { registrableDomain } from './public-suffix.ts';
import { suffixRules } from './suffix-rules.ts';
import { suffixText } from './suffix-text.ts';

/** What tldts says of a host, in our words. */
function byTldts(host: string): ReturnType<typeof registrableDomain> {
  const { domain, isIcann, isPrivate } = parse(host, { allowPrivateDomains: true, extractHostname: false, validateHostname: false });
  return domain === null || (isIcann !== true && isPrivate !== true) ? null : { domain, isPrivate: isPrivate === true };
}

const differing = (hosts: readonly string[]) => hosts.filter((host) => JSON.stringify(registrableDomain(host)) !== JSON.stringify(byTldts(host)));
const ascii = (name: string) => new URL(`http://${name.replace('*', 'any')}`).hostname;
const rules = suffixRules();

describe('the registrable domain', () => {
  test('is what tldts finds, around every rule of the list', () => {
    const hosts = rules.flatMap(({ name }) => {
      const suffix = ascii(name);
      const parent = suffix.slice(suffix.indexOf('.') + 1);
      return [suffix, `a.${suffix}`, `b.a.${suffix}`, `d.c.b.a.${suffix}`, `a${suffix}`, `b.a${suffix}`, parent, `a.${parent}`, `b.a.${parent}`, `c.b.a.${parent}`];
    });
    expect(rules.length).toBeGreaterThan(10_000);
    expect(differing(hosts)).toEqual([]);
  });

  test('is what tldts finds for hosts put together from labels of the list', () => {
    const chance = chanceOf(11);
    const labels = [...new Set(rules.flatMap(({ name }) => ascii(name).split('.')))];
    const hosts = Array.from({ length: 20_000 }, () => Array.from({ length: chance.whole(1, 5) }, () => chance.pick(labels)).join('.'));
    expect(differing(hosts)).toEqual([]);
  });

  test.each([
    ['shop.example.co.uk', { domain: 'example.co.uk', isPrivate: false }],
    ['alice.github.io', { domain: 'alice.github.io', isPrivate: true }],
    ['www.ck', { domain: 'www.ck', isPrivate: false }],
    ['co.uk', null],
    ['any.ck', null],
    ['printer.lan', null],
    ['constructor', null],
    ['', null],
  ])('of %j is %j', (host, found) => {
    expect(registrableDomain(host)).toEqual(found);
  });
});

/**
 * The vectors that are published with the list (test_psl.txt, in the public domain), as `URL` writes their hosts: what each is
 * registered as; null: it is a suffix itself. A host under a name that the list doesn't have is nobody's there and here.
 */
const vectors: Readonly<Record<string, readonly string[]>> = {
  'null': ['com', 'biz', 'uk.com', 'mm', 'c.mm', 'jp', 'ac.jp', 'kyoto.jp', 'ide.kyoto.jp', 'c.kobe.jp', 'ck', 'test.ck', 'us', 'ak.us', 'k12.ak.us', '公司.cn', '中国', 'example'],
  'domain.biz': ['domain.biz', 'b.domain.biz', 'a.b.domain.biz'],
  'example.com': ['example.com', 'b.example.com', 'a.b.example.com', 'example.COM', 'WwW.example.COM'],
  'example.uk.com': ['example.uk.com', 'b.example.uk.com', 'a.b.example.uk.com'],
  'test.ac': ['test.ac'],
  'b.c.mm': ['b.c.mm', 'a.b.c.mm'],
  'test.jp': ['test.jp', 'www.test.jp'],
  'test.ac.jp': ['test.ac.jp', 'www.test.ac.jp'],
  'test.kyoto.jp': ['test.kyoto.jp'],
  'b.ide.kyoto.jp': ['b.ide.kyoto.jp', 'a.b.ide.kyoto.jp'],
  'b.c.kobe.jp': ['b.c.kobe.jp', 'a.b.c.kobe.jp'],
  'city.kobe.jp': ['city.kobe.jp', 'www.city.kobe.jp'],
  'b.test.ck': ['b.test.ck', 'a.b.test.ck'],
  'www.ck': ['www.ck', 'www.www.ck'],
  'test.us': ['test.us', 'www.test.us'],
  'test.ak.us': ['test.ak.us', 'www.test.ak.us'],
  'test.k12.ak.us': ['test.k12.ak.us', 'www.test.k12.ak.us'],
  '食狮.com.cn': ['食狮.com.cn', 'xn--85x722f.com.cn'],
  '食狮.公司.cn': ['食狮.公司.cn', 'www.食狮.公司.cn', 'xn--85x722f.xn--55qx5d.cn', 'www.xn--85x722f.xn--55qx5d.cn'],
  'shishi.公司.cn': ['shishi.公司.cn', 'shishi.xn--55qx5d.cn'],
  '食狮.中国': ['食狮.中国', 'www.食狮.中国', 'xn--85x722f.xn--fiqs8s', 'www.xn--85x722f.xn--fiqs8s'],
  'shishi.中国': ['shishi.中国', 'shishi.xn--fiqs8s'],
};

describe('the vectors that come with the list', () => {
  test.each(Object.entries(vectors).flatMap(([domain, hosts]) => hosts.map((host) => [host, domain === 'null' ? null : ascii(domain)] as const)))('%s is registered as %s', (host, domain) => {
    expect(registrableDomain(ascii(host))?.domain ?? null).toBe(domain);
  });

  test('hosts under unlisted names are registered by nobody', () => {
    expect(['example.example', 'b.example.example', 'a.b.example.example'].map((host) => registrableDomain(host))).toEqual([null, null, null]);
  });
});

describe('the text of the public suffix list', () => {
  test('has every rule as URL writes it', () => {
    const names = new Set(rules.map(({ name }) => name));
    expect(rules.filter(({ name }) => !names.has(ascii(name).replace('any', '*')) && !names.has(ascii(name)))).toEqual([]);
  });

  test('is what the build put in its place', () => {
    expect(suffixText).toBe(packSuffixes(rules.filter(({ name }) => /^[ -~]+$/.test(name))));
  });

  test('is not made of rules that it could not hold', () => {
    expect(() => packSuffixes([{ name: 'home', kind: 'private' }])).toThrow('private');
  });
});
