/**
 * Locks on folders: a token holds for its folder and all below it, unless somebody else's is on the way up.
 * @see contracts: e2ee §1.5
 * @module
 */

import { randomText } from '../nextcloud/people.ts';
import type { FileNode, FileTables } from '../files/tables.ts';
import type { Tree } from '../files/tree.ts';

export class Locks {
  readonly #tree: Tree;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  get #tables(): FileTables {
    return this.#tree.tables;
  }

  /** Whether somebody else has locked the folder, or one around it. */
  isOthers(node: FileNode, token: string): boolean {
    return this.#onTheWayUp(node).some((row) => row.token !== token);
  }

  /** Whether this token, and no other, is on it or on the way up. */
  holds(node: FileNode, token: string): boolean {
    const rows = this.#onTheWayUp(node);
    return rows.length > 0 && rows.every((row) => row.token === token);
  }

  isOn(fileId: number, token: string): boolean {
    return this.#tables.locks.some((row) => row.fileId === fileId && row.token === token);
  }

  add(fileId: number, now: number): string {
    const token = randomText(64);
    this.#tables.locks.push({ fileId, token, at: now });
    return token;
  }

  release(fileId: number, token: string): void {
    this.#tables.locks = this.#tables.locks.filter((row) => row.fileId !== fileId || row.token !== token);
    this.#tables.touched = this.#tables.touched.filter((row) => row.token !== token);
  }

  /** Remembers that a folder's metadata were written under a token. */
  touch(fileId: number, token: string): void {
    const known = this.#tables.touched.some((row) => row.fileId === fileId && row.token === token);
    if (!known) this.#tables.touched.push({ fileId, token });
  }

  /** The folders whose metadata were written under a token, the deepest first. */
  touchedBy(token: string): number[] {
    const depth = (fileId: number): number => {
      const node = this.#tree.byId(fileId);
      return node === undefined ? Infinity : this.#tree.upwards(node).length;
    };
    return this.#tables.touched.filter((row) => row.token === token).map((row) => row.fileId).sort((one, other) => depth(other) - depth(one));
  }

  #onTheWayUp(node: FileNode): FileTables['locks'] {
    const around = new Set(this.#tree.upwards(node).map((one) => one.fileId));
    return this.#tables.locks.filter((row) => around.has(row.fileId));
  }
}
