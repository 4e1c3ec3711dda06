/**
 * Uploads in parts: a folder of parts, and the MOVE that puts them together.
 *
 * As on the real server, that MOVE passes by the lock and the hidden names of encrypted folders.
 * @see contracts: e2ee §2.5
 * @module
 */

import type { Ask } from '../http/ask.ts';
import type { Reply } from '../http/reply.ts';
import { empty, notFound, sabre, sabreName } from './sabre.ts';
import { longId, rightsOn, type Tree } from './tree.ts';

/** @param rest - what follows the person in the path */
export function answerUploads(ask: Ask, person: string, rest: readonly string[], tree: Tree): Reply {
  const [id = '', name] = rest;
  const { tables } = tree;
  const upload = tables.uploads.find((row) => row.owner === person && row.id === id);
  if (ask.method === 'MKCOL' && upload === undefined && id !== '') {
    tables.uploads.push({ owner: person, id, parts: [] });
    return empty(201);
  }
  if (upload === undefined) return notFound(rest);
  if (ask.method === 'DELETE') {
    tables.uploads = tables.uploads.filter((row) => row !== upload);
    return empty(204);
  }
  if (ask.method === 'PUT' && name !== undefined) {
    upload.parts = [...upload.parts.filter((part) => part.name !== name), { name, content: ask.body.toString('base64') }];
    return empty(201);
  }
  if (ask.method !== 'MOVE' || name !== '.file') return sabre(405, sabreName('MethodNotAllowed'), '');
  const content = Buffer.concat([...upload.parts].sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true })).map((part) => Buffer.from(part.content, 'base64')));
  const total = Number(ask.headers['oc-total-length'] ?? content.length);
  if (content.length !== total) return sabre(400, sabreName('BadRequest'), `Chunks on server do not sum up to ${total} but to ${content.length} bytes`);
  const reply = assemble(ask, person, content, tree);
  if (reply.status < 300) tables.uploads = tables.uploads.filter((row) => row !== upload);
  return reply;
}

function assemble(ask: Ask, person: string, content: Buffer, tree: Tree): Reply {
  const path = destinationOf(ask, person);
  if (path === null) return sabre(400, sabreName('BadRequest'), 'The destination header was not supplied');
  const parent = tree.find(person, path.slice(0, -1), ask.now);
  if (!parent?.node.isFolder) return sabre(409, sabreName('Conflict'), 'The destination node is not found');
  if ((rightsOn(parent) & 4) === 0) return sabre(403, sabreName('Forbidden'), '');
  const { node, made } = tree.write(parent.node, path.at(-1) ?? '', content, ask.now);
  return empty(made ? 201 : 204, { etag: `"${node.etag}"`, 'oc-etag': `"${node.etag}"`, 'oc-fileid': longId(tree.tables, node) });
}

function destinationOf(ask: Ask, person: string): string[] | null {
  const header = ask.headers['destination'];
  const found = typeof header === 'string' ? /\/remote\.php\/dav\/files\/([^/]+)\/(.+)$/.exec(header) : null;
  if (found === null || decodeURIComponent(found[1] ?? '') !== person) return null;
  return (found[2] ?? '').split('/').map(decodeURIComponent);
}
