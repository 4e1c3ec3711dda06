/**
 * gzip, with an end: a small blob can unpack to anything.
 * @see RFC 1952
 * @module
 */

import { concatBytes, type Bytes } from '../../bytes.ts';

export async function pack(plain: Uint8Array): Promise<Bytes> {
  const packed = await through(new CompressionStream('gzip'), plain, Infinity);
  return packed ?? new Uint8Array();
}

/** Null: not gzip, or larger than `largest` bytes. */
export async function unpack(packed: Uint8Array, largest: number): Promise<Bytes | null> {
  try {
    return await through(new DecompressionStream('gzip'), packed, largest);
  } catch {
    return null;
  }
}

async function through(stream: CompressionStream | DecompressionStream, input: Uint8Array, largest: number): Promise<Bytes | null> {
  const writer = stream.writable.getWriter();
  // What goes wrong there is heard at the other end.
  const written = writer.write(new Uint8Array(input)).then(() => writer.close()).catch(() => undefined);
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader();
  const chunks: Uint8Array[] = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > largest) {
      await reader.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(value);
  }
  await written;
  return concatBytes(...chunks);
}
