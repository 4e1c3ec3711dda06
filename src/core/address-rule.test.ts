import { describe, expect, it } from 'vitest';
import { addressRules, splitRule, withoutRules, withRule } from './address-rule.ts';

describe('a rule behind an address', () => {
  it.each(['https://a.com', 'a.com/x?y', 'https://a.com/#/login'])('can be put to %s and taken off again', (address) => {
    for (const rule of addressRules) expect(splitRule(withRule(address, rule))).toEqual({ address, rule });
  });

  it('is not read with the address', () => {
    expect(withoutRules('https://a.com/x#latchkey=start\nb.com#top c.com#latchkey=never')).toBe('https://a.com/x\nb.com#top c.com');
  });

  it('is nothing that is no rule', () => {
    for (const text of ['https://a.com/latchkey=host', 'https://a.com#latchkey=all', 'https://a.com#latchkey=host/x', 'https://a.com#latchkey=site']) expect(splitRule(text)).toEqual({ address: text, rule: 'site' });
  });
});
