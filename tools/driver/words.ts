/**
 * The words that a person sees, by their key, so that whoever drives the screens finds a button by its text
 * without repeating the text.
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Messages = Record<string, { message: string } | undefined>;

const english = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'public', '_locales', 'en', 'messages.json'), 'utf8')) as Messages;

/**
 * The English text of a key, e.g. `words('vaultKeyOf', { vault: 'Work' })`.
 *
 * @throws when there is no such key: then the screens don't use it either
 */
export function words(key: string, values: Record<string, string | number> = {}): string {
  const text = english[key]?.message;
  if (text === undefined) throw new Error(`There is no text "${key}" in public/_locales/en.`);
  return text.replaceAll(/\$(\w+)\$/g, (_, name: string) => String(Object.entries(values).find(([value]) => value.toLowerCase() === name.toLowerCase())?.[1] ?? ''));
}

/** Matches the text of a key whatever its values are, e.g. of a countdown. */
export function wordsLike(key: string): RegExp {
  if (english[key] === undefined) throw new Error(`There is no text "${key}" in public/_locales/en.`);
  const pattern = english[key].message.split(/\$\w+\$/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.*');
  return new RegExp(`^${pattern}$`);
}
