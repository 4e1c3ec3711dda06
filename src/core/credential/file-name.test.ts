import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeMimetype, savedFileName, shownFileName } from './file-name.ts';

describe('a file name that is saved', () => {
  test.each([
    ['Zeugnis ✓ 2020.pdf', 'Zeugnis ✓ 2020.pdf'],
    ['../../.bashrc', '_.._.bashrc'],
    ['..\\..\\autorun.inf', '_.._autorun.inf'],
    ['C:\\x.txt', 'C__x.txt'],
    ['photo\u202Egpj.exe', 'photogpj.exe'],
    ['a\u0000b\n.txt', 'ab.txt'],
    ['NUL.txt', '_NUL.txt'],
    ['com1', '_com1'],
    ['trailing. . ', 'trailing'],
    ['. .', 'file'],
    ['', 'file'],
    [`${'x'.repeat(500)}.tar.gz`, `${'x'.repeat(197)}.gz`],
  ])('%j becomes %j', (name, saved) => {
    expect(savedFileName(name, 'file')).toBe(saved);
  });

  test('is never empty, hidden, a path or long', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const saved = savedFileName(name, 'file');
      expect(saved).toMatch(/^[^.\s\\/:*?"<>|][^\\/:*?"<>|]*$/u);
      expect(Array.from(saved).length).toBeLessThanOrEqual(200);
    }));
  });
});

test('a shown name has nothing that turns it around', () => {
  expect(shownFileName('a\u202Eb\u2066c\u200Fd')).toBe('abcd');
});

test.each([
  ['image/PNG', 'image/png'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['', 'application/octet-stream'],
  ['text/html;charset=x', 'application/octet-stream'],
  ['a/b,<script>', 'application/octet-stream'],
])('the media type %j is written as %j', (type, written) => {
  expect(safeMimetype(type)).toBe(written);
});
