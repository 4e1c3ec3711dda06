/**
 * Whether a page's host could be taken for one that a login is saved for, and isn't it.
 *
 * Warns only of what people do not do by accident or for honest reasons: letters that look alike, one slip of a finger,
 * a known name in front of another site. Another ending of the same name is no reason: most are the same owner's.
 * @see threats: S-21; Unicode Technical Standard 39 §4 (skeletons)
 * @module
 */

import { fold } from '../fold.ts';
import { shownHost } from '../idn.ts';
import { hostFacts, isLocal, withoutDot } from './host.ts';

/** Shorter names are one slip away from too many others. */
const shortest = 5;
/** From here on two slips are still no other word. */
const long = 9;

/** Letters of other scripts that look Latin; `ı`, `ł` and accents are folded before. */
const foreign: Readonly<Record<string, string>> = Object.fromEntries([
  ...zip('авсԁеһіјкӏмнорԛгѕтухԝъьѵ', 'abcdehijklmhopqrstyxwbbv'), ...zip('αβγεηικνορτυωχ', 'abyeniknoptuwx'), ...zip('ɑɡɩɪʏօսհոցյ', 'agiiyouhngj'),
]);
/** Letters and figures that are one picture. */
const pictures: readonly (readonly [RegExp, string])[] = [[/rn|nn/g, 'm'], [/vv/g, 'w'], [/cl/g, 'd'], [/0/g, 'o'], [/[1i|!j]/g, 'l'], [/5/g, 's'], [/3/g, 'e'], [/8/g, 'b'], [/6|9|q/g, 'g'], [/2/g, 'z'], [/-/g, '']];
const neighbours = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
/** What is put beside a known name to make it sound official. */
const bait = /^(?:login|logon|signin|secure|security|account|accounts|verify|verification|support|service|update|billing|auth|online|web|www|my|app|help|id|com|net|org|de)$/;
/** Endings that a slip makes of `com`. */
const slips = /\.(?:co|cm|om|con|cmo|comm)$/;

/**
 * @param host - of the page, as `URL.hostname` gives it
 * @param known - hosts that logins are saved for
 * @returns the known site that it looks like, or null
 */
export function lookAlike(host: string, known: Iterable<string>): string | null {
  const page = withoutDot(host);
  const { domain, site } = hostFacts(page);
  if (domain === page && isLocal(page)) return null;
  const own = nameOf(domain);
  const front = page.slice(0, page.length - domain.length);
  let found: string | null = null;
  for (const one of known) {
    const other = hostFacts(withoutDot(one));
    if (other.site === site || other.domain === domain) return null;
    if (found === null && nameOf(other.domain).length > 0 && isLike({ domain, own, front }, other.domain)) found = other.domain;
  }
  return found;
}

interface Page { domain: string; own: string; front: string }

function isLike({ domain, own, front }: Page, known: string): boolean {
  const name = nameOf(known);
  if (name.length < 4 || !known.includes('.')) return false;
  // A known name in front of another site: paypal.com.evil.example, paypal-com.example.
  if (`.${front}${own}.`.replaceAll('-', '.').includes(`.${known.replaceAll('-', '.')}.`) && own !== name) return true;
  if (own === name) return known.endsWith('.com') && slips.test(domain);
  const shown = shownHost(own).unicode;
  if (skeletonOf(shown) === skeletonOf(name)) return true;
  if (Math.min(name.length, own.length) < shortest) return false;
  const parts = own.split('-');
  if (parts.length > 1 && parts.includes(name) && parts.every((part) => part === name || bait.test(part))) return true;
  // Whoever slips in the name gets the ending right; and `cloud.example` is no reason to warn of another `icloud`.
  return domain.slice(own.length) === known.slice(name.length) && slipsBetween(foldedOf(shown), name) <= (name.length >= long ? 2 : 1);
}

/** `paypal` of `paypal.co.uk`. */
function nameOf(domain: string): string {
  return domain.split('.', 1)[0] ?? '';
}

function foldedOf(text: string): string {
  return Array.from(fold(text), (letter) => foreign[letter] ?? letter).join('');
}

function skeletonOf(text: string): string {
  return pictures.reduce((picture, [from, to]) => picture.replace(from, to), foldedOf(text));
}

/**
 * How many slips of a finger lie between two names: a letter left out, doubled, swapped with the next one, or a key beside
 * the right one. Any other letter makes another word, and many.
 */
function slipsBetween(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 99;
  // One left out here and another one put in there is any other letter again.
  const step = one.length === other.length ? 99 : 1;
  let [before, row] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const [a, b] = [one.charAt(i - 1), other.charAt(j - 1)];
      const swapped = i > 1 && j > 1 && a === other.charAt(j - 2) && one.charAt(i - 2) === b ? at(before, j - 2) + 1 : 99;
      next.push(Math.min(at(row, j) + step, at(next, j - 1) + step, at(row, j - 1) + (a === b ? 0 : areNeighbours(a, b) ? 1 : 99), swapped));
    }
    [before, row] = [row, next];
  }
  return at(row, other.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 99;
}

function areNeighbours(one: string, other: string): boolean {
  return neighbours.some((row) => row.includes(one) && row.includes(other) && Math.abs(row.indexOf(one) - row.indexOf(other)) === 1);
}

function zip(from: string, to: string): [string, string][] {
  return Array.from(from, (letter, index) => [letter, to.charAt(index)]);
}
