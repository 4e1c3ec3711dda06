/**
 * File routes.
 * @module
 */

import { json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { idOf, param, PhpError, phpInt, phpText, phpTruthy } from './call.ts';
import type { Call } from './call.ts';
import { fileShape } from './shapes.ts';
import { newGuid, nextId } from './tables.ts';
import type { FileRow } from './tables.ts';

/** Stores what the body holds; all four parts are required. Echoes the content back. */
export function createFile(call: Call): Reply {
  return json(fileShape(storeFile(call, call.userId)));
}

export function storeFile({ tables, body, seconds }: Call, owner: string): FileRow {
  if (body['size'] === null || body['size'] === undefined) throw new PhpError('TypeError: size');
  const row: FileRow = {
    filename: phpText(body['filename']), file_data: phpText(body['data']), mimetype: phpText(body['mimetype']), size: phpInt(body['size']),
    file_id: nextId(tables, 'files'), guid: newGuid(), user_id: owner, created: seconds,
  };
  tables.files.push(row);
  return row;
}

export function readFile(call: Call): Reply {
  const id = idOf(param(call, 0));
  const row = call.tables.files.find((file) => file.file_id === id && file.user_id === call.userId);
  if (row === undefined) throw new PhpError('DoesNotExistException');
  return json(fileShape(row));
}

/** Says nothing either way. */
export function updateFile(call: Call): Reply {
  const id = idOf(param(call, 0));
  const row = call.tables.files.find((file) => file.file_id === id && file.user_id === call.userId);
  const { filename, file_data: content } = call.body;
  if (row !== undefined && phpTruthy(filename)) row.filename = phpText(filename);
  if (row !== undefined && phpTruthy(content)) row.file_data = phpText(content);
  return json(null);
}

/** By its id alone: neither owner nor existence is looked at. */
export function deleteFile(call: Call): Reply {
  const id = idOf(param(call, 0));
  removeFiles(call, [id]);
  return json({ file_id: id, filename: null, guid: null, size: null, file_data: null, created: null, mimetype: null });
}

/** The list comes as a text that holds JSON; a real list is refused. */
export function deleteFiles(call: Call): Reply {
  const sent = call.body['file_ids'];
  if (typeof sent !== 'string') throw new PhpError('TypeError: file_ids');
  let ids: unknown;
  try {
    ids = JSON.parse(sent);
  } catch {
    ids = [];
  }
  removeFiles(call, Array.isArray(ids) ? ids.map(phpInt) : []);
  return json({ ok: true, failed: [] });
}

function removeFiles({ tables }: Call, ids: readonly number[]): void {
  tables.files = tables.files.filter((file) => !ids.includes(file.file_id));
}
