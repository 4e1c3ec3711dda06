/**
 * A vault's index as one text, of which no more is read than is needed: which page a login belongs to is told by the
 * addresses alone, so that a popup over a vault of thousands reads a few lines.
 *
 * The first line is the head, with every address; each line after it has the rest of one credential. All of them are
 * JSON, which has no line break in it.
 * @module
 */

import * as v from 'valibot';

import type { Entry } from '../../core/credential/entry.ts';
import type { EncryptedField } from '../../core/credential/sealed.ts';
import { credentialId, isGuid, type VaultId } from '../../core/ids.ts';

/** Raised when an index is written differently; an older one is made anew from the server's answer. */
const indexVersion = 3;

/** One credential as the index keeps it: what a list shows, and the digest of the record that it was read from. */
export interface IndexLine { entry: Entry; digest: string }
/** `syncedAt`: milliseconds since 1970. */
export interface VaultIndex { syncedAt: number; lines: readonly IndexLine[] }

/** What a list says of all of it: trash and hidden items left out. */
export interface Counts { items: number; damaged: number }

/** An index that was read, as far as it was. */
export interface RestingIndex {
  syncedAt: number;
  counts: Counts;
  /** Of every line, as a person wrote it. */
  urls: readonly string[];
  /** Null: a line that we cannot have written. */
  line: (at: number) => IndexLine | null;
}

// A tuple, not an object: names would be half of it.
type Line = [
  guid: string, label: string, username: string, email: string, tags: string[], flags: number,
  icon: string | null, unreadable: EncryptedField[], changed: number, digest: string, created: number, expires: number | null,
];
const headShape = v.object({ version: v.literal(indexVersion), syncedAt: v.number(), items: v.number(), damaged: v.number(), urls: v.array(v.string()) });

const flag = { code: 1, password: 2, trashed: 4, hidden: 8, shared: 16, unproven: 32, file: 64, note: 128 };

export function writeIndexText({ syncedAt, lines }: VaultIndex): string {
  const head = { version: indexVersion, syncedAt, ...countsOf(lines), urls: lines.map(({ entry }) => entry.url) };
  return [head, ...lines.map(toLine)].map((part) => JSON.stringify(part)).join('\n');
}

/** @returns null for a text that is no index, or an older one */
export function readIndexText(vault: VaultId, text: string): RestingIndex | null {
  const [first = '', ...lines] = text.split('\n');
  const head = v.safeParse(headShape, parsed(first));
  if (!head.success || head.output.urls.length !== lines.length) return null;
  const { syncedAt, items, damaged, urls } = head.output;
  return { syncedAt, counts: { items, damaged }, urls, line: (at) => fromLine(vault, parsed(lines[at] ?? ''), urls[at] ?? '') };
}

export function countsOf(lines: Iterable<IndexLine>): Counts {
  const counts = { items: 0, damaged: 0 };
  for (const { entry } of lines) {
    if (entry.trashed || entry.hidden) continue;
    counts.items += 1;
    if (entry.unreadable.length > 0) counts.damaged += 1;
  }
  return counts;
}

function toLine({ entry, digest }: IndexLine): Line {
  const flags = (entry.hasCode ? flag.code : 0) | (entry.hasPassword ? flag.password : 0) | (entry.trashed ? flag.trashed : 0)
    | (entry.hidden ? flag.hidden : 0) | (entry.shared ? flag.shared : 0) | (entry.unproven ? flag.unproven : 0)
    | (entry.hasFile ? flag.file : 0) | (entry.hasNote ? flag.note : 0);
  const guid = entry.id.slice(entry.id.lastIndexOf('/') + 1);
  return [guid, entry.label, entry.username, entry.email, [...entry.tags], flags, entry.icon, [...entry.unreadable], entry.changed, digest, entry.created, entry.expires];
}

function fromLine(vault: VaultId, line: unknown, url: string): IndexLine | null {
  if (!isLine(line)) return null;
  const [guid, label, username, email, tags, flags, icon, unreadable, changed, digest, created, expires] = line;
  if (!isGuid(guid)) return null;
  const has = (bit: number) => (flags & bit) !== 0;
  const entry: Entry = {
    id: credentialId(vault, guid), label, username, email, url, tags, icon, unreadable, changed, created, expires,
    hasCode: has(flag.code), hasPassword: has(flag.password), trashed: has(flag.trashed), hidden: has(flag.hidden), shared: has(flag.shared), unproven: has(flag.unproven),
    hasFile: has(flag.file), hasNote: has(flag.note),
  };
  return { entry, digest };
}

/** Checks by hand: a schema per line would cost more than reading the whole index. */
function isLine(value: unknown): value is Line {
  return Array.isArray(value) && value.length === 12 && typeof value[0] === 'string' && typeof value[9] === 'string';
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
