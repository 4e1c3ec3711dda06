import { describe, expect, test } from 'vitest';
import { encodeBase64 } from '../bytes.ts';
import { decryptSharedKey, encryptSharedKey, generateSharingKeys, readPrivateKey, readPublicKey } from './sharing-keys.ts';
import vectors from './vectors/passman.json' with { type: 'json' };

const { privatePem, publicPem, plaintext, ciphertext } = vectors.sharing;

describe('a shared key', () => {
  test('opens as node-forge opens it (V9)', () => {
    expect(decryptSharedKey(readPrivateKey(privatePem)!, ciphertext)).toBe(plaintext);
  });

  test.each(['', ' k ', '~'.repeat(117), 'é\0ÿ'])('comes back from a public key: %j', (text) => {
    const sealed = encryptSharedKey(readPublicKey(publicPem)!, text)!;
    expect(decryptSharedKey(readPrivateKey(privatePem)!, sealed)).toBe(text);
  });

  test.each([['longer than the key carries', 'x'.repeat(118)], ['more than a byte a letter', '€']])('is refused if it is %s', (_, text) => {
    expect(encryptSharedKey(readPublicKey(publicPem)!, text)).toBeNull();
  });

  test.each([
    ['nothing', ''],
    ['no base64', '*'],
    ['too short', ciphertext.slice(4)],
    ['changed', `AA${ciphertext.slice(2)}`],
    ['not below the modulus', encodeBase64(new Uint8Array(128).fill(255))],
  ])('that is %s does not open', (_, sealed) => {
    expect(decryptSharedKey(readPrivateKey(privatePem)!, sealed)).toBeNull();
  });

  test('does not open with padding of another kind', () => {
    // A message of 1 decrypts to a block of zeros that ends in 1.
    const one = encodeBase64(new Uint8Array(128).fill(1, 127));
    expect(decryptSharedKey(readPrivateKey(privatePem)!, one)).toBeNull();
  });
});

describe('sharing keys', () => {
  test('are read with line ends of either kind', () => {
    expect(readPrivateKey(privatePem.replaceAll('\n', '\r\n'))).toEqual(readPrivateKey(privatePem));
  });

  test.each([1024, 2048] as const)('of our own with %i bits work, as PKCS#1 with CRLF', async (bits) => {
    const pair = await generateSharingKeys(bits);
    expect(pair.privatePem).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\r\nMII/);
    expect(pair.publicPem).toMatch(/^-----BEGIN PUBLIC KEY-----\r\nMI/);
    const sealed = encryptSharedKey(readPublicKey(pair.publicPem)!, plaintext)!;
    expect(decryptSharedKey(readPrivateKey(pair.privatePem)!, sealed)).toBe(plaintext);
  });

  test('are read from PKCS#8 too', async () => {
    const pair = await crypto.subtle.generateKey(
      { name: 'RSA-OAEP', hash: 'SHA-256', modulusLength: 1024, publicExponent: Uint8Array.of(1, 0, 1) }, true, ['encrypt', 'decrypt'],
    );
    const pem = `-----BEGIN PRIVATE KEY-----\n${encodeBase64(new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)))}\n-----END PRIVATE KEY-----`;
    expect(readPrivateKey(pem)?.bytes).toBe(128);
  });

  test.each([
    ['empty', ''],
    ['no PEM', 'hello'],
    ['cut off', privatePem.slice(0, 400)],
    ['cut inside', privatePem.replace(/\n.*\n.*\n-----END/, '\n-----END')],
    ['a public key', publicPem],
    ['a length beyond the end', '-----BEGIN RSA PRIVATE KEY-----\nMIT/////AgEA\n-----END RSA PRIVATE KEY-----'],
    ['huge', `-----BEGIN RSA PRIVATE KEY-----\n${'A'.repeat(20_000)}\n-----END RSA PRIVATE KEY-----`],
  ])('that are %s are no private key', (_, pem) => {
    expect(readPrivateKey(pem)).toBeNull();
  });

  test('whose parts do not fit together are refused', () => {
    // One digit of p changed.
    expect(readPrivateKey(privatePem.replace('QQDe9Al46', 'QQDe9Al47'))).toBeNull();
  });

  test('that are private are no public key', () => {
    expect(readPublicKey(privatePem)).toBeNull();
  });
});
