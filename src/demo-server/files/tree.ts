/**
 * The tree of files: finding by path as one person sees it, with what others share mounted at its top.
 * @module
 */

import { randomBytes } from 'node:crypto';
import type { FileNode, FileTables, ShareRow } from './tables.ts';

/** What is found at a path. */
export interface Found {
  node: FileNode;
  /** The share through which it is reached, for what belongs to others. */
  share: ShareRow | undefined;
  /** Whether it is where that share is mounted. */
  isMount: boolean;
}

export const toSave = '.e2e-to-save';
export const toDelete = '.e2e-to-delete';

export class Tree {
  readonly tables: FileTables;
  /** What people on other servers share with a person, by the name that it is mounted under. */
  foreign: (person: string) => readonly { name: string; found: Found }[] = () => [];

  constructor(tables: FileTables) {
    this.tables = tables;
  }

  byId(fileId: number): FileNode | undefined {
    return this.tables.nodes.find((node) => node.fileId === fileId);
  }

  /** The top of a person's files. */
  home(owner: string, now: number): FileNode {
    const home = this.tables.nodes.find((node) => node.parent === null && node.owner === owner);
    return home ?? this.#add({ parent: null, name: '', owner, isFolder: true }, now);
  }

  children(folder: FileNode): FileNode[] {
    return this.tables.nodes.filter((node) => node.parent === folder.fileId);
  }

  child(folder: FileNode, name: string): FileNode | undefined {
    return this.tables.nodes.find((node) => node.parent === folder.fileId && node.name === name);
  }

  parentOf(node: FileNode): FileNode | undefined {
    return node.parent === null ? undefined : this.byId(node.parent);
  }

  /** The node itself, then every folder around it. */
  upwards(node: FileNode): FileNode[] {
    const parent = this.parentOf(node);
    return parent === undefined ? [node] : [node, ...this.upwards(parent)];
  }

  /** What a person sees at a path, by the names that are kept; through a public link, its folder is the top. */
  find(who: string, path: readonly string[], now: number): Found | undefined {
    let here: Found | undefined = isLink(who) ? this.#behind(who) : { node: this.home(who, now), share: undefined, isMount: false };
    for (const [depth, name] of path.entries()) {
      if (here === undefined) return undefined;
      here = this.#step(here, name, depth === 0 ? who : null);
    }
    return here;
  }

  #behind(link: string): Found | undefined {
    const share = this.tables.shares.find((row) => row.kind === 3 && linkName(row.token) === link);
    const node = share === undefined ? undefined : this.byId(share.fileId);
    return node === undefined ? undefined : { node, share, isMount: false };
  }

  /** What others share with a person, as it appears at the top of their files. */
  mounts(person: string): { name: string; found: Found }[] {
    const here = this.tables.shares.filter((share) => share.kind === 0 && share.with === person).flatMap((share) => {
      const node = this.byId(share.fileId);
      return node === undefined ? [] : [{ name: share.target, found: { node, share, isMount: true } }];
    });
    return [...here, ...this.foreign(person)];
  }

  #step(here: Found, name: string, top: string | null): Found | undefined {
    const node = this.child(here.node, name);
    if (node !== undefined) return { node, share: here.share, isMount: false };
    return top === null ? undefined : this.mounts(top).find((mount) => mount.name === name)?.found;
  }

  /** The folder that a person knows by this id, through a share or as their own; or that is behind a public link. */
  reach(who: string, fileId: number): Found | undefined {
    const node = this.byId(fileId);
    if (node === undefined) return undefined;
    if (node.owner === who) return { node, share: undefined, isMount: false };
    const around = new Set(this.upwards(node).map((one) => one.fileId));
    const share = this.tables.shares.find((one) => (one.kind === 0 ? one.with : linkName(one.token)) === who && around.has(one.fileId));
    return share === undefined ? undefined : { node, share, isMount: share.fileId === fileId };
  }

  /** Bytes; of a folder, of all that is in it. */
  sizeOf(node: FileNode): number {
    return node.isFolder ? this.children(node).reduce((sum, child) => sum + this.sizeOf(child), 0) : node.size;
  }

  makeFolder(parent: FileNode, name: string, now: number): FileNode {
    return this.#add({ parent: parent.fileId, name, owner: parent.owner, isFolder: true }, now);
  }

  /** Makes a file, or gives one new content. */
  write(parent: FileNode, name: string, content: Buffer, now: number): { node: FileNode; made: boolean } {
    const old = this.child(parent, name);
    const node = old ?? this.#add({ parent: parent.fileId, name, owner: parent.owner, isFolder: false }, now);
    node.content = content.toString('base64');
    node.size = content.length;
    this.touch(node, now);
    return { node, made: old === undefined };
  }

  rename(node: FileNode, name: string, now: number): void {
    node.name = name;
    this.touch(node, now);
  }

  /** With all that is in it. */
  remove(node: FileNode, now: number): void {
    for (const child of this.children(node)) this.remove(child, now);
    this.touch(node, now);
    const gone = (row: { fileId: number }): boolean => row.fileId !== node.fileId;
    this.tables.nodes = this.tables.nodes.filter(gone);
    this.tables.shares = this.tables.shares.filter(gone);
  }

  /** A recipient lets go of what is shared. */
  leave(share: ShareRow): void {
    this.tables.shares = this.tables.shares.filter((row) => row !== share);
  }

  /** Everything around it changes with it. */
  touch(node: FileNode, now: number): void {
    for (const one of this.upwards(node)) {
      one.modified = Math.floor(now / 1000);
      one.etag = one.isFolder ? randomBytes(7).toString('hex').slice(0, 13) : randomBytes(16).toString('hex');
    }
  }

  #add(made: Pick<FileNode, 'parent' | 'name' | 'owner' | 'isFolder'>, now: number): FileNode {
    const node: FileNode = { ...made, fileId: this.tables.nextFileId++, content: '', size: 0, modified: 0, etag: '', encrypted: false };
    this.tables.nodes.push(node);
    this.touch(node, now);
    return node;
  }
}

/** Who comes through a public link: no user id has a colon. */
export function linkName(token: string | null): string {
  return `s:${token ?? ''}`;
}

export function isLink(who: string): boolean {
  return who.startsWith('s:');
}

/** Rights on what was found: 1 read, 2 change, 4 create, 8 delete, 16 share on. */
export function rightsOn({ share }: Pick<Found, 'share'>): number {
  return share?.permissions ?? 31;
}

/** `00000233oc3jkt0270wd` */
export function longId(tables: FileTables, node: FileNode): string {
  return String(node.fileId).padStart(8, '0') + tables.instance;
}
