import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decodeBase64, decodeHex, decodeLatin1, encodeBase64, encodeHex, encodeLatin1 } from '../bytes.ts';
import { vaultReader } from './vault-reader.ts';
import { deriveEnvelopeKey, importPassword } from './vault-keys.ts';
import { sealWith } from './vault-writer.ts';
import vectors from './vectors/passman.json' with { type: 'json' };

async function openOne(password: string, stored: unknown): Promise<unknown> {
  return (await vaultReader(password).openValues([stored]))[0];
}

/** The JSON inside, changed and wrapped again. */
function rewrite(stored: string, change: (envelope: Record<string, unknown>) => unknown): string {
  const envelope = JSON.parse(encodeLatin1(decodeBase64(stored)!)) as Record<string, unknown>;
  return encodeBase64(decodeLatin1(JSON.stringify(change(envelope))));
}

function without(envelope: Record<string, unknown>, ...names: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(envelope).filter(([name]) => !names.includes(name)));
}

const [v1] = vectors.envelopes as [(typeof vectors.envelopes)[number]];

describe.each(vectors.envelopes)('vector $name', ({ password, plaintext, salt, iv, key, stored }) => {
  test('opens to its plaintext', async () => {
    expect(await openOne(password, stored)).toEqual({ state: 'read', value: plaintext });
  });

  test('has its key', async () => {
    expect(encodeHex(await deriveEnvelopeKey(await importPassword(password), decodeHex(salt)!))).toBe(key);
  });

  test('is written byte for byte', async () => {
    expect(await sealWith(password, decodeHex(salt)!, { iv: decodeHex(iv)!, plaintext })).toBe(stored);
  });

  test('stays closed to another password', async () => {
    expect(await openOne(`${password} `, stored)).toEqual({ state: 'unreadable', why: 'key' });
  });
});

describe.each(vectors.lengths)('vector $name, $letters letters', ({ letters, ctStart, tag, sha256 }) => {
  test('is written and opens with the nonce of its length', async () => {
    const plaintext = 'a'.repeat(letters);
    const stored = await sealWith('test', decodeHex(v1.salt)!, { iv: decodeHex(v1.iv)!, plaintext });
    const { ct } = JSON.parse(encodeLatin1(decodeBase64(stored)!)) as { ct: string };
    const hex = encodeHex(decodeBase64(ct)!);
    expect([hex.slice(0, 32), hex.slice(-16), createHash('sha256').update(stored).digest('hex')]).toEqual([ctStart, tag, sha256]);
    expect(await openOne('test', stored)).toEqual({ state: 'read', value: plaintext });
  });
});

describe('what Passman itself keeps as test data', () => {
  test.each(vectors.upstream)('opens: $field', async ({ salt, iv, ct, plaintext }) => {
    const stored = rewrite(v1.stored, (envelope) => ({ ...envelope, salt, iv, ct }));
    expect(await openOne('test', stored)).toEqual({ state: 'read', value: plaintext });
  });
});

describe('what must not open (V10)', () => {
  const flipped = (ct: unknown): string => {
    const bytes = decodeBase64(ct as string)!;
    bytes[bytes.length - 1]! ^= 1;
    return encodeBase64(bytes);
  };
  test.each<[string, unknown, unknown]>([
    ['an envelope of 10,000 iterations', rewrite(v1.stored, (envelope) => ({ ...envelope, iter: 10_000 })), { state: 'unreadable', why: 'envelope' }],
    ['a flipped last byte', rewrite(v1.stored, (envelope) => ({ ...envelope, ct: flipped(envelope['ct']) })), { state: 'unreadable', why: 'key' }],
    ['false', false, { state: 'unreadable', why: 'server' }],
    ['an empty text, which means none', '', { state: 'read', value: null }],
    ['null, which means none', null, { state: 'read', value: null }],
    ['the text null, which means none', 'null', { state: 'read', value: null }],
    ['a missing field, which means none', undefined, { state: 'read', value: null }],
    ['base64 of {}', 'e30=', { state: 'unreadable', why: 'envelope' }],
    ['an envelope without its outer padding, which does open', v1.stored.replace(/=+$/, ''), { state: 'read', value: 'null' }],
  ])('%s', async (_, stored, expected) => {
    expect(await openOne('test', stored)).toEqual(expected);
  });

  test.each<[string, (envelope: Record<string, unknown>) => unknown]>([
    ['iterations beyond all patience', (envelope) => ({ ...envelope, iter: 2 ** 31 })],
    ['iterations as text', (envelope) => ({ ...envelope, iter: '1000' })],
    ['no iterations', (envelope) => without(envelope, 'iter')],
    ['no key size', (envelope) => without(envelope, 'ks')],
    ['another key size', (envelope) => ({ ...envelope, ks: 128 })],
    ['another tag size', (envelope) => ({ ...envelope, ts: 128 })],
    ['another mode', (envelope) => ({ ...envelope, mode: 'ocb2' })],
    ['another cipher', (envelope) => ({ ...envelope, cipher: 'des' })],
    ['associated data', (envelope) => ({ ...envelope, adata: 'AAAA' })],
    ['no iv', (envelope) => without(envelope, 'iv')],
    ['an iv of six bytes', (envelope) => ({ ...envelope, iv: 'AAAAAAAA' })],
    ['an iv of 17 bytes', (envelope) => ({ ...envelope, iv: 'AAAAAAAAAAAAAAAAAAAAAAA' })],
    ['an empty salt', (envelope) => ({ ...envelope, salt: '' })],
    ['no base64 inside', (envelope) => ({ ...envelope, salt: 'A*AA' })],
    ['a ciphertext shorter than its tag', (envelope) => ({ ...envelope, ct: 'AAAAAAAAAA' })],
    ['a number for a ciphertext', (envelope) => ({ ...envelope, ct: 12 })],
    ['a list', (envelope) => [envelope]],
  ])('an envelope with %s', async (_, change) => {
    const opening = await openOne('test', rewrite(v1.stored, change));
    expect(opening).toEqual({ state: 'unreadable', why: 'envelope' });
  });
});

describe('what other clients write', () => {
  test.each<[string, (envelope: Record<string, unknown>) => unknown]>([
    ['members in alphabetical order (Android)', (envelope) => Object.fromEntries(Object.entries(envelope).sort(([a], [b]) => a.localeCompare(b)))],
    ['padding inside (sjcl 1.0.9, Android)', ({ iv, salt, ct, ...envelope }) => ({ iv: `${iv as string}==`, salt: `${salt as string}=`, ct, ...envelope })],
    ['no version, cipher or associated data', (envelope) => without(envelope, 'v', 'cipher', 'adata')],
    ['members that nobody knows', (envelope) => ({ ...envelope, x: 'y', nested: { deep: [1, true, null] }, escaped: 'a"b' })],
  ])('opens with %s', async (_, change) => {
    expect(await openOne('test', rewrite(v1.stored, change))).toEqual({ state: 'read', value: 'null' });
  });

  test('opens with blanks and line ends between members', async () => {
    const spaced = encodeLatin1(decodeBase64(v1.stored)!).replaceAll(/([{},:])/g, ' $1\r\n\t');
    expect(await openOne('test', encodeBase64(decodeLatin1(spaced)))).toEqual({ state: 'read', value: 'null' });
  });

  test('opens with escapes inside the JSON', async () => {
    const escaped = encodeLatin1(decodeBase64(v1.stored)!).replace('"ccm"', '"\\u0063cm"');
    expect(await openOne('test', encodeBase64(decodeLatin1(escaped)))).toEqual({ state: 'read', value: 'null' });
  });
});
