import { createCipheriv } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { concatBytes, decodeHex, encodeHex, randomBytes, type Bytes } from '../../bytes.ts';
import { createContentKey, sealContent, type ContentKey } from './file-content.ts';
import { gcmOpener, gcmSealer } from './gcm-stream.ts';
import { Ghash } from './ghash.ts';

function randomBytesOf(length: number): Bytes {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}

/** At once: an ordinary comparison looks at each byte by itself. */
function expectSame(found: Bytes | null, wanted: Bytes): void {
  expect(found === null ? 'refused' : Buffer.compare(found, wanted)).toBe(0);
}

/** In pieces as a network brings them. */
async function through({ add, end }: { add: (bytes: Uint8Array) => Promise<Bytes>; end: () => Promise<Bytes | null> }, input: Bytes, piece: number): Promise<Bytes | null> {
  const out: Bytes[] = [];
  for (let at = 0; at < input.length; at += piece) out.push(await add(input.subarray(at, at + piece)));
  const last = await end();
  return last && concatBytes(...out, last);
}

const cases = [[0, 7], [1, 7], [15, 16], [16, 16], [17, 5], [1000, 333], [512 * 1024, 65_536], [512 * 1024 + 17, 4096], [3 * 1024 * 1024 + 5, 700_001]] as const;

describe('a file in pieces', () => {
  test.each(cases)('of %i bytes is sealed as in one, and opened, by pieces of %i', async (length, piece) => {
    const [content, plain] = [createContentKey(), randomBytesOf(length)];
    const whole = await sealContent(content, plain);
    expectSame(await through(await gcmSealer(content), plain, piece), whole);
    expectSame(await through(await gcmOpener(content), whole, piece), plain);
  });

  test.each([1, 8, 16, 31])('is opened under a nonce of %i bytes', async (length) => {
    const content: ContentKey = { key: randomBytes(16), nonce: randomBytes(length) };
    const plain = randomBytesOf(700_000);
    const cipher = createCipheriv('aes-128-gcm', content.key, content.nonce);
    const sealed = concatBytes(cipher.update(plain), cipher.final(), cipher.getAuthTag());
    expectSame(await through(await gcmOpener(content), sealed, 100_000), plain);
  });

  test.each([['its first byte', 0], ['its middle', 600_000], ['its tag', 1_000_015]])('is refused where %s was changed', async (_, at) => {
    const content = createContentKey();
    const sealed = await sealContent(content, randomBytesOf(1_000_000));
    sealed[at]! ^= 0x10;
    expect(await through(await gcmOpener(content), sealed, 65_536)).toBeNull();
  });

  test('is refused where it was cut, and where nothing is left of it', async () => {
    const content = createContentKey();
    const sealed = await sealContent(content, randomBytesOf(100_000));
    for (const length of [99_999, 16, 15, 0]) expect(await through(await gcmOpener(content), sealed.slice(0, length), 4096)).toBeNull();
  });
});

test('GHASH is what the standard’s second test case says', () => {
  const ghash = new Ghash(decodeHex('66e94bd4ef8a2c3b884cfa59ca342b2e')!);
  ghash.update(decodeHex('0388dace60b6a392f328c2b971b2fe78')!);
  ghash.updateLengths(0, 128);
  expect(encodeHex(ghash.digest())).toBe('f38cbb1ad69223dcc3457ae5b6b0f885');
});
