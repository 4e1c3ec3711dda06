import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery, quoted, verdictsIn, type Term } from './search-query.ts';

const word = (text: string, not = false): Term => ({ find: 'word', text, not });

describe('a query', () => {
  test('is words, folded, white space aside', () => {
    expect(parseQuery('  Ärger   MIT\tBank ')).toEqual([word('arger'), word('mit'), word('bank')]);
    expect(parseQuery(' ')).toEqual([]);
  });

  test.each<[string, Term]>([
    ['user:Anna', { find: 'field', field: 'account', text: 'anna', exact: false, not: false }],
    ['EMAIL:a@b', { find: 'field', field: 'account', text: 'a@b', exact: false, not: false }],
    ['url:shop.example', { find: 'field', field: 'host', text: 'shop.example', exact: false, not: false }],
    ['-tag:work', { find: 'field', field: 'tag', text: 'work', exact: false, not: true }],
    ['tag:"At work"', { find: 'field', field: 'tag', text: 'at work', exact: true, not: false }],
    ['in:"My vault', { find: 'field', field: 'vault', text: 'my vault', exact: true, not: false }],
    ['has:otp', { find: 'has', part: 'otp', not: false }],
    ['-has:notes', { find: 'has', part: 'note', not: true }],
    ['has:2fa', { find: 'has', part: 'otp', not: false }],
    ['is:fav', { find: 'is', state: 'fav', not: false }],
    ['is:favourite', { find: 'is', state: 'fav', not: false }],
    ['is:WEAK', { find: 'is', state: 'weak', not: false }],
    ['"two words"', word('two words')],
    ['-spam', word('spam', true)],
  ])('understands %s', (text, term) => {
    expect(parseQuery(text)).toEqual([term]);
  });

  test('finds the value that is still being typed', () => {
    expect(parseQuery('is:we')).toEqual([{ find: 'is', state: 'weak', not: false }]);
    expect(parseQuery('has:f')).toEqual([{ find: 'has', part: 'file', not: false }]);
  });

  test.each(['tag:', 'has:', '-is:', 'user:""', '-', '"'])('says nothing yet with %s', (text) => {
    expect(parseQuery(text)).toEqual([]);
    expect(parseQuery(`bank ${text}`)).toEqual([word('bank')]);
  });

  test.each([['https://shop.example', 'https://shop.example'], ['12:30', '12:30'], ['is:nonsense', 'is:nonsense'], ['constructor:x', 'constructor:x'], ['a-b', 'a-b']])('takes %s as a word', (text, as) => {
    expect(parseQuery(text)).toEqual([word(as)]);
  });

  test('is read up to a limit, whatever was typed', () => {
    expect(parseQuery('a '.repeat(500))).toHaveLength(16);
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', '-', ':', ' ', 'tag', 'is', 'a') })), (text) => {
      for (const term of parseQuery(text)) if ('text' in term) expect(term.text).not.toBe('');
    }));
  });

  test('names the verdicts that it needs', () => {
    expect(verdictsIn('-is:weak tag:x is:fav is:reused')).toEqual(['weak', 'reused']);
  });

  test('finds a tag again that was quoted for it', () => {
    expect(parseQuery(`tag:${quoted('At work')}`)).toEqual([{ find: 'field', field: 'tag', text: 'at work', exact: true, not: false }]);
  });
});
