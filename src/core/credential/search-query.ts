/**
 * What a person types into a search box, as data: words, and operators such as `tag:work` or `-is:shared`.
 *
 * One grammar for every search box. Words that look like an operator but are none stay words, so that an address or
 * a time can be typed as it is.
 * @module
 */

import { fold } from '../fold.ts';

/** Where `name:`, `user:`, `url:`, `tag:` and `in:` look. */
export type SearchField = 'label' | 'account' | 'host' | 'tag' | 'vault';
/** What `has:` asks for. */
export const searchParts = ['otp', 'file', 'note', 'password', 'url', 'user', 'tag'] as const;
export type SearchPart = (typeof searchParts)[number];
/** What `is:` asks for and an entry itself can answer. */
export const searchStates = ['fav', 'trash', 'shared', 'expired', 'damaged', 'due'] as const;
/** What `is:` asks for and only a look at all passwords can answer. */
export const verdicts = ['weak', 'reused', 'old', 'compromised', 'insecure'] as const;
/** What the health check says of a login. */
export type Verdict = (typeof verdicts)[number];
export type SearchState = (typeof searchStates)[number] | Verdict;

/** One condition; `not` for those that were typed with a `-`. Texts are folded. */
export type Term =
  | { find: 'word'; text: string; not: boolean }
  /** `exact`: it was typed in quotes. */
  | { find: 'field'; field: SearchField; text: string; exact: boolean; not: boolean }
  | { find: 'has'; part: SearchPart; not: boolean }
  | { find: 'is'; state: SearchState; not: boolean };

const fields: Readonly<Record<string, SearchField>> = {
  name: 'label', title: 'label', user: 'account', username: 'account', email: 'account', url: 'host', site: 'host', tag: 'tag', in: 'vault', vault: 'vault',
};
const partNames: Readonly<Record<string, SearchPart>> = { 'code': 'otp', 'totp': 'otp', '2fa': 'otp', 'files': 'file', 'notes': 'note', 'description': 'note', 'username': 'user', 'tags': 'tag' };
const stateNames: Readonly<Record<string, SearchState>> = { favorite: 'fav', favourite: 'fav', starred: 'fav', deleted: 'trash', trashed: 'trash' };

const longestQuery = 400;
const mostTerms = 16;

/**
 * Reads a query. An operator without a value yet says nothing; a value of `has:` and `is:` may be cut short.
 *
 * @param text - as typed; what is beyond 400 characters or 16 terms is left out
 */
export function parseQuery(text: string): Term[] {
  return tokensOf(text.slice(0, longestQuery)).map(termOf).filter((term) => term !== null).slice(0, mostTerms);
}

/** What must be asked of the health check before a query can be answered. */
export function verdictsIn(text: string): Verdict[] {
  return parseQuery(text).flatMap((term) => (term.find === 'is' ? verdicts.filter((verdict) => verdict === term.state) : []));
}

/** What a word of the query was typed as. `name` is empty for a plain word. */
interface Token { not: boolean; name: string; value: string; quoted: boolean }

// `-`, `name:`, then a text in quotes (the last quote may be missing) or anything up to white space.
const token = /(-?)(?:([a-z]{2,12}):)?(?:"([^"]*)(?:"|$)|(\S*))\s*/giuy;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const rest = text.trimStart();
  token.lastIndex = 0;
  while (token.lastIndex < rest.length) {
    const before = token.lastIndex;
    const match = token.exec(rest);
    if (match === null || token.lastIndex === before) break;
    const [, minus = '', name = '', quoted, plain = ''] = match;
    tokens.push({ not: minus === '-', name: name.toLowerCase(), value: quoted ?? plain, quoted: quoted !== undefined });
  }
  return tokens;
}

function termOf({ not, name, value, quoted }: Token): Term | null {
  const text = fold(value).trim();
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field !== undefined) return text === '' ? null : { find: 'field', field, text, exact: quoted, not };
  if (name === 'has' || name === 'is') {
    if (text === '') return null;
    const found = name === 'has' ? hasTerm(text, not) : isTerm(text, not);
    if (found !== null) return found;
  }
  const word = fold(name === '' ? value : `${name}:${value}`).trim();
  return word === '' ? null : { find: 'word', text: word, not };
}

function hasTerm(text: string, not: boolean): Term | null {
  const part = meant(text, searchParts, partNames);
  return part === null ? null : { find: 'has', part, not };
}

function isTerm(text: string, not: boolean): Term | null {
  const state = meant(text, [...searchStates, ...verdicts], stateNames);
  return state === null ? null : { find: 'is', state, not };
}

/** The name itself, another name for it, or the first that begins so. */
function meant<Name extends string>(text: string, names: readonly Name[], others: Readonly<Record<string, Name>>): Name | null {
  const exact = names.find((name) => name === text) ?? (Object.hasOwn(others, text) ? others[text] : undefined);
  return exact ?? names.find((name) => name.startsWith(text)) ?? Object.entries(others).find(([name]) => name.startsWith(text))?.[1] ?? null;
}

/** An operator's value as it must be typed, e.g. for a tag with a blank in it. Quotes inside cannot be said. */
export function quoted(value: string): string {
  return `"${value.replaceAll('"', ' ')}"`;
}
