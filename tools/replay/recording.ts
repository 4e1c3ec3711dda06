/**
 * Recordings of real servers: HTTP exchanges in order, each `{title, request, response}`.
 *
 * They lie beside the repository, in the folder `shared` or wherever `LATCHKEY_SHARED` says, and are not
 * part of it: where they are missing, whoever reads them says so and goes on.
 * @module
 */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Exchange {
  title: string;
  request: { method: string; path: string; headers: Record<string, string>; body?: string | { base64: string } };
  response: { status: number; headers: Record<string, string>; json?: unknown; text?: string; base64?: string };
}

export interface Recording {
  server: string;
  recorded: string;
  exchanges: readonly Exchange[];
}

const beside = fileURLToPath(new URL('../../../shared', import.meta.url));

/** The path of a recording, or undefined where there are none. */
export function recordingPath(name: string): string | undefined {
  const path = join(process.env['LATCHKEY_SHARED'] ?? beside, 'recordings', `${name}.json`);
  return existsSync(path) ? path : undefined;
}

export function readRecording(path: string): Recording {
  return JSON.parse(readFileSync(path, 'utf8')) as Recording;
}
