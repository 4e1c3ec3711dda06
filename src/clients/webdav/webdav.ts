/**
 * Files and folders of one person on one server, as they are kept: of what is encrypted, the ciphertext.
 * @see contracts: e2ee §2
 * @module
 */

import { Failure } from '../../core/problem.ts';
import type { Server } from '../http.ts';
import { knowsEncryption } from '../knows-encryption.ts';
import { badShape } from '../refusal.ts';
import { sendForStream, type StreamedAnswer } from '../stream.ts';
import { propfindBody, readMultistatus, type FileEntry } from './entries.ts';
import { pathOf, type FileOwner, type FilePath } from './place.ts';
import { davFailure, fileIdOf, ofProgram, sendDav, tokenHeader } from './send-dav.ts';
import { uploads, type Stored, type Writing } from './uploads.ts';

/** Where to begin and how to end a download. */
export interface Reading {
  /** First byte and, unless to the end, last byte. */
  from?: number;
  to?: number;
  signal?: AbortSignal | undefined;
}

/** Calls for files. Each throws a Failure for whatever isn’t the answer it wants. */
export interface Webdav {
  /** A folder's own entry first, then what is in it. @throws Failure `not-found` */
  list: (folder: FilePath) => Promise<{ folder: FileEntry; children: FileEntry[] }>;
  /** @returns null where there is nothing */
  look: (path: FilePath) => Promise<FileEntry | null>;
  /** With its metadata, for what the app's own call cannot hand out since their signature is missing. @throws Failure `server-error` if it has none */
  lookWithMetadata: (folder: FilePath) => Promise<FileEntry | null>;
  /** Also finds what lists leave out, such as `X.e2e-to-save`. */
  exists: (path: FilePath) => Promise<boolean>;
  /** @returns its file id. @throws Failure `not-found` if the one around it is missing, `server-error` 405 if there is one */
  makeFolder: (path: FilePath, token?: string) => Promise<number>;
  /** In one request, or in several for what is large; see {@link Stored.atOnce}. */
  write: (path: FilePath, content: Blob, writing?: Writing) => Promise<Stored>;
  /** Ciphertext as a stream: nothing is verified before its end. @throws Failure `not-found` */
  read: (path: FilePath, reading?: Reading) => Promise<StreamedAnswer>;
  /** A folder with all that is in it; outside of encrypted ones into the bin, unless told. What is missing is a `not-found`. */
  remove: (path: FilePath, options?: { token?: string; skipTrash?: boolean }) => Promise<void>;
}

/** @param server - with the login of the person, or of nobody for a public link */
export function webdav(server: Server, owner: FileOwner): Webdav {
  const at = (path: FilePath): string => pathOf(owner, path);
  const look = async (path: FilePath, withMetadata: boolean): Promise<FileEntry | null> => {
    try {
      return (await entriesAt(server, at(path), withMetadata ? 'itself with metadata' : 'itself')).find((entry) => samePath(entry.path, path)) ?? null;
    } catch (cause) {
      if (cause instanceof Failure && cause.problem.kind === 'not-found') return null;
      throw cause;
    }
  };
  return {
    async list(path) {
      const entries = await entriesAt(server, at(path), 'and its children');
      const folder = entries.find((entry) => samePath(entry.path, path));
      if (folder === undefined) throw badShape(server);
      return { folder, children: entries.filter((entry) => samePath(entry.path.slice(0, -1), path) && entry.path.length === path.length + 1) };
    },
    look: (path) => look(path, false),
    lookWithMetadata: (path) => look(path, true),
    exists: async (path) => (await sendDav(server, { method: 'HEAD', path: at(path) }, [200, 204, 404])).status !== 404,
    async makeFolder(path, token) {
      return fileIdOf(server, await sendDav(server, { method: 'MKCOL', path: at(path), headers: tokenHeader(token) }, [201]));
    },
    write: uploads(server, owner).write,
    async read(path, { from = 0, to, signal } = {}) {
      const range: Record<string, string> = from === 0 && to === undefined ? {} : { Range: `bytes=${from}-${to ?? ''}` };
      const answer = await sendForStream(server, { method: 'GET', path: at(path), headers: { ...ofProgram, ...knowsEncryption(server), ...range }, signal });
      const wanted = range['Range'] === undefined ? 200 : 206;
      if (answer.status === wanted) return answer;
      await answer.body.cancel();
      // A server that ignores ranges would send the beginning in place of the rest.
      throw answer.status === 200 ? badShape(server) : davFailure(server, { ...answer, json: undefined });
    },
    async remove(path, { token, skipTrash = false } = {}) {
      const headers = { ...tokenHeader(token), ...(skipTrash && { 'X-NC-Skip-Trashbin': 'true' }) };
      await sendDav(server, { method: 'DELETE', path: at(path), headers }, [200, 204]);
    },
  };
}

/** Bytes: some 15,000 files. */
const largestList = 32 * 1024 * 1024;

async function entriesAt(server: Server, path: string, what: 'itself' | 'itself with metadata' | 'and its children'): Promise<FileEntry[]> {
  const content = { body: propfindBody(what === 'itself with metadata'), type: 'application/xml; charset=utf-8' };
  const headers = { Depth: what === 'and its children' ? '1' : '0' };
  const { json } = await sendDav(server, { method: 'PROPFIND', path, headers, content, timeoutMs: 60_000, largest: largestList }, [207]);
  const entries = typeof json === 'string' ? readMultistatus(json) : null;
  if (entries === null) throw badShape(server);
  return entries;
}

function samePath(one: FilePath, other: FilePath): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}
