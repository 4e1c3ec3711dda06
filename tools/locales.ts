/**
 * Reads the texts of the extension outside a browser, and stands in for `chrome.i18n` with them.
 * @module
 */

import { readFileSync } from 'node:fs';
import type { LocaleMessages } from './pseudo-locale.ts';

export function readMessages(language: 'en' | 'de'): LocaleMessages {
  return JSON.parse(readFileSync(new URL(`../public/_locales/${language}/messages.json`, import.meta.url), 'utf8')) as LocaleMessages;
}

/** As much of `chrome` as `messages/text.ts` uses. */
export function fakeI18n(language: 'en' | 'de'): { i18n: { getMessage: (key: string, values?: readonly string[]) => string; getUILanguage: () => string } } {
  const texts = readMessages(language);
  return {
    i18n: {
      getUILanguage: () => language,
      getMessage: (key, values = []) => texts[key]?.message.replace(/\$(\w+)\$/g, (_, name: string) => values[Number(texts[key]?.placeholders?.[name]?.content.slice(1)) - 1] ?? '') ?? '',
    },
  };
}
