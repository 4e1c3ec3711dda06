import { createRequire } from 'node:module';

import { describe, expect, test } from 'vitest';
import { rate } from './rate.ts';

describe('the rating of a password', () => {
  test.each([
    ['', 0], ['password', 0], ['qwertyuiop', 0], ['12345678', 0], ['P4ssw0rd!', 1], ['abcabcabc', 1], ['24.12.1987', 1],
    ['mV7%k-Il1|O0qz}Tr4&h', 4], ['lantern-copper-glacier-violin-43', 4],
  ])('of %j is %i, or less where it is bad', (password, score) => {
    if (score === 4) expect(rate(password, []).score).toBe(4);
    else expect(rate(password, []).score).toBeLessThanOrEqual(score);
  });

  test.each([['password', 'common'], ['qwertyuiop', 'common'], ['aaaaaaaa', 'repeat'], ['mV7%k-Il1|O0qz}Tr4&h', null]])('says why %j is weak: %s', (password, because) => {
    expect(rate(password, []).because).toBe(because);
  });

  test('is as bad for common passwords that are not in the list, since it finds them out', () => {
    // By Node itself: imported, the list would be the short one of the build.
    const { dictionary } = createRequire(import.meta.url)('@zxcvbn-ts/language-common') as { dictionary: Record<string, string[]> };
    const some = (dictionary['passwords-common'] ?? []).slice(0, 9_500).filter((_, place) => place % 20 === 0);
    expect(some).toHaveLength(475);
    expect(some.filter((password) => rate(password, []).score > 1)).toEqual([]);
  });

  test('is lower where the password is made of what everybody knows', () => {
    const alone = rate('Klapperstorch77', []).guessesLog10;
    expect(rate('Klapperstorch77', ['klapperstorch']).guessesLog10).toBeLessThan(alone - 3);
  });

  test.each(['ada-shop', 'Shop.Ada', 'shop', 'shop+ada!'])('calls %j weak where it is made of what everybody knows and signs between', (password) => {
    expect(rate(password, ['ada', 'shop'])).toMatchObject({ because: 'yours' });
    expect(rate(password, ['ada', 'shop']).score).toBeLessThanOrEqual(1);
  });

  test('is not lower for a password in which what everybody knows is but a part', () => {
    expect(rate('ada-mV7%k-Il1|O0qz}', ['ada', 'shop']).score).toBe(4);
    expect(rate('%%%%', ['ada']).because).not.toBe('yours');
  });

  test.each(['aA1!'.repeat(1024), '1qaz2wsx'.repeat(500), 'é'.repeat(4096)])('looks no further than 48 characters, since the time grows with their square', (password) => {
    expect(rate(password, [])).toEqual(rate(password.slice(0, 48), []));
  });

  test('takes no noticeable time, however long the password is and whatever it could be read as', () => {
    rate('warm', []);
    // Of the processor: a machine that is busy with something else counts for nothing.
    const begin = process.cpuUsage();
    for (const password of ['aA1!'.repeat(1024), '1qaz2wsx'.repeat(500), 'é'.repeat(4096), '4@8({[</369&#!1/|0$5+7%2'.repeat(20)]) rate(password, []);
    expect(process.cpuUsage(begin).user / 1000).toBeLessThan(1000);
  });
});
