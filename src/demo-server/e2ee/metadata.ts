/**
 * Metadata of folders: what holds, and what is waiting for the lock to be removed. Never looked into, but for its
 * version and what is dropped by strangers.
 * @see contracts: e2ee §1.5, §1.6, §1.7
 * @module
 */

import type { FileNode, FileTables, MetadataPart, MetadataRow } from '../files/tables.ts';
import { toDelete, toSave, type Tree } from '../files/tree.ts';

const nothing = (): MetadataPart => ({ text: null, signature: null, counter: null });

export class MetadataStore {
  readonly #tree: Tree;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  get #tables(): FileTables {
    return this.#tree.tables;
  }

  row(fileId: number): MetadataRow | undefined {
    return this.#tables.metadata.find((row) => row.fileId === fileId);
  }

  /** What holds; null where there is none, and where a signature is missing that must be there. */
  read(fileId: number): { text: string; signature: string } | null {
    const final = this.row(fileId)?.final;
    if (final === undefined || final.text === null) return null;
    const old = isFirstVersion(final.text);
    return final.signature === null && !old ? null : { text: final.text, signature: old ? '' : final.signature ?? '' };
  }

  /** The text alone, which is to be had where the signature is missing. */
  unsigned(fileId: number): { text: string; signature: string } | null {
    const text = this.row(fileId)?.final.text ?? null;
    return text === null ? null : { text, signature: '' };
  }

  storedCounter(fileId: number): number {
    return this.row(fileId)?.final.counter ?? 0;
  }

  /** Only where there are metadata: so after the very first ones the counter is still missing. */
  announceCounter(fileId: number, counter: number): void {
    const row = this.row(fileId);
    if (row !== undefined) row.pending.counter = counter;
  }

  write(fileId: number, text: string, signature: string | null): void {
    let row = this.row(fileId);
    if (row === undefined) {
      row = { fileId, final: nothing(), pending: nothing() };
      this.#tables.metadata.push(row);
    }
    row.pending.text = text;
    if (signature !== null) row.pending.signature = signature;
  }

  erase(fileId: number): void {
    this.#tables.metadata = this.#tables.metadata.filter((row) => row.fileId !== fileId);
  }

  /** Files first, then metadata, signature, counter. */
  commit(folder: FileNode, now: number): void {
    for (const child of this.#tree.children(folder)) {
      if (child.name.endsWith(toSave)) this.#becomeReal(folder, child, now);
      else if (child.name.endsWith(toDelete)) this.#tree.remove(child, now);
    }
    const row = this.row(folder.fileId);
    if (row === undefined) return;
    const { text, signature, counter } = row.pending;
    if (text === '{}') {
      this.erase(folder.fileId);
      return;
    }
    row.final = { text: text ?? row.final.text, signature: signature ?? row.final.signature, counter: counter ?? row.final.counter };
    row.pending = nothing();
    this.#tree.touch(folder, now);
  }

  /** Everything is undone but the waiting signature, which the real server forgets to remove. */
  abort(folder: FileNode, now: number): void {
    for (const child of this.#tree.children(folder)) {
      if (child.name.endsWith(toSave)) this.#tree.remove(child, now);
      else if (child.name.endsWith(toDelete)) this.#tree.rename(child, child.name.slice(0, -toDelete.length), now);
    }
    const row = this.row(folder.fileId);
    if (row === undefined) return;
    row.pending = { text: null, signature: row.pending.signature, counter: null };
    if (row.final.text === null) this.erase(folder.fileId);
  }

  #becomeReal(folder: FileNode, child: FileNode, now: number): void {
    const name = child.name.slice(0, -toSave.length);
    const old = this.#tree.child(folder, name);
    if (old !== undefined) this.#tree.remove(old, now);
    const { modified } = child;
    this.#tree.rename(child, name, now);
    child.modified = modified;
  }
}

/** Of the kinds that the server knows: 1, 1.2, "1.2". */
export function isFirstVersion(text: string): boolean {
  try {
    const { metadata } = JSON.parse(text) as { metadata?: { version?: unknown } };
    return [1, 1.2, '1.2'].includes(metadata?.version as number);
  } catch {
    return false;
  }
}

/** The text with what strangers have dropped merged into it, as PHP writes it. Null for what isn't JSON. */
export function withDrops(text: string, drops: string): string | null {
  try {
    const whole = JSON.parse(text) as Record<string, unknown>;
    const added = JSON.parse(drops) as Record<string, unknown>;
    const before = whole['filedrop'];
    const kept = typeof before === 'object' && before !== null && !Array.isArray(before) ? before : {};
    return phpDefault({ ...whole, filedrop: { ...kept, ...added } });
  } catch {
    return null;
  }
}

/** `json_encode` without flags, after `json_decode` into arrays: `{}` has become `[]`. */
function phpDefault(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'object' && inner !== null && Object.keys(inner).length === 0 ? [] : inner))
    .replaceAll('/', '\\/')
    .replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
