import { expect, test } from 'vitest';
import { decodeBase64, decodeUtf8, encodeUtf8, type Bytes } from '../bytes.ts';
import { chunkContext, exportRounds, importPassphrase, newHeaderLine, readHeader, sealChunk } from './encrypted-format.ts';

/** As the format's description says, with nothing of ours. */
async function open(line: string, passphrase: string, context: string, header = newHeaderLine()): Promise<unknown> {
  const read = readHeader(header);
  if (!read) throw new Error('This is no header.');
  const bytes = decodeBase64(line) as Bytes;
  const key = await importPassphrase(passphrase, read, 'decrypt');
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, 12), additionalData: encodeUtf8(context) }, key, bytes.slice(12));
  return JSON.parse(decodeUtf8(new Uint8Array(plain)) ?? '') as unknown;
}

test('a chunk is opened by its passphrase, at its place only', async () => {
  const header = newHeaderLine();
  const read = readHeader(header);
  expect(read?.kdf.rounds).toBe(exportRounds);
  const key = await importPassphrase('correct horse', read ?? { kdf: { rounds: 1, salt: new Uint8Array(8) } }, 'encrypt');
  const line = await sealChunk([{ label: 'Büro' }], key, chunkContext(header, 0, true));
  expect(await open(line, 'correct horse', chunkContext(header, 0, true), header)).toEqual([{ label: 'Büro' }]);
  await expect(open(line, 'wrong', chunkContext(header, 0, true), header)).rejects.toThrow();
  await expect(open(line, 'correct horse', chunkContext(header, 1, true), header)).rejects.toThrow();
  await expect(open(line, 'correct horse', chunkContext(header, 0, false), header)).rejects.toThrow();
});
