/**
 * Content on its way to a server: small in one request, large in parts that the server puts together.
 * @see contracts: e2ee §2.4, §2.5
 * @module
 */

import { ordinaryTimeoutMs, segment, type Ask, type Server } from '../http.ts';
import { pathOf, type FileOwner, type FilePath } from './place.ts';
import { fileIdOf, sendDav, tokenHeader } from './send-dav.ts';

/** How something is written. */
export interface Writing {
  /** Of the lock, inside of encrypted folders. */
  token?: string;
  /** Unix seconds. */
  modified?: number;
  signal?: AbortSignal | undefined;
  /** Told how many bytes the server has: after each part, as browsers say nothing in between. */
  progress?: (bytes: number) => void;
}

/** What the server made of it. */
export interface Stored {
  fileId: number;
  /** Without quotes; empty where the server doesn't tell. */
  etag: string;
  /**
   * Whether it got its final name at once, past the lock: what was put together from parts always does.
   * Then aborting doesn't take it back, and an older file of that name is gone: give it a fresh name.
   */
  atOnce: boolean;
}

/** Bytes. The server takes parts of 5 MB and more. */
const partSize = 10 * 1024 * 1024;
/** What is larger goes in parts, and so is there at once. */
export const largestWhole = 2 * partSize;
/** Bytes a millisecond: a line that is slower is taken for dead. */
const slowest = 16;

/** Uploads to one person's files. */
export function uploads(server: Server, owner: FileOwner): { write: (path: FilePath, content: Blob, writing?: Writing) => Promise<Stored> } {
  return {
    async write(path, content, writing = {}) {
      // Behind a public link there is nowhere to put parts.
      if (content.size <= largestWhole || !('userId' in owner)) return writeWhole(server, pathOf(owner, path), content, writing);
      return writeInParts(server, { parts: `/remote.php/dav/uploads/${segment(owner.userId)}/${segment(`latchkey-${crypto.randomUUID()}`)}`, target: pathOf(owner, path) }, content, writing);
    },
  };
}

async function writeWhole(server: Server, path: string, content: Blob, { token, modified, signal, progress }: Writing): Promise<Stored> {
  const headers = { ...tokenHeader(token), ...modifiedHeader(modified) };
  const answer = await sendDav(server, { method: 'PUT', path, headers, signal, ...carrying(content) }, [200, 201, 204]);
  progress?.(content.size);
  return { fileId: fileIdOf(server, answer), etag: etagOf(answer.headers), atOnce: false };
}

async function writeInParts(server: Server, { parts, target }: { parts: string; target: string }, content: Blob, { token, modified, signal, progress }: Writing): Promise<Stored> {
  const headers = { ...tokenHeader(token), Destination: server.server + target, 'OC-Total-Length': String(content.size) };
  await sendDav(server, { method: 'MKCOL', path: parts, headers, signal }, [201]);
  try {
    for (let from = 0, number = 1; from < content.size; from += partSize, number++) {
      const part = content.slice(from, from + partSize);
      await sendDav(server, { method: 'PUT', path: `${parts}/${String(number).padStart(5, '0')}`, headers, signal, ...carrying(part) }, [200, 201, 204]);
      progress?.(from + part.size);
    }
    // Copying the parts together takes a small computer a while.
    const move: Ask = { method: 'MOVE', path: `${parts}/.file`, headers: { ...headers, ...modifiedHeader(modified) }, signal, timeoutMs: timeFor(content.size) };
    const answer = await sendDav(server, move, [200, 201, 204]);
    return { fileId: fileIdOf(server, answer), etag: etagOf(answer.headers), atOnce: true };
  } catch (cause) {
    // The server forgets parts by itself after a day: not getting to say so changes nothing.
    await sendDav(server, { method: 'DELETE', path: parts }, [200, 204]).catch(() => undefined);
    throw cause;
  }
}

function carrying(body: Blob): Pick<Ask, 'content' | 'timeoutMs'> {
  return { content: { body, type: 'application/octet-stream' }, timeoutMs: timeFor(body.size) };
}

function timeFor(bytes: number): number {
  return ordinaryTimeoutMs + Math.ceil(bytes / slowest);
}

function modifiedHeader(modified: number | undefined): Record<string, string> {
  return modified === undefined ? {} : { 'X-OC-Mtime': String(modified) };
}

function etagOf(headers: Headers): string {
  return (headers.get('OC-ETag') ?? headers.get('ETag') ?? '').replace(/^(?:W\/)?"|"$/g, '');
}
