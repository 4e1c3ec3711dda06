import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes, decodeBase64, decodeHex, decodeLatin1, decodeUtf8, encodeBase64, encodeHex, encodeLatin1, encodeUtf8, equalBytes, randomBytes } from './bytes.ts';

const anyBytes = fc.uint8Array({ maxLength: 100 });

describe('base64', () => {
  test('is written as everybody writes it, and read with and without padding', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const text = encodeBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect(decodeBase64(text)).toEqual(new Uint8Array(bytes));
        expect(decodeBase64(text.replace(/=+$/, ''))).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  test.each(['A', 'AAAAA', 'AA=', 'AAA==', '=', 'AA==AA==', 'AA AA', 'AAAA\n', 'AA-_', 'ÄÄÄÄ', 'AAAA====', '\0AAA'])('is refused: %j', (text) => {
    expect(decodeBase64(text)).toBeNull();
  });

  test('of a megabyte is no problem', () => {
    const bytes = new Uint8Array(1 << 20).map((_, at) => at * 7);
    expect(equalBytes(decodeBase64(encodeBase64(bytes))!, bytes)).toBe(true);
  });
});

describe('hex', () => {
  test('comes back, in either case', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(decodeHex(encodeHex(bytes))).toEqual(new Uint8Array(bytes));
        expect(decodeHex(encodeHex(bytes).toUpperCase())).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  test.each(['0', '0g', ' 0', '0x'])('is refused: %j', (text) => {
    expect(decodeHex(text)).toBeNull();
  });
});

describe('text', () => {
  test('comes back from UTF-8, a byte order mark included', () => {
    expect(decodeUtf8(encodeUtf8('\ufeffgrün 🔑'))).toBe('\ufeffgrün 🔑');
  });

  test.each([[[0xff]], [[0xc3]], [[0xed, 0xa0, 0x80]], [[0xc0, 0x80]]])('is refused where it is no UTF-8: %j', (bytes) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toBeNull();
  });

  test('comes back from Latin-1, however long', () => {
    const bytes = new Uint8Array(20_000).map((_, at) => at);
    expect(decodeLatin1(encodeLatin1(bytes))).toEqual(bytes);
  });
});

describe('bytes', () => {
  test('are joined in order', () => {
    expect(concatBytes(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3));
  });

  test.each([
    ['the same', [1, 2, 3], [1, 2, 3], true],
    ['different in the first', [0, 2, 3], [1, 2, 3], false],
    ['different in the last', [1, 2, 3], [1, 2, 2], false],
    ['shorter', [1, 2], [1, 2, 3], false],
    ['both empty', [], [], true],
  ])('are compared: %s', (_, a, b, equal) => {
    expect(equalBytes(Uint8Array.from(a), Uint8Array.from(b))).toBe(equal);
  });

  test('that are random differ', () => {
    expect(encodeHex(randomBytes(16))).not.toBe(encodeHex(randomBytes(16)));
  });
});
