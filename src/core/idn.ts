/**
 * International host names as their owners write them, and whether one may be made to look like another.
 * @see RFC 3492 (Punycode); Unicode Technical Standard 39 §5 (mixed scripts)
 * @module
 */

export interface ShownHost {
  /** `bücher.example` for `xn--bcher-kva.example`; the same where there is no difference, or it can't be read. */
  unicode: string;
  /** A label has letters of several scripts: seldom honest. Japanese, Korean and Chinese are written in several. */
  mixed: boolean;
}

/** @param host - ASCII, as `URL.host` gives it */
export function shownHost(host: string): ShownHost {
  const labels = host.split('.').map((label) => (label.startsWith('xn--') ? decodePunycode(label.slice(4)) ?? label : label));
  const unicode = labels.join('.');
  // What the browser itself wouldn't write so is shown as it is: a label with a dot or a blank in it, or letters that it maps to others.
  return unicode !== host && URL.canParse(`https://${unicode}`) && new URL(`https://${unicode}`).host === host ? { unicode, mixed: labels.some(isMixed) } : { unicode: host, mixed: false };
}

const scripts = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Hebrew', 'Arabic', 'Cherokee', 'Georgian', 'Devanagari', 'Thai'].map((name) => new RegExp(`\\p{Script=${name}}`, 'u'));
/** Han, kana, Hangul and Bopomofo stand beside each other and beside Latin. */
const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;

function isMixed(label: string): boolean {
  const found = scripts.filter((script) => script.test(label)).length;
  return found > 1 || (found === 1 && eastAsian.test(label) && !/\p{Script=Latin}/u.test(label));
}

const base = 36;
const [tMin, tMax, skew, damp, initialBias, initialN] = [1, 26, 38, 700, 72, 128] as const;
const largest = 0x10ffff;

/** @param text - behind the `xn--` @returns null for what no encoder writes */
function decodePunycode(text: string): string | null {
  const cut = text.lastIndexOf('-');
  const output = cut > 0 ? Array.from(text.slice(0, cut), (letter) => letter.codePointAt(0) ?? 0) : [];
  let [n, bias, place, at] = [initialN, initialBias, 0, cut > 0 ? cut + 1 : 0] as [number, number, number, number];
  while (at < text.length) {
    const before = place;
    let weight = 1;
    for (let k = base; ; k += base) {
      const digit = digitOf(text.charCodeAt(at++));
      if (digit === null) return null;
      place += digit * weight;
      const t = Math.min(Math.max(k - bias, tMin), tMax);
      if (digit < t) break;
      weight *= base - t;
      if (weight > largest * base) return null;
    }
    bias = adapt(place - before, output.length + 1, before === 0);
    n += Math.floor(place / (output.length + 1));
    place %= output.length + 1;
    if (n > largest) return null;
    output.splice(place++, 0, n);
  }
  return String.fromCodePoint(...output);
}

function digitOf(code: number): number | null {
  if (code >= 0x30 && code <= 0x39) return code - 22;
  const letter = (code | 0x20) - 0x61;
  return letter >= 0 && letter < 26 ? letter : null;
}

function adapt(delta: number, points: number, first: boolean): number {
  let left = first ? Math.floor(delta / damp) : delta >> 1;
  left += Math.floor(left / points);
  let k = 0;
  for (; left > ((base - tMin) * tMax) >> 1; k += base) left = Math.floor(left / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * left) / (left + skew));
}
