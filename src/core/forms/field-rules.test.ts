import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';
import type { FieldFacts } from './facts.ts';
import { applyRules, fieldMark } from './field-rules.ts';
import { chooseTargets } from './targets.ts';

function facts(given: Partial<FieldFacts>): FieldFacts {
  return {
    index: 0, type: 'text', autocomplete: [], name: '', id: '', placeholder: '', label: '', nearby: '', inputMode: '', minLength: null, maxLength: null, ruled: false,
    visible: true, editable: true, focused: false, form: 0, ...given,
  };
}

const form = { form: 0, marks: '', heading: '', buttons: '', asides: '', links: '', ticks: 0, page: '' };
const odd = [facts({ index: 0, name: 'q7' }), facts({ index: 1, name: 'q8', type: 'password', autocomplete: ['new-password'] })];
const all = { name: true, password: true, code: true };

describe('the mark of a field', () => {
  it.each<[Partial<FieldFacts>, string]>([
    [{ name: 'user', id: 'x1', label: 'User' }, 'name:user'],
    [{ id: 'field-17', label: 'User' }, 'id:field-#'],
    [{ placeholder: 'User', label: 'Name' }, 'text:User'],
    [{ nearby: 'Who are you?' }, 'text:Who are you?'],
  ])('of %o is %s', (given, mark) => {
    expect(fieldMark(facts(given))).toBe(mark);
  });
});

describe('what a person said of fields', () => {
  it('overrides what was found', () => {
    const found = applyRules(classify(odd, [form]), [{ mark: 'name:q7', role: 'username' }, { mark: 'name:q8', role: 'current-password' }]);
    expect(chooseTargets(found, all)).toMatchObject({ kind: 'login', name: { facts: { index: 0 } }, password: { facts: { index: 1 } } });
    expect(chooseTargets(classify(odd, [form]), all)).toBe('only-new-password');
  });

  it('keeps a field free that is nothing of a login', () => {
    const login = [facts({ index: 0, name: 'user', label: 'User name' }), facts({ index: 1, name: 'pass', type: 'password' })];
    const found = applyRules(classify(login, [form]), [{ mark: 'name:pass', role: 'none' }]);
    expect(chooseTargets(found, all)).toMatchObject({ password: null });
  });

  it('says nothing of fields with other marks', () => {
    const found = classify(odd, [form]);
    expect(applyRules(found, [{ mark: 'name:q9', role: 'username' }])).toEqual(found);
  });

  it('never shows a field that cannot be seen', () => {
    const found = applyRules(classify(odd.map((one) => ({ ...one, visible: false })), [form]), [{ mark: 'name:q7', role: 'username' }]);
    expect(chooseTargets(found, all)).toBe('no-fields');
  });
});
