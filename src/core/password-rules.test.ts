import { describe, expect, test } from 'vitest';

import { parsePasswordRules, readFieldRules } from './password-rules.ts';
import { chanceOf } from './testing/chance.ts';

const digits = '0123456789';

describe('rules of a site', () => {
  test('are read with their lengths, classes and repetitions', () => {
    expect(parsePasswordRules('minlength: 8; maxlength: 20; required: digit; allowed: [-_.]; max-consecutive: 2'))
      .toEqual({ minLength: 8, maxLength: 20, required: [digits], allowed: `${digits}-_.`, maxConsecutive: 2 });
  });

  test('may ask for one of several classes', () => {
    expect(parsePasswordRules('required: digit, [!]').required).toEqual([`${digits}!`]);
  });

  test('hold separators and brackets inside their own sets of characters', () => {
    expect(parsePasswordRules('allowed: [-;,:]; minlength: 9')).toMatchObject({ allowed: '-;,:', minLength: 9 });
    expect(parsePasswordRules('allowed: [-.]]; minlength: 9')).toMatchObject({ allowed: '-.]', minLength: 9 });
  });

  test('say the stricter of two lengths', () => {
    expect(parsePasswordRules('minlength: 8; minlength: 10; maxlength: 30; maxlength: 20')).toMatchObject({ minLength: 10, maxLength: 20 });
    expect(readFieldRules({ passwordRules: 'minlength: 8; maxlength: 30', minLength: 12, maxLength: 16 })).toMatchObject({ minLength: 12, maxLength: 16 });
  });

  test('that say nothing are no rules', () => {
    expect(readFieldRules({ passwordRules: 'the usual', minLength: null, maxLength: null })).toBeNull();
    expect(readFieldRules({ passwordRules: '', minLength: 0, maxLength: 524_288 })).toBeNull();
  });

  test('leave out names that nobody knows, and those of every object', () => {
    expect(parsePasswordRules('required: constructor, __proto__, emoji; toString: 4')).toEqual({ minLength: null, maxLength: null, required: [], allowed: null, maxConsecutive: null });
  });

  test('are read to the end whatever they are, and stay small', () => {
    for (let seed = 0; seed < 500; seed++) {
      const chance = chanceOf(seed);
      const parts = ['required:', 'allowed:', 'minlength:', 'maxlength: 99999999999', '[', ']', '[-]', ';', ',', 'digit', 'lower', chance.text(40)];
      const rules = parsePasswordRules(Array.from({ length: chance.whole(0, 200) }, () => chance.pick(parts)).join(' '));
      expect(rules.required.length).toBeLessThanOrEqual(16);
      expect([...rules.required, rules.allowed ?? ''].every((set) => /^[ -~]{0,96}$/.test(set))).toBe(true);
      expect(Math.max(rules.minLength ?? 0, rules.maxLength ?? 0)).toBeLessThanOrEqual(256);
    }
  });
});
