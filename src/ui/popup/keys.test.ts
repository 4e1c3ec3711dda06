import { describe, expect, test } from 'vitest';
import { escapeStep, readKey, type KeyFacts } from './keys.ts';

const inSearch: KeyFacts = {
  key: 'a', code: 'KeyA', mod: false, alt: false, shift: false, altGraph: false, composing: false, focus: 'search',
  textSelected: false, caretAtEnd: true, queryEmpty: true, readsFromRight: false,
};
const press = (facts: Partial<KeyFacts>): ReturnType<typeof readKey> => readKey({ ...inSearch, ...facts });
const c = { key: 'c', code: 'KeyC', mod: true } as const;

describe('a key in the search box', () => {
  test.each([
    ['ArrowDown', { do: 'move', move: 'down' }], ['Home', { do: 'move', move: 'first' }], ['PageUp', { do: 'move', move: 'page-up' }],
    ['Enter', { do: 'fill' }], ['Escape', { do: 'escape' }], ['Backspace', { do: 'widen' }], ['ArrowRight', { do: 'details' }], ['?', { do: 'help' }],
  ])('%s does what the popup promises', (key, command) => {
    expect(press({ key })).toEqual(command);
  });

  test('is left to the field when it only types', () => {
    expect(press({ key: 'x' })).toBeNull();
  });

  test('deletes and asks as usual while something is typed', () => {
    expect([press({ key: 'Backspace', queryEmpty: false }), press({ key: '?', queryEmpty: false })]).toEqual([null, null]);
  });

  test('moves the caret before it opens details', () => {
    expect(press({ key: 'ArrowRight', caretAtEnd: false, queryEmpty: false })).toBeNull();
  });

  test('opens details to the other side where people read from the right', () => {
    expect([press({ key: 'ArrowLeft', readsFromRight: true }), press({ key: 'ArrowRight', readsFromRight: true })]).toEqual([{ do: 'details' }, null]);
  });

  test('is left alone while an input method composes', () => {
    expect(press({ key: 'Enter', composing: true })).toBeNull();
  });
});

describe('copying by key', () => {
  test('takes password, user name or code', () => {
    expect([press(c), press({ ...c, shift: true }), press({ ...c, alt: true })]).toEqual([
      { do: 'copy', field: 'password' }, { do: 'copy', field: 'username' }, { do: 'copy', field: 'code' },
    ]);
  });

  test('leaves selected text to the browser', () => {
    expect(press({ ...c, textSelected: true })).toBeNull();
  });

  test('does not take the letter that AltGr types', () => {
    expect(press({ ...c, key: 'ć', alt: true, altGraph: true })).toBeNull();
  });

  test('keeps out of other fields', () => {
    expect(press({ ...c, focus: 'field' })).toBeNull();
  });
});

describe('a key outside the fields', () => {
  test('goes to the search when it types', () => {
    expect(press({ key: 'ß', focus: 'nowhere' })).toEqual({ do: 'type', text: 'ß' });
  });

  test.each(['Enter', ' '])('%j is left to the button that has the focus', (key) => {
    expect(press({ key, focus: 'control' })).toBeNull();
  });
});

describe('Escape', () => {
  test('closes a dialog, then clears the search, then closes the popup, one at a time', () => {
    expect([escapeStep('dialog', 'x'), escapeStep('list', 'x'), escapeStep('list', '')]).toEqual(['close-dialog', 'clear-search', 'close-popup']);
  });
});
