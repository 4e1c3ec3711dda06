/**
 * Files, folders and shares as the server keeps them, with what the end-to-end encryption app adds.
 * @module
 */

import { randomBytes } from 'node:crypto';

export interface FileNode {
  fileId: number;
  /** Null for the top of a person's files. */
  parent: number | null;
  /** As it is kept: `X.e2e-to-save`, `X.e2e-to-delete`. */
  name: string;
  /** Whose files it is among. */
  owner: string;
  isFolder: boolean;
  /** Base64; empty for folders. */
  content: string;
  /** Bytes of the content. */
  size: number;
  /** Unix seconds. */
  modified: number;
  etag: string;
  /** The app's mark, on folders. */
  encrypted: boolean;
}

export interface ShareRow {
  id: number;
  /** 0 with a person, 3 by link. */
  kind: 0 | 3;
  fileId: number;
  owner: string;
  /** User id; null for a link. */
  with: string | null;
  token: string | null;
  /** Of a link, for who has made it; missing in files of older states. */
  label?: string;
  permissions: number;
  /** Where the recipient sees it: a name at the top of their files. */
  target: string;
  /** Unix seconds. */
  made: number;
}

export interface UploadRow { owner: string; id: string; parts: { name: string; content: string }[] }

/** One state of a folder's metadata. */
export interface MetadataPart { text: string | null; signature: string | null; counter: number | null }
export interface MetadataRow { fileId: number; final: MetadataPart; pending: MetadataPart }
/** Of a person, or of a link as `s:TOKEN`. */
export interface KeyRow { who: string; certificate: string | null; privateKey: string | null }
export interface LockRow { fileId: number; token: string; at: number }

export interface FileTables {
  nextFileId: number;
  nextShareId: number;
  /** The server's own name, at the end of every `OC-FileId`. */
  instance: string;
  nodes: FileNode[];
  shares: ShareRow[];
  uploads: UploadRow[];
  keys: KeyRow[];
  metadata: MetadataRow[];
  locks: LockRow[];
  /** Folders whose metadata were written under a token. */
  touched: { token: string; fileId: number }[];
  /** PEM, made when first asked for. */
  serverKey: { privateKey: string; publicKey: string } | null;
}

export function emptyFiles(): FileTables {
  const instance = `oc${randomBytes(5).toString('hex')}`;
  return { nextFileId: 80, nextShareId: 1, instance, nodes: [], shares: [], uploads: [], keys: [], metadata: [], locks: [], touched: [], serverKey: null };
}
