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
