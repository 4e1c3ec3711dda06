/**
 * Texts as people compare them: without case and accents.
 * @module
 */

/** Letters that Unicode does not take apart. */
const plainLetters: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i', þ: 'th' };

/** `Ärger` → `arger`, `Straße` → `strasse`, `ﬁle` → `file`. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (!/[^\0-\x7f]/.test(lower)) return lower;
  return lower.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[ßæœøłđıþ]/g, (letter) => plainLetters[letter] ?? letter);
}
