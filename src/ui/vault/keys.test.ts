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

describe('a key for several rows', () => {
  test.each([['x', { do: 'mark' }], [' ', { do: 'mark' }], ['f', { do: 'favourite' }], ['t', { do: 'tags' }], ['m', { do: 'move-to' }], ['?', { do: 'help' }]])('%s acts in the list, and is typed in the search box', (key, command) => {
    expect([press(key), press(key, { focus: 'search' })]).toEqual([command, null]);
  });

  test('with Shift an arrow takes rows along, but not in the search box', () => {
    expect([press('ArrowDown', { shift: true }), press('ArrowDown', { shift: true, focus: 'search' })]).toEqual([{ do: 'extend', move: 'down' }, null]);
  });

  test('Ctrl+A takes all rows in the list, and the text elsewhere', () => {
    expect([press('a', { mod: true }), press('a', { mod: true, focus: 'search' }), press('a', { mod: true, focus: 'field' })]).toEqual([{ do: 'mark-all' }, null, null]);
  });
});

test('Escape closes one thing at a time, the topmost first', () => {
  const open = { panel: true, form: true, marks: true, query: 'x', details: true };
  const steps: unknown[] = [];
  for (const part of ['panel', 'form', 'marks', 'query', 'details'] as const) {
    steps.push(escapeStep(open));
    Object.assign(open, { [part]: part === 'query' ? '' : false });
  }
  expect([...steps, escapeStep(open)]).toEqual(['close-panel', 'leave-form', 'clear-marks', 'clear-search', 'close-details', null]);
});
