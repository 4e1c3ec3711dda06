import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import type { CredentialSeed, VaultSeed } from '../../demo-server/passman/seed.ts';
import { readRecording, recordingPath } from '../../../tools/replay/recording.ts';
import { personWith, type PersonAt } from '../testing/person-at.ts';
import { plain } from '../testing/two-people.ts';

const path = recordingPath('passman');
const ofOthers = path === undefined ? ' (skipped: ../shared/recordings is not here)' : '';
const userId = 'alice';
const vaultKey = 'correct horse battery staple';

/** The records as a real server gave them: the vault as it was listed whole. */
function recorded(): SealedCredential[] {
  const whole = readRecording(path!).exchanges.find(({ title }) => title === 'whole vault with its credentials')!;
  return (whole.response.json as { credentials: SealedCredential[] }).credentials;
}

/** What the server gives to each on its own. */
const numbers = ['credential_id', 'guid', 'vault_id', 'shared_key', 'changed'] as const;
const withoutNumbers = (record: object) => Object.fromEntries(Object.entries(record).filter(([name]) => !(numbers as readonly string[]).includes(name)));

let cloud: Cloud;
beforeEach(async () => { cloud = await startCloud({ users: [{ userId, password: 'pw' }] }); });
afterEach(() => cloud.close());

interface Met { alice: PersonAt; before: SealedCredential[]; sent: Record<string, unknown>[]; idOf: (label: string) => ReturnType<PersonAt['at']>; now: () => Promise<SealedCredential[]> }

/** Alice's vault, and every body that is sent. */
async function open(): Promise<Met> {
  const before = recorded();
  const seed: VaultSeed = { userId, name: 'Personal', credentials: before.map((record) => ({ ...record, hidden: record.hidden === 1 })) as CredentialSeed[] };
  const person = await personWith(cloud, { vaultKey, seed });
  const sent: Record<string, unknown>[] = [];
  const worker = person.worker((url, init) => {
    if (init?.method === 'PATCH') sent.push(JSON.parse(init.body as string) as Record<string, unknown>);
    return fetch(url, init);
  });
  return {
    alice: { ...person, ...worker }, before, sent,
    idOf: (label) => person.at(person.guids[before.findIndex((each) => each.label === label)]),
    now: async () => (await person.client.vaults.get(person.vault.split('/')[1] as never)).credentials,
  };
}

describe.skipIf(path === undefined)(`the recorded vault${ofOthers}`, () => {
  test('comes back byte for byte but for the fields that were changed', async () => {
    const { alice, before, sent, idOf, now } = await open();
    await alice.edit(idOf('Example shop'), { description: 'changed ✓' });
    // Its e-mail is no envelope: nobody can read it, and it is kept as it is.
    await alice.edit(idOf('Damaged item'), { username: 'somebody' });
    await alice.writes.setTrashed({ credentials: [idOf('Bare')], trashed: true });
    await alice.writes.setTrashed({ credentials: [idOf('Bare')], trashed: false });

    expect(sent).toHaveLength(4);
    const changes: Record<string, readonly string[]> = { 'Example shop': ['description'], 'Damaged item': ['username'] };
    for (const body of sent) {
      const was = before.find(({ label }) => label === body['label'])!;
      const differing = [...encryptedFields, 'label', 'icon', 'renew_interval', 'expire_time', 'created', 'user_id'].filter((name) => body[name] !== was[name as keyof SealedCredential]);
      expect([was.label, differing]).toEqual([was.label, changes[was.label] ?? []]);
      expect(body).not.toHaveProperty('skip_revision');
    }
    expect(sent.filter(({ label }) => label === 'Bare').map((body) => Number(body['delete_time']) > 0)).toEqual([true, false]);

    for (const [at, record] of (await now()).entries()) {
      const was = before[at]!;
      const kept = changes[was.label] ?? [];
      expect(withoutNumbers(record)).toEqual({ ...withoutNumbers(was), ...Object.fromEntries(kept.map((name) => [name, record[name as 'username']])) });
    }
    expect(plain(vaultKey, (await now())[1]!.description)).toBe('changed ✓');
  });

  test('is opened, read again and again, and sent nowhere', async () => {
    const { alice, before, sent, now } = await open();
    await alice.sync();
    for (const [at] of before.entries()) await alice.writes.openForm({ credential: alice.at(alice.guids[at]), vault: null });
    await alice.sync();
    expect(sent).toEqual([]);
    expect((await now()).map(withoutNumbers)).toEqual(before.map(withoutNumbers));
  });
});
