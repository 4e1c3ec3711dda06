/**
 * What is remembered of each encrypted folder: how far its counter was, its keys, its people, its last metadata. Sealed.
 *
 * Older keys open what an interrupted change of key has left behind; older metadata is there to be restored by hand.
 * @see contracts: e2ee §3.8, §4.10.5, §8
 * @module
 */

import * as v from 'valibot';

import { encodeBase64 } from '../../core/bytes.ts';
import type { AccountId } from '../../core/ids.ts';
import { isUnread, keptBlob, type KeptBlob } from '../vaults/kept-blob.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

const memoryShape = v.object({
  counter: v.number(),
  keyChecksums: v.array(v.string()),
  /** Base64, the newest first; of roots. */
  keys: v.array(v.string()),
  /** User id and base64 of the public key; of roots. */
  people: v.array(v.tuple([v.string(), v.string()])),
  /** Who was among them once, and may still have signed something below. */
  former: v.array(v.tuple([v.string(), v.string()])),
  /** Files of ours that a change has left behind: names on the server. */
  left: v.array(v.string()),
  /** Somebody held a lock here when we came: what their device left half done may wait there. */
  suspect: v.optional(v.boolean(), false),
  /** When a lock was asked for here whose answer never came; milliseconds since 1970, 0 for never. It may be there, and nobody knows its token. */
  lockLost: v.optional(v.number(), 0),
  /** Of roots: files below it that are still to be sealed anew, while its key has this checksum. */
  resealing: v.optional(v.nullable(v.object({ checksum: v.string(), names: v.array(v.string()) })), null),
});
export type Memory = v.InferOutput<typeof memoryShape>;

/** As the server has it. `signature`: empty for metadata of version 1. */
export interface Kept { text: string; signature: string }

/** Earlier metadata of a folder. `id`: among those of the folder. `at`: Unix seconds at which it was written over. */
export interface KeptMetadata extends Kept { id: string; at: number }

const keptShape = v.object({ text: v.string(), signature: v.string(), at: v.fallback(v.number(), 0) });
const dropsShape = v.array(v.tuple([v.string(), v.unknown()]));
/** What a migration has replaced is kept for ever. */
const firstVersion = 'version-1';

const mostKeys = 10;
const mostKept = 5;
const mostFormer = 50;

export class FolderMemories {
  readonly #blobs: SealedBlobs;

  constructor(blobs: SealedBlobs) {
    this.#blobs = blobs;
  }

  async read(account: AccountId, folder: number): Promise<Memory | null> {
    return this.#memory(account, folder).read();
  }

  /** Whether something is remembered that can't be read: then nobody can tell whether a folder is older than it was. */
  isUnread(account: AccountId, folder: number): Promise<boolean> {
    return isUnread(this.#blobs, name(account, folder), this.#memory(account, folder));
  }

  write(account: AccountId, folder: number, memory: Memory): Promise<void> {
    return this.#memory(account, folder).write(memory);
  }

  async change(account: AccountId, folder: number, edit: (memory: Memory) => Memory): Promise<void> {
    const before = (await this.read(account, folder)) ?? emptyMemory;
    const after = edit(before);
    // Folders are opened far more often than they change.
    if (JSON.stringify(after) !== JSON.stringify(before)) await this.write(account, folder, after);
  }

  /** Takes what the server shows next for the truth: its counter, its keys, its people. */
  async startAnew(account: AccountId, folder: number): Promise<void> {
    await this.write(account, folder, { ...((await this.read(account, folder)) ?? emptyMemory), counter: 0, keyChecksums: [], people: [] });
  }

  /** Keeps metadata that is about to be written over: the last five, and those of version 1. */
  async keep(account: AccountId, folder: number, { counter, metadata, at }: { counter: number; metadata: Kept; at: number }): Promise<void> {
    const own = kept(account, folder);
    const id = metadata.signature === '' ? firstVersion : String(counter).padStart(12, '0');
    await this.#blobs.write(own + id, { ...metadata, at });
    const numbered = (await this.#blobs.names(own)).filter((one) => one !== own + firstVersion);
    if (numbered.length > mostKept) await this.#blobs.remove(numbered.slice(0, -mostKept));
  }

  /** Keeps entries of dropped files, which some clients lose with whatever they write; not those that are part of the folder by now. */
  async keepDrops(account: AccountId, folder: number, { entries, isTaken }: { entries: ReadonlyMap<string, unknown>; isTaken: (id: string) => boolean }): Promise<void> {
    if (entries.size === 0) return;
    const known = await this.drops(account, folder);
    if ([...entries.keys()].every((id) => known.has(id))) return;
    await this.#blobs.write(drops(account, folder), [...known, ...entries].filter(([id]) => !isTaken(id)));
  }

  /** Entries of dropped files as they came, by their names on the server. */
  async drops(account: AccountId, folder: number): Promise<Map<string, unknown>> {
    const stored = v.safeParse(dropsShape, await this.#blobs.read(drops(account, folder)));
    return new Map(stored.success ? stored.output : []);
  }

  /** Earlier metadata, the newest first. */
  async kept(account: AccountId, folder: number): Promise<KeptMetadata[]> {
    const own = kept(account, folder);
    const all = await Promise.all((await this.#blobs.names(own)).map(async (one) => ({ id: one.slice(own.length), read: v.safeParse(keptShape, await this.#blobs.read(one)) })));
    return all.flatMap(({ id, read }) => (read.success ? [{ id, ...read.output }] : [])).sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1));
  }

  #memory(account: AccountId, folder: number): KeptBlob<Memory> {
    return keptBlob(this.#blobs, name(account, folder), memoryShape);
  }
}

export const emptyMemory: Memory = { counter: 0, keyChecksums: [], keys: [], people: [], former: [], left: [], suspect: false, lockLost: 0, resealing: null };

/** @param key - of a root */
export function withKey(memory: Memory, key: Uint8Array): Memory {
  const text = encodeBase64(key);
  return { ...memory, keys: [text, ...memory.keys.filter((known) => known !== text)].slice(0, mostKeys) };
}

/** Who is there now is kept when it is first seen; later only once a person was told. Who has gone may have signed something. */
export function withPeople(memory: Memory, people: readonly (readonly [string, string])[]): Memory {
  const gone = memory.people.filter(([, key]) => !people.some(([, own]) => own === key));
  const former = [...memory.former.filter(([, key]) => !gone.some(([, other]) => other === key)), ...gone].slice(-mostFormer);
  return { ...memory, people: memory.people.length === 0 ? people.map(([userId, key]) => [userId, key]) : memory.people, former };
}

function name(account: AccountId, folder: number): string {
  return `folders:${account}/memory/${folder}`;
}

function kept(account: AccountId, folder: number): string {
  return `folders:${account}/kept/${folder}/`;
}

function drops(account: AccountId, folder: number): string {
  return `folders:${account}/drops/${folder}`;
}
