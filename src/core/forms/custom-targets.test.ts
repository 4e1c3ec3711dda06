import { describe, expect, it } from 'vitest';
import type { Classified } from './classify.ts';
import { customTargets } from './custom-targets.ts';
import type { FieldFacts } from './facts.ts';

function field(index: number, given: Partial<FieldFacts>, rest: Partial<Classified> = {}): Classified {
  const facts: FieldFacts = {
    index, type: 'text', autocomplete: [], name: '', id: '', placeholder: '', label: '', nearby: '', inputMode: '', minLength: null, maxLength: null, ruled: false,
    visible: true, editable: true, focused: false, form: 0, ...given,
  };
  return { facts, group: 0, role: 'none', kind: 'login', score: 0, reasons: [], ...rest };
}

const found = (labels: readonly string[], fields: readonly Classified[], group: number | null = 0) => customTargets(labels, fields, group).map(({ label, target }) => [label, target.facts.index]);

describe('a field of the login’s own', () => {
  it.each<[string, string, Partial<FieldFacts>]>([
    ['its label', 'Customer number', { label: 'Customer Number *' }],
    ['its name', 'Customer number', { name: 'customer_number' }],
    ['its id', 'customer-number', { id: 'customerNumber' }],
    ['its placeholder', 'Kundennummer', { placeholder: 'Kundennummer:' }],
    ['the text before it', 'Kundennummer', { nearby: 'Kundennummer' }],
    ['a label with accents', 'Número', { label: 'Numero' }],
  ])('finds the field by %s', (_, label, given) => {
    expect(found([label], [field(0, { name: 'other' }), field(1, given)])).toEqual([[0, 1]]);
  });

  it.each<[string, string, Partial<FieldFacts>, Partial<Classified>]>([
    ['that is for a password', 'PIN', { label: 'PIN', type: 'password' }, { role: 'current-password' }],
    ['that is for a new password', 'PIN', { label: 'PIN', type: 'password' }, { role: 'new-password' }],
    ['that is for a code', 'PIN', { label: 'PIN' }, { role: 'one-time-code' }],
    ['that is for an address', 'Mail', { label: 'Mail' }, { role: 'email' }],
    ['that nobody sees', 'PIN', { label: 'PIN', visible: false }, {}],
    ['that nobody can change', 'PIN', { label: 'PIN', editable: false }, {}],
    ['of another form', 'PIN', { label: 'PIN' }, { group: 1 }],
    ['of a form for signing up', 'PIN', { label: 'PIN' }, { kind: 'sign-up' }],
    ['that is called only nearly the same', 'PIN', { label: 'PIN or TAN' }, {}],
    ['by a label that says nothing', '?', { label: '?' }, {}],
  ])('finds none %s', (_, label, given, rest) => {
    expect(found([label], [field(0, given, rest)])).toEqual([]);
  });

  it('goes into one field only, and no field gets two', () => {
    expect(found(['PIN', 'pin'], [field(0, { label: 'PIN' }), field(1, { label: 'PIN' })])).toEqual([[0, 0]]);
  });

  it('keeps to one form where no other part of the login chose it', () => {
    expect(found(['A1', 'B2'], [field(0, { label: 'A1' }), field(1, { label: 'B2' }, { group: 1 })], null)).toEqual([[0, 0]]);
  });
});
