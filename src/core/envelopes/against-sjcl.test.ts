import fc from 'fast-check';
import sjcl from 'sjcl';
import { describe, expect, test } from 'vitest';
import { decodeBase64, decodeLatin1, encodeBase64, encodeHex, encodeLatin1, encodeUtf8, randomBytes } from '../bytes.ts';
import { encryptBlock, expandKey } from './aes.ts';
import { vaultReader } from './vault-reader.ts';
import { deriveEnvelopeKey, importPassword } from './vault-keys.ts';
import { vaultWriter } from './vault-writer.ts';

const hexBits = (bytes: Uint8Array): sjcl.BitArray => sjcl.codec.hex.toBits(encodeHex(bytes));
const bytes = (length: number | { minLength: number; maxLength: number }): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array(typeof length === 'number' ? { minLength: length, maxLength: length } : length);
const plaintexts = fc.string({ unit: 'grapheme', maxLength: 200 });
const few = { numRuns: 100 };

interface Written {
  password: string;
  salt: Uint8Array;
  iv: Uint8Array;
  plaintext: string;
}

/** As sjcl.encrypt writes it, but for the key: sjcl's own cache of them is what we must not use. */
async function sjclSeal({ password, salt, iv, plaintext }: Written): Promise<string> {
  const key = await deriveEnvelopeKey(await importPassword(password), new Uint8Array(salt));
  const ct = sjcl.mode.ccm.encrypt(new sjcl.cipher.aes(hexBits(key)), hexBits(encodeUtf8(plaintext)), hexBits(iv), [], 64);
  const json = { iv: encodeBase64(iv), v: 1, iter: 1000, ks: 256, ts: 64, mode: 'ccm', adata: '', cipher: 'aes', salt: encodeBase64(salt), ct: sjcl.codec.base64.fromBits(ct) };
  return encodeBase64(decodeLatin1(JSON.stringify(json)));
}

/** The whole of sjcl, with the key that it derives itself (uncached). */
function sjclOpen(password: string, stored: string): string {
  const { iv, salt, ct } = JSON.parse(encodeLatin1(decodeBase64(stored)!)) as Record<'iv' | 'salt' | 'ct', string>;
  const key = sjcl.misc.pbkdf2(password, sjcl.codec.base64.toBits(salt), 1000, 256);
  const plain = sjcl.mode.ccm.decrypt(new sjcl.cipher.aes(key), sjcl.codec.base64.toBits(ct), sjcl.codec.base64.toBits(iv), [], 64);
  return sjcl.codec.utf8String.fromBits(plain);
}

async function openOne(password: string, stored: unknown): Promise<unknown> {
  return (await vaultReader(password).openValues([stored]))[0];
}

test('a block is encrypted as sjcl does', () => {
  fc.assert(
    fc.property(bytes(32), bytes(16), (key, block) => {
      const words = Int32Array.from(hexBits(block) as unknown as number[]);
      encryptBlock(expandKey(key), words);
      expect([...words]).toEqual(new sjcl.cipher.aes(hexBits(key)).encrypt(hexBits(block) as unknown as number[]).map((word) => word | 0));
    }),
  );
});

describe('an envelope', () => {
  test('that sjcl wrote opens, with any iv and salt that it takes', async () => {
    const written = fc.record({ password: fc.string({ unit: 'grapheme', maxLength: 100 }), salt: bytes({ minLength: 1, maxLength: 24 }), iv: bytes({ minLength: 7, maxLength: 16 }), plaintext: plaintexts });
    await fc.assert(
      fc.asyncProperty(written, async (message) => {
        expect(await openOne(message.password, await sjclSeal(message))).toEqual({ state: 'read', value: message.plaintext });
      }),
      few,
    );
  });

  test('that we wrote opens in sjcl', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 100 }), plaintexts, async (password, plaintext) => {
        expect(sjclOpen(password, await vaultWriter(password).seal(plaintext))).toBe(plaintext);
      }),
      { numRuns: 20 },
    );
  });

  test.each([0, 1, 15, 16, 17, 31, 32, 33, 65_519, 65_535, 65_536, 65_537, 70_000])('of %i bytes passes both ways', async (length) => {
    const plaintext = 'x'.repeat(length);
    const stored = await vaultWriter('pass').seal(plaintext);
    expect(sjclOpen('pass', stored) === plaintext).toBe(true);
    for (const ivLength of [12, 13, 16]) {
      const opening = await openOne('pass', await sjclSeal({ password: 'pass', salt: randomBytes(12), iv: randomBytes(ivLength), plaintext }));
      expect(opening).toEqual({ state: 'read', value: plaintext });
    }
  });

  test('with any one byte changed opens to the same text or not at all, and never throws', async () => {
    const stored = await vaultWriter('pass').seal('"something of a secret"');
    const json = decodeBase64(stored)!;
    const reader = vaultReader('pass');
    const damaged = Array.from({ length: 8 * json.length }, (_, bit) => {
      const changed = json.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      return encodeBase64(changed);
    });
    for (const opening of await reader.openValues(damaged)) {
      if (opening.state === 'read') expect(opening.value).toBe('"something of a secret"');
    }
  });

  test('of random text never throws, and reads nothing', async () => {
    const anything = fc.oneof(fc.string(), fc.base64String(), fc.jsonValue(), fc.object().map((object) => btoa(encodeURIComponent(JSON.stringify(object)))));
    await fc.assert(
      fc.asyncProperty(fc.array(anything), async (stored) => {
        const openings = await vaultReader('pass').openValues(stored);
        expect(openings).toHaveLength(stored.length);
        for (const opening of openings) if (opening.state === 'read') expect(opening.value).toBeNull();
      }),
    );
  });

  test('under the key __proto__ is nothing special', async () => {
    const stored = await vaultWriter('__proto__').seal('"x"');
    expect(await openOne('__proto__', stored)).toEqual({ state: 'read', value: '"x"' });
    expect(await openOne('constructor', stored)).toEqual({ state: 'unreadable', why: 'key' });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
