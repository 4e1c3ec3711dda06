/**
 * Makes a pseudo-locale out of the English texts: accented and about 40 % longer, so that clipped,
 * forgotten and glued-together texts are seen.
 * @module
 */

export interface LocaleMessage { message: string; description?: string; placeholders?: Record<string, { content: string }> }
export type LocaleMessages = Record<string, LocaleMessage>;

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'àƀçđéƒğĥîĵķļɱñöþɋŕšţûṽŵẋýžÀƁÇĐÉƑĞĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ';
/** Read by code, not by people; and the names that the browser's manifest limits in length. */
const kept = new Set(['languageCode', 'textDirection', 'appName', 'appDescription']);

/** `Fill $site$` → `[!!! Ƒîļļ $site$ ··· !!!]`; placeholders stay as they are. */
export function pseudoText(text: string): string {
  const letters = text.split(/(\$\w+\$)/).map((part) => part.startsWith('$') ? part : accent(part)).join('');
  const longer = Math.ceil(text.replace(/\$\w+\$/g, '').length * 0.4);
  return `[!!! ${letters}${longer > 8 ? ` ${'·'.repeat(longer - 9)}` : ''} !!!]`;
}

export function pseudoLocale(messages: LocaleMessages): LocaleMessages {
  return Object.fromEntries(Object.entries(messages).map(([key, entry]) => [key, kept.has(key) ? entry : { ...entry, message: pseudoText(entry.message) }]));
}

function accent(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => accented.charAt(plain.indexOf(letter)));
}
