/**
 * Runs inside the bench extension's service worker, on the same modules as Latchkey's own: encrypts and decrypts one
 * large file in constant memory and in one piece. The command (`tools/bench/files.ts`) calls it from outside.
 * @module
 */

import { encodeBase64, randomBytes, type Bytes } from '../../../src/core/bytes.ts';
import { createContentKey, openContent, sealContent, tagBytes, type ContentKey } from '../../../src/core/envelopes/e2ee/file-content.ts';
import { gcmOpener, gcmSealer } from '../../../src/core/envelopes/e2ee/gcm-stream.ts';
import { privateFiles, type Growing } from '../../../src/background/folders/temporary-files.ts';

/** `whole`: one call of WebCrypto on a buffer. `stream`: pieces through memory. `file`: from a private file into another, as a download goes. */
export type Way = 'whole' | 'stream' | 'file';
export type Direction = 'encrypt' | 'decrypt';

/** What the command may call. Times are milliseconds. @throws where a result isn't what it should be */
export interface FilesBench {
  /** Writes the plaintext and its ciphertext to private files. */
  prepare: (bytes: number) => Promise<void>;
  run: (direction: Direction, way: Way) => Promise<number>;
}

const files = privateFiles(() => navigator.storage.getDirectory());
const pieceBytes = 1024 * 1024;
const content: ContentKey = createContentKey();
/** Of the ciphertext, which the tag stands for. */
let tag = '';

const bench: FilesBench = { prepare, run };
Object.assign(globalThis, { bench });

async function prepare(bytes: number): Promise<void> {
  const block = new Uint8Array(pieceBytes);
  for (let at = 0; at < pieceBytes; at += 65_536) block.set(randomBytes(65_536), at);
  const [plain, sealed, sealer] = [await files.create('opened', 'plain'), await files.create('sealed', 'sealed'), await gcmSealer(content)];
  for (let at = 0; at < bytes; at += pieceBytes) {
    // No two pieces are alike.
    new DataView(block.buffer).setFloat64(0, at);
    await plain.write(block);
    await sealed.write(await sealer.add(block));
  }
  const last = await sealer.end();
  await sealed.write(last);
  tag = encodeBase64(last.subarray(-tagBytes));
  await plain.commit();
  await sealed.commit();
}

async function run(direction: Direction, way: Way): Promise<number> {
  const source = await files.read(direction === 'encrypt' ? 'opened' : 'sealed', direction === 'encrypt' ? 'plain' : 'sealed');
  if (source === null) throw new Error('not prepared');
  return way === 'whole' ? runWhole(direction, source) : runPieces(direction, source, way);
}

async function runWhole(direction: Direction, source: Blob): Promise<number> {
  const input = new Uint8Array(await source.arrayBuffer());
  const begun = performance.now();
  const output = direction === 'encrypt' ? await sealContent(content, input) : await openContent(content, input);
  const took = performance.now() - begun;
  if (output === null || (direction === 'encrypt' && encodeBase64(output.subarray(-tagBytes)) !== tag)) throw new Error('wrong result');
  return took;
}

async function runPieces(direction: Direction, source: Blob, way: Exclude<Way, 'whole'>): Promise<number> {
  const into = way === 'file' ? await files.create('opened', 'result') : null;
  const stream = direction === 'encrypt' ? await gcmSealer(content) : await gcmOpener(content);
  let busy = 0;
  const timed = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const begun = performance.now();
    const result = await work();
    busy += performance.now() - begun;
    return result;
  };
  const reader = source.stream().getReader() as ReadableStreamDefaultReader<Bytes>;
  const begun = performance.now();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    const { value } = step;
    const out = await timed(() => stream.add(value));
    await into?.write(out);
  }
  const last = await timed(() => stream.end());
  if (last === null || (direction === 'encrypt' && encodeBase64(last.subarray(-tagBytes)) !== tag)) throw new Error('wrong result');
  await finish(into, last);
  return way === 'file' ? performance.now() - begun : busy;
}

async function finish(into: Growing | null, last: Bytes): Promise<void> {
  await into?.write(last);
  await into?.commit();
  await files.remove('opened', 'result');
}
