import { describe, expect, test } from 'vitest';
import { ourShortKeys, sayShort, shortKey, shortKeys } from './short-texts.ts';

describe('short keys of texts', () => {
  test('are given to what is said by its name alone', () => {
    expect([...shortKeys(['copied', 'lock', 'unused'], "t('copied'); t('lock'); send('lock'); t('copied', {})")]).toEqual([['copied', 't0']]);
  });

  test('are not given to what stands in the manifest, in a table, or is said by something else called like it', () => {
    expect(shortKeys(['appName', 'chosen', 'at'], "t('appName') const table = { a: 'chosen' }; t('chosen'); list.at('at'); t('at')", '__MSG_appName__').size).toBe(0);
  });

  test('are not given to what a script says that is built as it is', () => {
    expect(shortKeys(['menuOpen'], "t('menuOpen')", "t('menuOpen')").size).toBe(0);
  });

  test('are those of no other text, whatever the capitals', () => {
    expect([...shortKeys(['copied', 'T0', 'more'], "t('copied') t('more') say('T0')").values()]).toEqual(['t1', 't2']);
  });

  test('are one for all forms of a plural', () => {
    const short = shortKeys(['items_one', 'items_other'], "tn('items', 3)");
    expect(['items_one', 'items_other', 'items_rest'].map((key) => shortKey(key, short))).toEqual(['t0_one', 't0_other', 'items_rest']);
  });

  test('stand where the text is said, over lines too, and nowhere else', () => {
    const short = new Map([['copied', 't0'], ['items', 't1']]);
    expect(sayShort("t('copied', { at }); tn(\n  'items', 2); format('copied'); x.t('copied')", short)).toBe("t('t0', { at }); tn(\n  't1', 2); format('copied'); x.t('copied')");
  });

  test('are given to most of our texts, each its own', () => {
    const short = ourShortKeys();
    expect(short.size).toBeGreaterThan(1_000);
    expect(new Set(short.values()).size).toBe(short.size);
    expect(short.has('appName')).toBe(false);
  });
});
