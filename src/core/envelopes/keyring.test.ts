import { describe, expect, test } from 'vitest';
import { Failure } from '../problem.ts';
import type { WrappedKey } from './keyring.ts';
import { createDataKey, importDataKey, keyringRounds, openBytes, openJson, sealBytes, sealJson, unwrapDataKey, wrapDataKey } from './keyring.ts';

const few = 1000;
const password = 'unlock me, p\u00e4ss';

describe('a wrapped data key', () => {
  test('opens with its password', async () => {
    const dataKey = createDataKey();
    const wrapped = await wrapDataKey(dataKey, password, few);
    expect(await unwrapDataKey(JSON.parse(JSON.stringify(wrapped)) as WrappedKey, password, [few])).toEqual(dataKey);
  });

  test('takes 600,000 rounds unless told otherwise', async () => {
    const dataKey = createDataKey();
    const wrapped = await wrapDataKey(dataKey, password);
    expect(wrapped).toMatchObject({ v: 1, kdf: 'PBKDF2-SHA-256', rounds: 600_000 });
    expect(await unwrapDataKey(wrapped, password)).toEqual(dataKey);
    expect(keyringRounds).toBe(600_000);
  });

  test.each(['', 'unlock me', `${password} `, 'unlock me, pa\u0308ss'])('stays closed to another password: %j', async (wrong) => {
    const wrapped = await wrapDataKey(createDataKey(), password, few);
    expect(await unwrapDataKey(wrapped, wrong, [few])).toBeNull();
  });

  test('never has the same salt or bytes twice', async () => {
    const dataKey = createDataKey();
    const [a, b] = await Promise.all([wrapDataKey(dataKey, password, few), wrapDataKey(dataKey, password, few)]);
    expect(a.salt).not.toBe(b.salt);
    expect(a.sealed).not.toBe(b.sealed);
  });

  test.each<[string, (wrapped: WrappedKey) => unknown]>([
    ['nothing', () => null],
    ['a text', () => 'x'],
    ['another version', (wrapped) => ({ ...wrapped, v: 2 })],
    ['another function', (wrapped) => ({ ...wrapped, kdf: 'none' })],
    ['fewer rounds', (wrapped) => ({ ...wrapped, rounds: 1 })],
    ['endless rounds', (wrapped) => ({ ...wrapped, rounds: 2 ** 31 })],
    ['rounds as text', (wrapped) => ({ ...wrapped, rounds: String(few) })],
    ['a short salt', (wrapped) => ({ ...wrapped, salt: 'AAAA' })],
    ['no base64', (wrapped) => ({ ...wrapped, sealed: '\u00e4' })],
    ['a cut end', (wrapped) => ({ ...wrapped, sealed: wrapped.sealed.slice(0, -4) })],
  ])('with %s is reported as damaged', async (_, damage) => {
    const damaged = damage(await wrapDataKey(createDataKey(), password, few)) as WrappedKey;
    await expect(unwrapDataKey(damaged, password, [few])).rejects.toEqual(new Failure({ kind: 'damaged-keyring' }));
  });

  test('refuses a count of rounds that was not used for it', async () => {
    const wrapped = await wrapDataKey(createDataKey(), password, few);
    expect(await unwrapDataKey({ ...wrapped, rounds: few + 1 }, password, [few, few + 1])).toBeNull();
  });
});

describe('a sealed blob', () => {
  test('opens to what was sealed, in its own place only', async () => {
    const key = await importDataKey(createDataKey());
    const sealed = await sealJson(key, { a: [1, 'ü', null] }, 'index/1');
    expect(await openJson(key, sealed, 'index/1')).toEqual({ a: [1, 'ü', null] });
    expect(await openJson(key, sealed, 'index/2')).toBeNull();
  });

  test('stays closed to another key, and to any change', async () => {
    const key = await importDataKey(createDataKey());
    const sealed = await sealBytes(key, Uint8Array.of(1, 2, 3), 'x');
    expect(await openBytes(await importDataKey(createDataKey()), sealed, 'x')).toBeNull();
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await openBytes(key, changed, 'x')).toBeNull();
      expect(await openBytes(key, sealed.slice(0, at), 'x')).toBeNull();
    }
  });

  test('that holds no JSON opens as nothing', async () => {
    const key = await importDataKey(createDataKey());
    expect(await openJson(key, await sealBytes(key, Uint8Array.of(0xff), 'x'), 'x')).toBeNull();
    expect(await openJson(key, await sealBytes(key, Uint8Array.of(0x7b), 'x'), 'x')).toBeNull();
  });

  test('is under a key that cannot be taken out again', async () => {
    const key = await importDataKey(createDataKey());
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });
});
