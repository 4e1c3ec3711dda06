/**
 * One entry made ready for being searched, and whether a condition holds for it.
 * @module
 */

import { fold } from '../fold.ts';
import { vaultOf, type VaultId } from '../ids.ts';
import type { Entry } from './entry.ts';
import { isDue } from './expiry.ts';
import { isFavourite, plainTags } from './favourite.ts';
import { verdicts, type SearchState, type Term, type Verdict } from './search-query.ts';

/** Texts without case and accents. */
export interface Folded {
  entry: Entry;
  vault: VaultId;
  favourite: boolean;
  label: string;
  /** Hosts of all addresses, without `www.` */
  hosts: string;
  url: string;
  accounts: string;
  tags: readonly string[];
  tagText: string;
  all: string;
  /** What the words of each text begin with: see {@link beginnings}. */
  begins: { label: number; hosts: number; accounts: number; tags: number };
}

/** What an entry alone cannot answer. */
export interface SearchWorld {
  /** Unix seconds. */
  now: number;
  /** Folded. */
  vaultName: (vault: VaultId) => string;
  /** Whether the health check says so; nobody asked it yet = no. */
  judged: (verdict: Verdict, entry: Entry) => boolean;
}

export function foldEntry(entry: Entry): Folded {
  const label = fold(entry.label);
  const url = fold(entry.url);
  const accounts = `${fold(entry.username)} ${fold(entry.email)}`;
  const tags = plainTags(entry.tags).map(fold);
  const tagText = tags.join(' ');
  const hosts = hostsIn(url);
  const begins = { label: beginnings(label), hosts: beginnings(hosts), accounts: beginnings(accounts), tags: beginnings(tagText) };
  return { entry, vault: vaultOf(entry.id), favourite: isFavourite(entry.tags), label, hosts, url, accounts, tags, tagText, all: [label, accounts, tagText, url].join('\n'), begins };
}

/** A bit for each character that a word begins with; characters share the 32 bits. One letter alone is in nearly every text, but begins few. */
function beginnings(text: string): number {
  let bits = 0;
  for (let at = 0, inWord = false; at < text.length; at++) {
    if (!inWord) bits |= bitOf(text, at);
    inWord = isLetterOrDigit(text, at);
  }
  return bits;
}

function bitOf(text: string, at: number): number {
  return 1 << (text.charCodeAt(at) & 31);
}

/** Good enough for finding; which host a login belongs to is decided in `core/sites`. */
function hostsIn(url: string): string {
  return url.split(/[\s,;]+/).map((address) => address.replace(/^[a-z][a-z\d+.-]*:\/\//, '').replace(/[/?#].*$/, '').replace(/^www\./, '')).join(' ');
}

/** Whether the entry meets the condition, its `not` included. */
export function holds(candidate: Folded, term: Term, world: SearchWorld): boolean {
  return meets(candidate, term, world) !== term.not;
}

function meets(candidate: Folded, term: Term, world: SearchWorld): boolean {
  switch (term.find) {
    case 'word': return candidate.all.includes(term.text);
    case 'field': return meetsField(candidate, term, world);
    case 'has': return meetsPart(candidate, term.part);
    case 'is': return meetsState(candidate, term.state, world);
  }
}

function meetsField({ label, accounts, url, tags, vault }: Folded, { field, text, exact }: Term & { find: 'field' }, world: SearchWorld): boolean {
  switch (field) {
    case 'label': return label.includes(text);
    case 'account': return accounts.includes(text);
    case 'host': return url.includes(text);
    case 'tag': return tags.some((tag) => (exact ? tag === text : startsWord(tag, text)));
    case 'vault': return exact ? world.vaultName(vault) === text : world.vaultName(vault).includes(text);
  }
}

function meetsPart({ entry, tags }: Folded, part: (Term & { find: 'has' })['part']): boolean {
  switch (part) {
    case 'otp': return entry.hasCode;
    case 'file': return entry.hasFile;
    case 'note': return entry.hasNote;
    case 'password': return entry.hasPassword;
    case 'url': return entry.url !== '';
    case 'user': return entry.username !== '' || entry.email !== '';
    case 'tag': return tags.length > 0;
  }
}

function meetsState({ entry, favourite }: Folded, state: SearchState, world: SearchWorld): boolean {
  if (isVerdict(state)) return world.judged(state, entry);
  switch (state) {
    case 'fav': return favourite;
    case 'trash': return entry.trashed;
    case 'shared': return entry.shared;
    case 'expired': return entry.expires !== null && entry.expires <= world.now;
    case 'due': return isDue(entry, world.now);
    case 'damaged': return entry.unreadable.length > 0;
  }
}

/** Whether the answer depends on more than the entries. */
export function asksWorld(term: Term): boolean {
  return (term.find === 'field' && term.field === 'vault') || (term.find === 'is' && (term.state === 'expired' || term.state === 'due' || isVerdict(term.state)));
}

function isVerdict(state: SearchState): state is Verdict {
  return (verdicts as readonly string[]).includes(state);
}

/** How well one word fits. Several words add up. */
const fit = { labelStart: 32, labelWord: 16, host: 8, account: 4, tag: 2, anywhere: 1 } as const;

/** For a word that occurs in the entry. */
export function fitOf({ label, hosts, accounts, tagText, begins }: Folded, word: string): number {
  const bit = bitOf(word, 0);
  if (label.startsWith(word)) return fit.labelStart;
  if ((begins.label & bit) !== 0 && startsWord(label, word)) return fit.labelWord;
  if ((begins.hosts & bit) !== 0 && startsWord(hosts, word)) return fit.host;
  if ((begins.accounts & bit) !== 0 && startsWord(accounts, word)) return fit.account;
  return (begins.tags & bit) !== 0 && startsWord(tagText, word) ? fit.tag : fit.anywhere;
}

/** Whether a word of the text starts with it: at the start or after anything but a letter or digit. */
function startsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !isLetterOrDigit(text, at - 1)) return true;
  }
  return false;
}

/** Asked for every place where a letter occurs in a big vault: most of them are plain ones. */
function isLetterOrDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}
