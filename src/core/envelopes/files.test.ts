import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import sjcl from 'sjcl';
import { describe, expect, test } from 'vitest';
import { encodeBase64, encodeHex, randomBytes } from '../bytes.ts';
import { expandKey } from './aes.ts';
import { CcmStream } from './ccm-stream.ts';
import { fileSealer } from './file-sealer.ts';
import { deriveEnvelopeKey, importPassword } from './vault-keys.ts';
import { vaultReader } from './vault-reader.ts';
import { sealWith, vaultWriter } from './vault-writer.ts';

const password = 'schlüssel ✓';

async function sealBytes(bytes: Uint8Array, mimetype: string, partBytes: number): Promise<string> {
  const sealer = await vaultWriter(password).sealFile({ mimetype, size: bytes.length });
  let text = '';
  for (let at = 0; at < bytes.length; at += partBytes) text += sealer.add(encodeBase64(bytes.subarray(at, at + partBytes)));
  return text + sealer.end();
}

describe('a file that is sealed in parts', () => {
  test('is byte for byte what one go writes, whatever the parts', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 1, max: 400 }), async (bytes, thirds) => {
      const [salt, iv] = [randomBytes(8), randomBytes(16)];
      const key = await deriveEnvelopeKey(await importPassword(password), salt);
      const sealer = fileSealer(expandKey(key), { salt, iv }, { mimetype: 'text/plain', size: bytes.length });
      let text = '';
      for (let at = 0; at < bytes.length; at += 3 * thirds) text += sealer.add(encodeBase64(bytes.subarray(at, at + 3 * thirds)));
      expect(text + sealer.end()).toBe(await sealWith(password, salt, { iv, plaintext: `data:text/plain;base64,${encodeBase64(bytes)}` }));
    }), { numRuns: 60 });
  });

  test.each([0, 1, 47, 48, 49, 49_133, 49_134, 49_152, 300_000])('of %d bytes is opened by plain sjcl, and by us', async (size) => {
    const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 31) & 255);
    const sealed = await sealBytes(bytes, 'image/png', 3 * 16_384);
    expect(sjcl.decrypt(password, Buffer.from(sealed, 'base64').toString())).toBe(`data:image/png;base64,${encodeBase64(bytes)}`);
    expect(await vaultReader(password).openFile(sealed, null)).toEqual({ state: 'read', bytes });
  });

  test('takes nothing but its own base64', async () => {
    const sealer = await vaultWriter(password).sealFile({ mimetype: 'a/b', size: 6 });
    expect(() => sealer.add('AAA')).toThrow(RangeError);
    const padded = await vaultWriter(password).sealFile({ mimetype: 'a/b', size: 6 });
    expect(() => padded.add('AA==')).toThrow(RangeError);
    const foreign = await vaultWriter(password).sealFile({ mimetype: 'a/b', size: 6 });
    expect(() => foreign.add('AA",')).toThrow(RangeError);
    const short = await vaultWriter(password).sealFile({ mimetype: 'a/b', size: 6 });
    short.add('AAAA');
    expect(() => short.end()).toThrow(RangeError);
  });
});

describe('a file that is opened', () => {
  test('with another key, or with one bit changed, gives nothing', async () => {
    const sealed = await sealBytes(randomBytes(5000), 'a/b', 3000);
    expect(await vaultReader('another').openFile(sealed, null)).toEqual({ state: 'unreadable', why: 'key' });
    const text = Buffer.from(sealed, 'base64').toString();
    const at = text.indexOf('"ct":"') + 2000;
    const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    expect(await vaultReader(password).openFile(Buffer.from(changed).toString('base64'), null)).toEqual({ state: 'unreadable', why: 'key' });
    expect(await vaultReader(password).openFile('no envelope', null)).toEqual({ state: 'unreadable', why: 'envelope' });
  });

  test.each([
    ['data:text/plain,a%20b%zz', 'a b%zz'],
    ['data:;base64,YWI=', 'ab'],
    ['data:text/plain;charset=utf-8;base64,YWI', 'ab'],
    ['plain text, as some scripts store it', 'plain text, as some scripts store it'],
  ])('reads %j', async (text, content) => {
    const opened = await vaultReader(password).openFile(await vaultWriter(password).seal(text), null);
    expect(opened.state === 'read' && new TextDecoder().decode(opened.bytes)).toBe(content);
  });

  test('that is under a shared key opens with that', async () => {
    const sealed = await vaultWriter('shared').seal('data:,x');
    expect(await vaultReader(password).openFile(sealed, 'shared')).toMatchObject({ state: 'read' });
  });

  test('whose base64 is none is unreadable', async () => {
    expect(await vaultReader(password).openFile(await vaultWriter(password).seal('data:a/b;base64,!!'), null)).toEqual({ state: 'unreadable', why: 'envelope' });
  });
});

test.each([2 ** 16 - 1, 2 ** 16, 2 ** 24 - 1, 2 ** 24])('CCM of %d bytes is what OpenSSL makes of it', (length) => {
  const [key, iv] = [randomBytes(32), randomBytes(16)];
  const nonce = iv.subarray(0, 15 - (length < 2 ** 16 ? 2 : length < 2 ** 24 ? 3 : 4));
  const plain = new Uint8Array(length).fill(7);
  const reference = createCipheriv('aes-256-ccm', key, nonce, { authTagLength: 8 });
  const expected = reference.update(plain);
  reference.final();
  const stream = new CcmStream(expandKey(key), iv, length);
  for (let at = 0; at < length; at += 2 ** 20) stream.seal(plain.subarray(at, at + 2 ** 20));
  expect(Buffer.compare(plain, expected)).toBe(0);
  expect(encodeHex(stream.tag())).toBe(reference.getAuthTag().toString('hex'));
});
