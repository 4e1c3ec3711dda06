/**
 * Every visible text, by its key in `public/_locales`. Keys and placeholders are typed from the
 * English file; only its type is imported, the browser itself loads the words.
 *
 * Placeholders are numbered in the alphabetical order of their names (`text.test.ts` checks it), so
 * the numbers need not be known here.
 * @module
 */

// `public` is no room: only the type of its file is read here.
type Messages = typeof import('../../public/_locales/en/messages.json');
/** Key of a text. */
export type TextKey = keyof Messages;

/** The stem of texts that depend on a number: `items` for `items_one`, `items_other`, … */
export type PluralKey = TextKey extends infer Key ? (Key extends `${infer Stem}_other` ? Stem : never) : never;

type Placeholder<Key extends TextKey> = Messages[Key] extends { placeholders: infer Names } ? keyof Names & string : never;
type Values<Names extends string> = [Names] extends [never] ? [] : [values: Record<Names, string | number>];

/** The text in the person's language, e.g. `t('unlockedFor', { time: '5 min' })`. Values are put in as plain text. */
export function t<Key extends TextKey>(key: Key, ...values: Values<Placeholder<Key>>): string {
  return read(key, values[0] ?? {});
}

/** The text for a number of things, by the plural rules of the language: `tn('items', 3)`. `count` is filled in. */
export function tn<Stem extends PluralKey>(stem: Stem, count: number, ...values: Values<Exclude<Placeholder<`${Stem}_other`>, 'count'>>): string {
  const all = { ...values[0], count: formatNumber(count) };
  const category = new Intl.PluralRules(t('languageCode')).select(count);
  return read(`${stem}_${category}`, all) || read(`${stem}_other`, all);
}

/** A number as the language writes it: `5,012`. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(formatLanguage()).format(value);
}

/**
 * A date as the language writes it.
 *
 * @param seconds - Unix seconds
 */
export function formatDate(seconds: number): string {
  return new Intl.DateTimeFormat(formatLanguage(), { dateStyle: 'medium' }).format(seconds * 1000);
}

/** A moment as the language writes it. @param seconds - Unix seconds */
export function formatMoment(seconds: number): string {
  return new Intl.DateTimeFormat(formatLanguage(), { dateStyle: 'medium', timeStyle: 'short' }).format(seconds * 1000);
}

const sizeUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size as the language writes it: `1.2 MB`, in steps of 1,024. */
export function formatSize(bytes: number): string {
  const step = bytes < 1024 ? 0 : Math.min(sizeUnits.length - 1, Math.floor(Math.log2(bytes) / 10));
  const options: Intl.NumberFormatOptions = { style: 'unit', unit: sizeUnits[step] ?? 'byte', unitDisplay: step === 0 ? 'long' : 'short', maximumFractionDigits: step < 2 ? 0 : 1 };
  return new Intl.NumberFormat(formatLanguage(), options).format(bytes / 1024 ** step);
}

/** The browser's own region where it speaks the language of our texts, so that dates look as people expect. */
function formatLanguage(): string {
  const texts = t('languageCode');
  const browser = chrome.i18n.getUILanguage();
  return browser.toLowerCase().startsWith(texts.toLowerCase()) ? browser : texts;
}

function read(key: string, values: Record<string, string | number>): string {
  const ordered = Object.keys(values).sort().map((name) => String(values[name]));
  return chrome.i18n.getMessage(key, ordered);
}
