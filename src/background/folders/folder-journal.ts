/**
 * The journal of encrypted folders: what a change is about to do at the server, kept sealed before each request, so
 * that whatever ends it, somebody can tell whether to finish it or to take it back.
 * @see contracts: e2ee §4.6
 * @module
 */

import * as v from 'valibot';

import { isAccountId, type AccountId } from '../../core/ids.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

const keptShape = v.object({ text: v.string(), signature: v.string() });
const changeShape = v.object({
  id: v.string(),
  account: v.pipe(v.string(), v.guard(isAccountId)),
  /** For people. */
  name: v.string(),
  /** The folder that is locked. */
  folder: v.number(),
  counter: v.number(),
  /** Null: the lock was asked for, and its answer never came. The server chooses the token and tells it once, so such a lock is its own to lift, after a day. */
  token: v.nullable(v.string()),
  /** Milliseconds since 1970. */
  at: v.number(),
  /** `closing`: all is written, only the lock is left to be removed. */
  phase: v.picklist(['open', 'closing']),
  /** Folders in which something was written. `before` null: the folder is new. `after`: its text, once that is sent. */
  touched: v.array(v.object({ folder: v.number(), before: v.nullable(keptShape), after: v.nullable(v.string()) })),
  /** Files that stay at the server when all else is taken back, by the folder they are in. */
  wrote: v.array(v.object({ folder: v.number(), name: v.string() })),
});
/** A copy of a tree that is on its way to another folder. Nothing names it until it is whole. */
const copyShape = v.object({ account: v.pipe(v.string(), v.guard(isAccountId)), root: v.array(v.string()), inside: v.array(v.string()), copy: v.string() });
export type UnnamedCopy = v.InferOutput<typeof copyShape>;
/** A link that is being made or withdrawn. `label`: its name at the server, by which it is known here too. `token` null: its share was asked for. */
const linkShape = v.object({ account: v.pipe(v.string(), v.guard(isAccountId)), root: v.array(v.string()), label: v.string(), token: v.nullable(v.string()) });
export type UnfinishedLink = v.InferOutput<typeof linkShape>;
/** An outermost folder that is being made or deleted, or an ordinary one that is being marked: nobody has its metadata yet, or any more. */
const rootWorkShape = v.object({
  id: v.string(),
  account: v.pipe(v.string(), v.guard(isAccountId)),
  what: v.picklist(['make', 'encrypt', 'remove']),
  path: v.array(v.string()),
  /** Null: not made yet, as far as is known. */
  folder: v.nullable(v.number()),
  /** Null: not locked yet, as far as is known. */
  token: v.nullable(v.string()),
  /** Milliseconds since 1970. */
  at: v.number(),
});
export type RootWork = v.InferOutput<typeof rootWorkShape>;
export type FolderChange = v.InferOutput<typeof changeShape>;

export class FolderJournal {
  readonly #blobs: SealedBlobs;

  constructor(blobs: SealedBlobs) {
    this.#blobs = blobs;
  }

  write(change: FolderChange): Promise<void> {
    return this.#blobs.write(name(change), change);
  }

  remove(change: FolderChange): Promise<void> {
    return this.#blobs.remove([name(change)]);
  }

  of(account: AccountId): Promise<FolderChange[]> {
    return this.#all(`folders:${account}/journal/`, changeShape);
  }

  beginCopy(copy: UnnamedCopy): Promise<void> {
    return this.#blobs.write(copyName(copy), copy);
  }

  endCopy(copy: UnnamedCopy): Promise<void> {
    return this.#blobs.remove([copyName(copy)]);
  }

  copiesOf(account: AccountId): Promise<UnnamedCopy[]> {
    return this.#all(`folders:${account}/copies/`, copyShape);
  }

  writeLink(link: UnfinishedLink): Promise<void> {
    return this.#blobs.write(linkName(link), link);
  }

  removeLink(link: UnfinishedLink): Promise<void> {
    return this.#blobs.remove([linkName(link)]);
  }

  linksOf(account: AccountId): Promise<UnfinishedLink[]> {
    return this.#all(`folders:${account}/links/`, linkShape);
  }

  writeRoot(work: RootWork): Promise<void> {
    return this.#blobs.write(rootName(work), work);
  }

  endRoot(work: RootWork): Promise<void> {
    return this.#blobs.remove([rootName(work)]);
  }

  rootsOf(account: AccountId): Promise<RootWork[]> {
    return this.#all(`folders:${account}/roots/`, rootWorkShape);
  }

  async #all<Value>(beginning: string, shape: v.GenericSchema<unknown, Value>): Promise<Value[]> {
    const entries = await Promise.all((await this.#blobs.names(beginning)).map((own) => this.#blobs.read(own)));
    // We sealed them ourselves; one that doesn't open is left where it is.
    return entries.flatMap((entry) => {
      const read = v.safeParse(shape, entry);
      return read.success ? [read.output] : [];
    });
  }
}

function copyName({ account, copy }: UnnamedCopy): string {
  return `folders:${account}/copies/${copy}`;
}

function linkName({ account, label }: UnfinishedLink): string {
  return `folders:${account}/links/${label}`;
}

function rootName({ account, id }: RootWork): string {
  return `folders:${account}/roots/${id}`;
}

function name({ account, id }: FolderChange): string {
  return `folders:${account}/journal/${id}`;
}
