/**
 * Files, name and content sealed by us; kept beside the credentials that mention them.
 * @see contracts: Passman §1.6
 * @module
 */

import * as v from 'valibot';

import { patientTimeoutMs, segment, type Server } from '../http.ts';
import { flag, guid, integer, integerOrZero, readShape, textOrEmpty } from '../shapes.ts';
import { callPassman } from './api.ts';

/** What is uploaded. Size and type cannot be changed later. */
export interface NewFile {
  /** Envelope of the name. */
  filename: string;
  /** Envelope of a `data:` URL. */
  data: string;
  /** Plain to the server. */
  mimetype: string;
  /** Bytes of the original; plain to the server. */
  size: number;
}

/** A file as the server keeps it. */
export interface SealedFile extends NewFile {
  fileId: number;
  guid: string;
  /** Unix seconds. */
  created: number;
}

/** Where the content of a file comes in parts: an envelope of a `data:` URL, cut anywhere. */
export interface NewFileInParts extends Omit<NewFile, 'data'> { data: readonly string[] }

/** Told how many bytes have come. */
export type Progress = (bytes: number) => void;

/** Calls for files. Each throws a Failure for whatever isn’t the answer it wants. */
export interface Files {
  create: (file: NewFile) => Promise<SealedFile>;
  /** Own ones only; any other is a `server-error`. */
  get: (fileId: number, progress?: Progress) => Promise<SealedFile>;
  /** Replaces the content, as often as one likes. An unknown one is not reported. */
  fill: (fileId: number, data: readonly string[]) => Promise<void>;
  /** An unknown one is not reported. */
  rename: (fileId: number, filename: string) => Promise<void>;
  /** An unknown one is not reported. */
  update: (fileId: number, change: { filename: string; data: string }) => Promise<void>;
  /** The server checks neither owner nor existence. */
  remove: (fileId: number) => Promise<void>;
  /** @returns the numbers that the server couldn't delete */
  removeMany: (fileIds: readonly number[]) => Promise<number[]>;
}

/** Ten minutes and 64 MiB: the largest file that we take, over a line of one megabit. */
export const contentOnTheWay = { timeoutMs: 10 * 60_000, largest: 64 * 1024 * 1024 } as const;

/** The body of a new file as JSON text. Envelopes are base64: nothing in them needs an escape. */
export function newFileBody({ filename, mimetype, size, data }: NewFileInParts): string[] {
  return [`${JSON.stringify({ filename, mimetype, size }).slice(0, -1)},"data":"`, ...data, '"}'];
}

/** The server’s record of a file. */
export const fileShape = v.object({
  file_id: integer,
  filename: v.string(),
  guid,
  size: integerOrZero,
  file_data: v.string(),
  created: integerOrZero,
  mimetype: textOrEmpty,
});
const removal = v.object({ ok: flag, failed: v.fallback(v.array(integer), []) });

/** @param server - with the login of the owner */
export function files(server: Server): Files {
  const at = (fileId: number): string => `/v2/file/${segment(fileId)}`;
  return {
    async create({ filename, data, mimetype, size }) {
      const json = { filename, data, mimetype, size };
      return sealedFile(readShape(server, fileShape, await callPassman(server, { method: 'POST', path: '/v2/file', json, timeoutMs: patientTimeoutMs })));
    },
    async get(fileId, progress = () => undefined) {
      const json = await callPassman(server, { method: 'GET', path: at(fileId), ...contentOnTheWay, progress });
      // Old servers answer with a list, and mean its last entry.
      return sealedFile(readShape(server, fileShape, Array.isArray(json) ? json.at(-1) : json));
    },
    async update(fileId, { filename, data }) {
      await callPassman(server, { method: 'PATCH', path: at(fileId), json: { filename, file_data: data }, timeoutMs: patientTimeoutMs });
    },
    async fill(fileId, data) {
      await callPassman(server, { method: 'PATCH', path: at(fileId), jsonParts: ['{"file_data":"', ...data, '"}'], ...contentOnTheWay });
    },
    async rename(fileId, filename) {
      await callPassman(server, { method: 'PATCH', path: at(fileId), json: { filename } });
    },
    async remove(fileId) {
      await callPassman(server, { method: 'DELETE', path: at(fileId) });
    },
    async removeMany(fileIds) {
      // A list inside a text: a real list is an error to the server.
      const json = { file_ids: JSON.stringify(fileIds) };
      return readShape(server, removal, await callPassman(server, { method: 'POST', path: '/v2/files/delete', json })).failed;
    },
  };
}

/** The server’s record in our words. */
export function sealedFile({ file_id, file_data, ...file }: v.InferOutput<typeof fileShape>): SealedFile {
  return { ...file, fileId: file_id, data: file_data };
}
