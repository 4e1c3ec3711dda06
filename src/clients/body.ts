/**
 * Reads what a server sends as if it meant harm: a limit on size and depth, strict UTF-8, no key that
 * could reach a prototype.
 * @module
 */

import { concatBytes, decodeUtf8 } from '../core/bytes.ts';
import { Failure } from '../core/problem.ts';

const deepest = 64;

export interface Reading { limit: number; progress?: ((bytes: number) => void) | undefined }

/**
 * The body as text, read as a stream so that it stops at the limit.
 *
 * @param reading - `limit`: bytes, after decompression; `progress` is told how many there are
 * @returns null where it isn't UTF-8
 * @throws Failure `bad-answer` when too large, `cut-off` when shorter than announced; whatever the
 *   stream throws
 */
export async function readBody(response: Response, host: string, reading: Reading): Promise<string | null> {
  const { limit } = reading;
  const announced = Number(response.headers.get('Content-Length') ?? Number.NaN);
  if (announced > limit) {
    void response.body?.cancel().catch(() => undefined);
    throw new Failure({ kind: 'bad-answer', host, why: 'too-large' });
  }
  const chunks = await readChunks(response, host, reading);
  const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : concatBytes(...chunks);
  // A compressed body is longer than announced; one that is shorter than its own length was cut.
  if (!response.headers.has('Content-Encoding') && bytes.length < announced) throw new Failure({ kind: 'cut-off', host });
  const text = decodeUtf8(bytes);
  return text?.startsWith('\uFEFF') === true ? text.slice(1) : text;
}

async function readChunks(response: Response, host: string, { limit, progress }: Reading): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  if (response.body === null) return chunks;
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return chunks;
    size += value.length;
    if (size > limit) {
      void reader.cancel().catch(() => undefined);
      throw new Failure({ kind: 'bad-answer', host, why: 'too-large' });
    }
    chunks.push(value);
    progress?.(size);
  }
}

/**
 * Parses JSON that may be hostile. Keys named `__proto__` are dropped, wherever they are.
 *
 * @returns undefined where the text isn't JSON
 * @throws Failure `bad-answer` when nested deeper than 64
 */
export function readHostileJson(text: string, host: string): unknown {
  if (isDeeperThan(text, deepest)) throw new Failure({ kind: 'bad-answer', host, why: 'too-deep' });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  // A key can be spelt with escapes too; looking first keeps the walk off every honest answer.
  if (text.includes('__proto__') || /\\u00(?:5f|70|72|6f|74)/i.test(text)) dropPrototypeKeys(value);
  return value;
}

/** Counts brackets outside of strings, before anything is built from them. */
function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at);
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > limit) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

/** Index of the closing quote; the text's length where there is none. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++;
  return slashes % 2 === 1;
}

function dropPrototypeKeys(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__');
  for (const inner of Object.values(value)) dropPrototypeKeys(inner);
}
