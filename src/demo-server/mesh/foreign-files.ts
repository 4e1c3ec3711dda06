/**
 * What somebody on another server shares, as it is mounted among its recipient's files: every request reads and writes
 * the owner's own file or folder, with the rights that the share gives now.
 * @module
 */

import type { FileNode, ShareRow } from '../files/tables.ts';
import { Tree, type Found } from '../files/tree.ts';

/** The file or folder behind a share, on its owner's server. */
export interface Behind { tree: Tree; node: FileNode; permissions: number }

export class ForeignFiles extends Tree {
  readonly #behind: Behind;
  readonly #name: string;
  readonly #left: () => void;

  /** @param name - where its recipient sees it. @param left - its recipient has let go of it */
  constructor(behind: Behind, name: string, left: () => void) {
    super(behind.tree.tables);
    this.#behind = behind;
    this.#name = name;
    this.#left = left;
  }

  /** Nothing beside the mount is there: neither its owner's other files nor its recipient's. */
  override find(_person: string, path: readonly string[], now: number): Found | undefined {
    const { node, tree, permissions } = this.#behind;
    const share = rowOf(node, permissions);
    const [name, ...inside] = path;
    // The folder around it, for whoever writes: the share's rights are all that it has.
    if (name === undefined) return { node: tree.parentOf(node) ?? tree.home(node.owner, now), share, isMount: false };
    if (name !== this.#name) return undefined;
    let here: FileNode | undefined = node;
    for (const step of inside) here = here === undefined ? undefined : tree.child(here, step);
    return here === undefined ? undefined : { node: here, share, isMount: inside.length === 0 };
  }

  /** The mount has a name of its own. */
  override child(folder: FileNode, name: string): FileNode | undefined {
    const { node } = this.#behind;
    return folder.fileId === node.parent ? (name === this.#name ? node : undefined) : super.child(folder, name);
  }

  override mounts(): [] {
    return [];
  }

  override leave(): void {
    this.#left();
  }
}

/** The mount in a list of its recipient's files, where only its outside is seen. @param fileId - on the recipient's server */
export function mountOf({ node, permissions }: Behind, fileId: number, name: string): Found {
  const outside: FileNode = { ...node, fileId, name, parent: null };
  return { node: outside, share: rowOf(outside, permissions), isMount: true };
}

function rowOf({ fileId, owner, modified }: FileNode, permissions: number): ShareRow {
  return { id: 0, kind: 0, fileId, owner, with: null, token: null, permissions, target: '', made: modified };
}
