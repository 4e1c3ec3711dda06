import { readdirSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeI18n, readMessages } from '../../tools/locales.ts';
import { formatDate, formatNumber, t, tn } from './text.ts';

const english = readMessages('en');
const german = readMessages('de');
const root = new URL('../../', import.meta.url);

/** All source that may name a text, in one string. */
function sources(): string {
  const files = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'));
  return [...files.map((name) => readFileSync(new URL(`src/${name}`, root), 'utf8')), readFileSync(new URL('manifest.json', root), 'utf8')].join('\n');
}

describe('the texts', () => {
  test('have the same keys in all languages', () => {
    expect(Object.keys(german)).toEqual(Object.keys(english));
  });

  test.each(Object.keys(english))('%s: has a description, and the same placeholders in both languages', (key) => {
    const [one, other] = [english[key]!, german[key]!];
    expect(one.description).toBeTruthy();
    expect(other.placeholders).toEqual(one.placeholders);
    // Numbered by the alphabet: that is how `t` puts its values in order.
    expect(one.placeholders).toEqual(one.placeholders && Object.fromEntries(Object.keys(one.placeholders).sort().map((name, index) => [name, { content: `$${index + 1}` }])));
    for (const { message } of [one, other]) {
      const used = [...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => name);
      expect(Object.keys(one.placeholders ?? {})).toEqual(expect.arrayContaining(used));
      expect(message.trim()).not.toBe('');
    }
  });

  test('are all used', () => {
    const source = sources();
    const unused = Object.keys(english).filter((key) => !source.includes(`'${key.replace(/_(one|other)$/, '')}'`) && !source.includes(`__MSG_${key}__`));
    expect(unused).toEqual([]);
  });

  test('have every form that the plurals of their language need', () => {
    for (const [language, texts] of [['en', english], ['de', german]] as const) {
      const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const stems = Object.keys(texts).filter((key) => key.endsWith('_other')).map((key) => key.slice(0, -6));
      expect(stems.flatMap((stem) => categories.map((category) => `${stem}_${category}`)).filter((key) => !(key in texts))).toEqual([]);
    }
  });

  test('fit where browsers limit them', () => {
    expect([english, german].map((texts) => texts['appDescription']!.message.length <= 132)).toEqual([true, true]);
  });
});

describe('putting values into a text', () => {
  beforeEach(() => { vi.stubGlobal('chrome', fakeI18n('en')); });

  test('goes by name, not by order', () => {
    expect(t('problemWrongSite', { page: 'evil.example', login: 'shop.example' })).toBe('This login belongs to shop.example, but this page is evil.example.');
  });

  test('chooses the form for the number', () => {
    expect([tn('items', 1), tn('items', 0), tn('items', 5012)]).toEqual(['1 item', '0 items', '5,012 items']);
  });

  test('leaves what looks like a placeholder in a value alone', () => {
    expect(t('noneFound', { query: '$1 $QUERY$ $&' })).toBe('Nothing found for “$1 $QUERY$ $&”');
  });

  test('writes numbers and dates as the language does', () => {
    vi.stubGlobal('chrome', fakeI18n('de'));
    expect([formatNumber(5012), formatDate(1_551_434_400)]).toEqual(['5.012', '01.03.2019']);
  });
});
