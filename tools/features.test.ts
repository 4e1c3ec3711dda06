import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const rows = readFileSync(join(root, 'docs', 'features.md'), 'utf8').split('\n').filter((line) => /^\| [EFRUS]-?\d/.test(line));

test('every test that docs/features.md names is there', () => {
  const wrong = rows.filter((row) => {
    const [, file = '', title = ''] = /^\| [EFRUS]-?\d+ \| [^|]+ \| `([^`]+)` (.+) \|$/.exec(row) ?? [];
    return file === '' || !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').replaceAll("\\'", "'").includes(title);
  });
  expect(wrong).toEqual([]);
  expect(rows.length).toBeGreaterThan(80);
});

/** `F15`, `S-01`: from one number to another. */
const range = (letter: string, from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => (letter === 'F' ? `F${from + at}` : `${letter}-${String(from + at).padStart(2, '0')}`));

// Identities and cards (F40, F41) are for later.
test.each([
  ['filling and saving', [...range('F', 15, 39), ...range('F', 42, 49), ...range('F', 57, 59), ...range('F', 63, 70), 'F99']],
  ['what pages may try', [...range('S', 1, 13), 'S-17', 'S-22', 'S-25', 'S-30']],
  ['what a person sees of filling', range('U', 1, 27)],
])('%s: a test in the browser for each row', (_, wanted) => {
  const tried = new Set(rows.filter((row) => row.includes('`e2e/') && row.includes('.e2e.ts`')).map((row) => row.split(' ')[1]));
  expect(wanted.filter((row) => !tried.has(row))).toEqual([]);
});
