import { describe, expect, test } from 'vitest';

import { browserOf, headerText, isDeviceName, proposedDeviceName } from './device-name.ts';

test('a browser is proposed a name by what it is', () => {
  expect(proposedDeviceName('Chromium', 'Linux')).toBe('Latchkey (Chromium, Linux)');
});

test.each(['Not_A Brand', 'Not)A;Brand', ' Not A;Brand', 'Not?A_Brand', 'Not/A)Brand', 'Not=A?Brand'])('%j is no browser’s name', (nothing) => {
  expect([browserOf([nothing, 'Chromium', 'Microsoft Edge']), browserOf(['Chromium', nothing])]).toEqual(['Microsoft Edge', 'Chromium']);
});

describe('a typed name', () => {
  test.each([
    ['My laptop', 'My laptop'],
    ['  Küche (Straße)  ', 'Kuche (Strasse)'],
    ['электричка 🚲', '__________ _'],
    ['a\r\nX-Evil: 1', 'a__X-Evil: 1'],
    ['x'.repeat(200), 'x'.repeat(100)],
    [' \t ', '_'],
    ['   ', ''],
  ])('%j becomes what a header can carry', (typed, name) => {
    expect(headerText(typed)).toBe(name);
    expect(isDeviceName(name)).toBe(name !== '');
  });

  test.each(['', ' a', 'a ', 'ü', 'a\nb', 'x'.repeat(101)])('%j is none', (name) => {
    expect(isDeviceName(name)).toBe(false);
  });
});
