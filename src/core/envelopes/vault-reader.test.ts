import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { SealedCredential } from '../credential/sealed.ts';
import { encryptedFields } from '../credential/sealed.ts';
import type { Guid } from '../ids.ts';
import { decryptSharedKey, readPrivateKey } from './sharing-keys.ts';
import { checkVaultKey, vaultReader } from './vault-reader.ts';
import { vaultWriter } from './vault-writer.ts';

const key = 'vault key';

function record(fields: Partial<SealedCredential>): SealedCredential {
  const nothing = { description: null, tags: null, email: null, username: null, password: null, url: null, files: null, custom_fields: null, otp: null, compromised: null };
  const rest = { credential_id: 1, guid: 'G' as Guid, user_id: 'alice', vault_id: 1, label: 'x', created: 1, changed: 1, icon: null, renew_interval: 0, expire_time: 0, delete_time: 0, hidden: 0, shared_key: null };
  return { ...nothing, ...rest, ...fields };
}

const seal = async (password: string, plaintext: string): Promise<string> => await vaultWriter(password).seal(plaintext);

describe('reading a vault', () => {
  test('keeps the order of records, and names exactly the fields that were asked for', async () => {
    const records = await Promise.all(['a', 'b', 'c'].map(async (name) => record({ username: await seal(key, `"${name}"`), url: false })));
    expect(await vaultReader(key).open(records, ['username', 'url'])).toEqual(
      ['"a"', '"b"', '"c"'].map((value) => ({ username: { state: 'read', value }, url: { state: 'unreadable', why: 'server' } })),
    );
    expect(await vaultReader(key).open([], ['username'])).toEqual([]);
    expect(await vaultReader(key).open(records, [])).toEqual([{}, {}, {}]);
  });

  test('shows a damaged field as unreadable, and its neighbours all the same', async () => {
    const good = await seal(key, '"good"');
    const [opened] = await vaultReader(key).open([record({ username: good, email: await seal('another', '"x"'), url: good.slice(0, -20), password: good, otp: 'ABC' })], encryptedFields);
    expect(opened).toMatchObject({
      username: { state: 'read', value: '"good"' },
      password: { state: 'read', value: '"good"' },
      email: { state: 'unreadable', why: 'key' },
      url: { state: 'unreadable', why: 'envelope' },
      otp: { state: 'legacy', value: 'ABC' },
      tags: { state: 'read', value: null },
    });
  });

  test('opens a shared item with the key inside its shared key', async () => {
    const shared = '__proto__ <~2Qe0{Z ';
    const item = record({ username: await seal(shared, '"both"'), shared_key: await seal(key, shared) });
    const once = record({ username: await seal(key, '"mine"'), shared_key: '' });
    expect(await vaultReader(key).open([once, item, once], ['username'])).toEqual(
      ['"mine"', '"both"', '"mine"'].map((value) => ({ username: { state: 'read', value } })),
    );
  });

  test.each([
    ['under another key', seal('another', 'shared'), 'key'],
    ['damaged', Promise.resolve('e30='), 'envelope'],
    ['no envelope', Promise.resolve('plain'), 'envelope'],
  ])('says why a shared item cannot be opened: its key is %s', async (_, sharedKey, why) => {
    const item = record({ username: await seal('shared', '"x"'), url: '', shared_key: await sharedKey });
    expect(await vaultReader(key).open([item], ['username', 'url'])).toEqual([{ username: { state: 'unreadable', why }, url: { state: 'read', value: null } }]);
  });

  test('derives one key for each password and salt, also over several readings', async () => {
    const writers = [vaultWriter(key), vaultWriter(key), vaultWriter('shared')] as const;
    const sharedKey = await writers[0].seal('shared');
    const records = await Promise.all(
      writers.flatMap((writer, index) => [1, 2, 3].map(async () => record({ username: await writer.seal('"u"'), url: await writer.seal('"l"'), shared_key: index === 2 ? sharedKey : null }))),
    );
    const reader = vaultReader(key);
    const derived = vi.spyOn(crypto.subtle, 'deriveBits');
    await reader.open(records, ['url', 'username']);
    await reader.open(records, encryptedFields);
    expect(derived).toHaveBeenCalledTimes(3);
  });

  test('pauses between chunks, and reads every one of them', async () => {
    const writer = vaultWriter(key);
    const records = await Promise.all(Array.from({ length: 40 }, async (_, index) => record({ description: await writer.seal('é'.repeat(10_000)), username: await writer.seal(`"${index}"`) })));
    let pauses = 0;
    const reader = vaultReader(key, { pause: () => Promise.resolve(void (pauses += 1)) });
    const openings = await reader.open(records, ['username', 'description']);
    expect(openings.map(({ username }) => username)).toEqual(records.map((_, index) => ({ state: 'read', value: `"${index}"` })));
    expect(openings.every(({ description }) => description?.state === 'read' && description.value === 'é'.repeat(10_000))).toBe(true);
    expect(pauses).toBeGreaterThan(5);
  });
});

describe('checking a vault key', () => {
  test('goes by the challenge first', async () => {
    expect(await checkVaultKey(key, await seal(key, 'null'), [])).toBe('opens');
    expect(await checkVaultKey(key, await seal('other', 'null'), [])).toBe('wrong');
  });

  test.each([false, '', null, 'e30=', 17])('knows nothing from a challenge that is %j', async (challenge) => {
    expect(await checkVaultKey(key, challenge, [])).toBe('unknown');
    expect(await checkVaultKey(key, challenge, [record({ username: false })])).toBe('unknown');
  });

  test('locks nobody out for a foreign challenge, or for items that do not open', async () => {
    const foreign = await seal('other', '"x"');
    const records = [...Array.from({ length: 50 }, () => record({ email: foreign })), record({ email: foreign, password: await seal(key, '"x"') })];
    expect(await checkVaultKey(key, foreign, records)).toBe('opens');
    expect(await checkVaultKey('third', foreign, records)).toBe('wrong');
  });

  test('does not go by what others shared', async () => {
    const item = record({ username: await seal('shared', '"x"'), shared_key: await seal(key, 'shared') });
    expect(await checkVaultKey(key, false, [item])).toBe('unknown');
  });
});

const shared = process.env['LATCHKEY_SHARED'] ?? path.resolve(import.meta.dirname, '../../../../shared');
const recording = path.join(shared, 'recordings/passman.json');
if (!existsSync(recording)) process.stdout.write(`skipped: the recorded vault, because there is no ${recording}\n`);

describe.skipIf(!existsSync(recording))('the recorded vault', () => {
  interface Recording {
    secrets: Record<string, string>;
    exchanges: { title: string; request: { body?: string }; response: { json: unknown } }[];
  }
  const load = (): Recording => JSON.parse(readFileSync(recording, 'utf8')) as Recording;
  const answer = (title: string): unknown => load().exchanges.find((exchange) => exchange.title === title)?.response.json;
  const alice = (): string => load().secrets['alice vault "Personal"']!;

  test('opens in every field but the e-mail of the damaged item', async () => {
    const vault = answer('whole vault with its credentials') as { credentials: SealedCredential[]; private_sharing_key: string };
    const openings = await vaultReader(alice()).open(vault.credentials, encryptedFields);
    const unreadable = openings.flatMap((opened, index) =>
      encryptedFields.filter((field) => opened[field]?.state !== 'read').map((field) => `${vault.credentials[index]!.label}: ${field}`),
    );
    expect(vault.credentials.length).toBeGreaterThan(2);
    expect(unreadable).toEqual(['Damaged item: email']);
    for (const opened of openings) for (const opening of Object.values(opened)) if (opening.state === 'read') expect(() => JSON.parse(opening.value!) as unknown).not.toThrow();
  });

  test('has a challenge that fits its key', async () => {
    const [listed] = answer('the vault is listed now') as { challenge_password: unknown }[];
    expect(await checkVaultKey(alice(), listed?.challenge_password, [])).toBe('opens');
    expect(await checkVaultKey('wrong', listed?.challenge_password, [])).toBe('wrong');
  });

  test('opens an item that is shared, as its owner and as its recipient', async () => {
    const owned = answer('the owner stores the shared key and re-encrypts') as SealedCredential;
    const [opened] = await vaultReader(alice()).open([owned], encryptedFields);
    expect(encryptedFields.map((field) => opened?.[field]?.state)).toEqual(encryptedFields.map(() => 'read'));

    const [accepted] = answer("items shared into bob's vault") as { shared_key: string; credential_data: SealedCredential }[];
    const [sharedKey] = await vaultReader(load().secrets['bob vault "Bob"']!).openValues([accepted?.shared_key]);
    expect(sharedKey).toMatchObject({ state: 'read' });
    const received = await vaultReader((sharedKey as { value: string }).value).open([accepted!.credential_data], ['username', 'password']);
    expect(received[0]).toEqual({ username: opened?.username, password: opened?.password });
  });

  test("opens the shared key of a pending request with bob's private key", async () => {
    const [pending] = answer('bob sees the pending request') as { shared_key: string }[];
    const { request } = load().exchanges.find((exchange) => exchange.title === 'bob stores sharing keys')!;
    const [pem] = await vaultReader(load().secrets['bob vault "Bob"']!).openValues([(JSON.parse(request.body ?? '') as { private_sharing_key: string }).private_sharing_key]);
    const privateKey = readPrivateKey((pem as { value: string }).value);
    expect(decryptSharedKey(privateKey!, pending!.shared_key)).toMatch(/^[ -~]{20,}$/);
  });
});
