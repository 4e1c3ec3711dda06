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
