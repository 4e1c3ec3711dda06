import { expect, test } from 'vitest';

import { partByName } from './typed-name.ts';

const entries = [{ username: 'ann.smith', email: '' }, { username: 'Ann', email: 'ann@home.example' }, { username: 'bob', email: 'b@work.example' }, { username: '', email: 'anna@club.example' }];
const names = (some: readonly { username: string; email: string }[]) => some.map(({ username, email }) => username || email);

test.each([
  ['ann', ['Ann', 'ann.smith', 'anna@club.example'], ['bob']],
  ['  ANN@home', ['Ann'], ['ann.smith', 'bob', 'anna@club.example']],
  ['b@work.example', ['bob'], ['ann.smith', 'Ann', 'anna@club.example']],
  ['smith', [], ['ann.smith', 'Ann', 'bob', 'anna@club.example']],
  ['', [], ['ann.smith', 'Ann', 'bob', 'anna@club.example']],
  [' ', [], ['ann.smith', 'Ann', 'bob', 'anna@club.example']],
])('the name %j that is typed puts %j first', (typed, first, rest) => {
  const { named, others } = partByName(entries, typed);
  expect([names(named), names(others)]).toEqual([first, rest]);
});
