import { describe, expect, test } from 'vitest';
import { concatBytes, decodeBase64, decodeUtf8, encodeHex, encodeUtf8, type Bytes } from '../../bytes.ts';
import vectors from './vectors.json' with { type: 'json' };
import { chunkBytes } from './format.ts';
import { openFile, waysInto } from './open.ts';
import { sealFile } from './seal.ts';

const few = 1000;
const login = { description: { kind: 'credential' as const }, body: encodeUtf8('{"label":"Wi-Fi","password":"corn flakes"}') };
const photo = (size: number) => ({ description: { kind: 'file' as const, name: 'Ausweis ü.jpg', mimetype: 'image/jpeg' }, body: new Uint8Array(size).map((_, at) => at % 251) });

async function keyPair() {
  const pair = await crypto.subtle.generateKey({ name: 'RSA-OAEP', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }, true, ['encrypt', 'decrypt']);
  const spki = await crypto.subtle.exportKey('spki', pair.publicKey);
  return { ...pair, fingerprint: encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-256', spki))) };
}

describe('a sealed file', () => {
  test('opens with its passphrase, and shows nothing without', async () => {
    const file = await sealFile(login, [{ passphrase: 'käse 🧀' }], few);
    expect(await openFile(file, { passphrase: 'käse 🧀' })).toEqual({ content: login });
    expect(decodeUtf8(file.subarray(0, 40))).toMatch(/^\{"format":"latchkey-sealed"/);
    for (const secret of ['corn flakes', 'credential', 'Wi-Fi']) expect(Buffer.from(file).includes(secret)).toBe(false);
  });

  test('opens with the private key of a recipient, and for each of several', async () => {
    const [anna, ben, eve] = await Promise.all([keyPair(), keyPair(), keyPair()]);
    const file = await sealFile(photo(10), [anna, ben].map(({ publicKey: key, fingerprint }) => ({ key, fingerprint })));
    for (const { privateKey: key, fingerprint } of [anna, ben]) expect(await openFile(file, { key, fingerprint })).toEqual({ content: photo(10) });
    expect(await openFile(file, { key: eve.privateKey, fingerprint: eve.fingerprint })).toEqual({ refused: 'not-for-me' });
    expect(await openFile(file, { key: eve.privateKey, fingerprint: anna.fingerprint })).toEqual({ refused: 'not-for-me' });
    expect(await openFile(file, { passphrase: 'x' })).toEqual({ refused: 'not-for-me' });
  });

  test('says which ways in it has', async () => {
    const file = await sealFile(login, [{ passphrase: 'a' }], few);
    expect(waysInto(file)?.map(({ how }) => how)).toEqual(['passphrase']);
    expect(waysInto(encodeUtf8('hello\n'))).toBeNull();
  });

  test.each([0, 1, chunkBytes - 100, chunkBytes, 2 * chunkBytes + 5])('keeps a file of %i bytes', async (size) => {
    const file = await sealFile(photo(size), [{ passphrase: 'a' }], few);
    const opening = await openFile(file, { passphrase: 'a' });
    expect('content' in opening && Buffer.from(opening.content.body).equals(photo(size).body)).toBe(true);
  });

  test('refuses a wrong passphrase', async () => {
    expect(await openFile(await sealFile(login, [{ passphrase: 'a' }], few), { passphrase: 'A' })).toEqual({ refused: 'wrong-passphrase' });
  });

  test.each([
    ['a changed byte', (file: Bytes) => file.with(file.length - 20, (file.at(-20) ?? 0) ^ 1)],
    ['a lost end', (file: Bytes) => file.slice(0, -1)],
    ['a lost last chunk', (file: Bytes) => file.slice(0, file.indexOf(0x0a) + 1 + chunkBytes + 28)],
    ['chunks that changed places', swapped],
    ['something added', (file: Bytes) => concatBytes(file, new Uint8Array(40))],
  ])('refuses %s', async (_, change) => {
    const file = await sealFile(photo(2 * chunkBytes + 5), [{ passphrase: 'a' }], few);
    expect(await openFile(change(file), { passphrase: 'a' })).toEqual({ refused: 'damaged' });
  });

  test('refuses a head that was changed, though its key still opens', async () => {
    const file = await sealFile(login, [{ passphrase: 'a' }, { passphrase: 'b' }], few);
    const line = decodeUtf8(file.subarray(0, file.indexOf(0x0a))) ?? '';
    const head = JSON.parse(line) as { recipients: unknown[] };
    const fewer = encodeUtf8(`${JSON.stringify({ ...head, recipients: head.recipients.slice(0, 1) })}\n`);
    expect(await openFile(concatBytes(fewer, file.subarray(file.indexOf(0x0a) + 1)), { passphrase: 'a' })).toEqual({ refused: 'damaged' });
  });

  test.each(['', 'PK', '{"format":"latchkey-export","version":1}\nabc', '{"format":"latchkey-sealed","version":2,"cipher":"AES-256-GCM","chunk":1048576,"recipients":[]}\n'])('is not %j', async (text) => {
    expect(await openFile(encodeUtf8(text), { passphrase: 'a' })).toEqual({ refused: 'not-sealed' });
  });

  test('does not follow a head that asks for endless work', async () => {
    const file = encodeUtf8(`{"format":"latchkey-sealed","version":1,"cipher":"AES-256-GCM","chunk":1048576,"recipients":[{"how":"passphrase","kdf":{"name":"PBKDF2","hash":"SHA-256","rounds":2000000000,"salt":"AAAAAAAAAAAAAAAAAAAAAA=="},"key":"${'A'.repeat(80)}"}]}\n`);
    expect(await openFile(file, { passphrase: 'a' })).toEqual({ refused: 'not-for-me' });
  });

  test.each(vectors.map((vector) => [vector.title, vector] as const))('opens the vector "%s"', async (_, { file, passphrase, description, body }) => {
    expect(await openFile(decodeBase64(file) ?? new Uint8Array(), { passphrase })).toEqual({ content: { description, body: decodeBase64(body) } });
  });
});

function swapped(file: Bytes): Bytes {
  const start = file.indexOf(0x0a) + 1;
  const size = chunkBytes + 28;
  return concatBytes(file.subarray(0, start), file.subarray(start + size, start + 2 * size), file.subarray(start, start + size), file.subarray(start + 2 * size));
}
