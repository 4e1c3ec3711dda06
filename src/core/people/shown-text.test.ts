import { expect, test } from 'vitest';
import { shownText } from './shown-text.ts';

test.each([
  ['a name that turns what follows', 'Anna\u202egpj.exe', 'Annagpj.exe'],
  ['a name of several lines', 'Anna\nServer: trusted\u2028now', 'AnnaServer: trustednow'],
  ['blanks around it', '  Anna ', 'Anna'],
  ['letters and pictures that are joined', 'نام‌ها 👩‍💻', 'نام‌ها 👩‍💻'],
])('%s is shown without harm', (_, text, shown) => {
  expect(shownText(text)).toBe(shown);
});

test('a long one is cut between characters', () => {
  expect(shownText('💥'.repeat(100_000), 3)).toBe('💥💥💥');
});
