import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';

import { chanceOf } from '../testing/chance.ts';
import { readTable } from './csv-table.ts';

const tableOf = (text: string) => {
  const { header, rows } = readTable(text);
  return [header, ...rows];
};

describe('a table of text', () => {
  test.each([
    ['lines that end as in Windows', 'a,b\r\n1,2\r\n', [['a', 'b'], ['1', '2']]],
    ['lines that end as in Unix, the last one too', 'a,b\n1,2\n3,4\n', [['a', 'b'], ['1', '2'], ['3', '4']]],
    ['lines that end as in old Macs', 'a,b\r1,2', [['a', 'b'], ['1', '2']]],
    ['quotes, with all that would end a cell', 'a,b\n"x ""y"", z\n!",2', [['a', 'b'], ['x "y", z\n!', '2']]],
    ['a quote in a cell without quotes', 'a,b\n5" disk,2', [['a', 'b'], ['5" disk', '2']]],
    ['more behind a closing quote', 'a,b\n"x"y,2', [['a', 'b'], ['xy', '2']]],
    ['a quote that is never closed', 'a,b\n1,"x, y\nz', [['a', 'b'], ['1', 'x, y\nz']]],
    ['empty cells, and lines in which nothing is written', 'a,b\n,\n\n ,\n1,', [['a', 'b'], ['1', '']]],
    ['a mark of its byte order', '\uFEFFa,b\n1,2', [['a', 'b'], ['1', '2']]],
    ['semicolons', 'a;b\n"1;0";2,5', [['a', 'b'], ['1;0', '2,5']]],
    ['tabs', 'a\tb\n1,0\t2', [['a', 'b'], ['1,0', '2']]],
    ['bars', 'a|b\n1|2', [['a', 'b'], ['1', '2']]],
    ['names with delimiters in quotes', '"a;b;c",d\n1,2', [['a;b;c', 'd'], ['1', '2']]],
    ['backslashes before quotes, as KeePass 1 writes', '"Account","Login Name","Password","Web Site","Comments"\r\n"a\\"b\\\\","x,y","","",""', [['Account', 'Login Name', 'Password', 'Web Site', 'Comments'], ['a"b\\', 'x,y', '', '', '']]],
  ])('is read with %s', (_, text, table) => {
    expect(tableOf(text)).toEqual(table);
  });

  test('holds what papaparse wrote', () => {
    const chance = chanceOf(4180);
    for (let times = 0; times < 300; times++) {
      const columns = chance.whole(2, 6);
      const cell = () => chance.pick(['', 'a', '"', '""', ',', ';', '\n', '\r\n', ' x ', 'ä 🔑', chance.text(12)]);
      const rows = Array.from({ length: chance.whole(1, 5) }, () => ['row', ...Array.from({ length: columns - 1 }, cell)]);
      const table = [Array.from({ length: columns }, (__, at) => `name ${String(at)}`), ...rows];
      const delimiter = chance.pick([',', ';', '\t', '|']);
      expect(tableOf(Papa.unparse(table, { delimiter, newline: chance.pick(['\n', '\r\n']) }))).toEqual(table);
    }
  });

  test('is refused where it is none', () => {
    expect(() => readTable('')).toThrow(expect.objectContaining({ why: 'empty' }));
    expect(() => readTable('a,b')).toThrow(expect.objectContaining({ why: 'empty' }));
    expect(() => readTable('a\nb')).toThrow(expect.objectContaining({ why: 'unknown' }));
    expect(() => readTable(`${'a,'.repeat(600)}\n1`)).toThrow(expect.objectContaining({ why: 'unknown' }));
  });

  test('takes a time that grows with its length, whatever its quotes', () => {
    const begun = performance.now();
    for (const text of ['"'.repeat(200_000), '"a'.repeat(100_000), `a,b\n${'",'.repeat(100_000)}`, `a,b\n"${'""'.repeat(200_000)}x`]) {
      try { readTable(text); } catch { /* Refused is fine too. */ }
    }
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});
