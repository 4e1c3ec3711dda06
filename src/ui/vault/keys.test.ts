import { describe, expect, test } from 'vitest';
import { escapeStep, readKey, type KeyFacts } from './keys.ts';

const press = (key: string, more: Partial<KeyFacts> = {}): ReturnType<typeof readKey> =>
  readKey({ key, code: `Key${key.toUpperCase()}`, mod: false, alt: false, shift: false, composing: false, focus: 'list', textSelected: false, ...more });

describe('a key in the list', () => {
  test.each([['e', { do: 'edit' }], ['n', { do: 'new' }], ['Delete', { do: 'trash' }], ['Enter', { do: 'open' }], ['ArrowDown', { do: 'move', move: 'down' }], ['/', { do: 'search' }]])('%s means something', (key, command) => {
    expect(press(key)).toEqual(command);
  });

  test('copies the password unless text is selected', () => {
    expect([press('c', { mod: true }), press('c', { mod: true, textSelected: true })]).toEqual([{ do: 'copy', field: 'password' }, null]);
  });
});

describe('a key in the search box', () => {
  test.each(['e', 'n', 'Delete', 'Home', 'End', '/'])('%s is typed', (key) => {
    expect(press(key, { focus: 'search' })).toBeNull();
  });

  test.each(['ArrowDown', 'PageUp', 'Enter'])('%s acts on the list', (key) => {
    expect(press(key, { focus: 'search' })).not.toBeNull();
  });
});

describe('a key in a form', () => {
  test.each(['e', '/', 'Delete', 'Enter', 'ArrowDown'])('%s is left to the field', (key) => {
    expect(press(key, { focus: 'field' })).toBeNull();
  });

  test('Ctrl+S saves, and Ctrl+Z is the field’s own', () => {
    expect([press('s', { mod: true, focus: 'field' }), press('z', { mod: true, focus: 'field' })]).toEqual([{ do: 'save' }, null]);
  });

  test('means nothing while a letter is composed', () => {
    expect(press('Escape', { focus: 'field', composing: true })).toBeNull();
  });
});

test('Escape closes one thing at a time, the topmost first', () => {
  const all = { panel: true, form: true, query: 'x', details: true };
  expect([
    escapeStep(all), escapeStep({ ...all, panel: false }), escapeStep({ ...all, panel: false, form: false }),
    escapeStep({ ...all, panel: false, form: false, query: '' }), escapeStep({ panel: false, form: false, query: '', details: false }),
  ]).toEqual(['close-panel', 'leave-form', 'clear-search', 'close-details', null]);
});
