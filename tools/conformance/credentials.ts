/**
 * Credentials: every field there and back, changes, the trash, the end.
 * @module
 */

import { encryptedFields, type SealedCredential } from '../../src/core/credential/sealed.ts';
import { isGuid } from '../../src/core/ids.ts';
import type { NewCredential } from '../../src/clients/passman/credentials.ts';
import { expectRefusal, expectSame, expectThat } from './report.ts';
import { everything, expectOpens, fullCredential, icon } from './sealing.ts';
import type { TestVault, World } from './world.ts';

/** @returns the credential as it is in the end, or null if there is none to go on with */
export async function checkCredentials(world: World, vault: TestVault): Promise<SealedCredential | null> {
  const { first, report } = world;
  const { credentials, vaults } = first.passman;
  report.chapter('A credential');
  const wanted = await fullCredential(vault);
  const made = await report.check('is made with a value in every field', () => credentials.create(wanted));
  if (made === null) return null;
  await report.check('belongs to us and to the vault', () => {
    expectSame(made, { user_id: first.user.userId, vault_id: vault.id, shared_key: null });
    expectThat(isGuid(made.guid) && made.credential_id > 0, 'it has a guid and a number');
    expectThat(Math.abs(made.created - Date.now() / 1000) < 86_400, 'its time is in seconds, and of today');
  });
  await checkFields(world, vault, { made, wanted });
  await report.check('is in the whole vault, beside the test credential', async () => {
    const { credentials: all, damaged } = await vaults.get(vault.guid);
    expectThat(all.length === 2 && damaged === 0, 'there are two');
    const found = all.find(({ guid }) => guid === made.guid);
    expectSame({ ...found, hidden: Boolean(found?.hidden) }, { ...made, hidden: Boolean(made.hidden) });
  });
  await checkEmptyField(world, made);
  await checkUnknown(world);
  return made;
}

async function checkFields({ first, report }: World, vault: TestVault, { made, wanted }: { made: SealedCredential; wanted: NewCredential }): Promise<void> {
  const read = await report.check('is read alone', () => first.passman.credentials.get(made.guid));
  if (read === null) return;
  for (const name of encryptedFields) {
    await report.check(`${name} comes back as it was sent, and opens`, async () => {
      expectSame(read, { [name]: wanted[name] });
      await expectOpens(vault.key, read, { [name]: everything[name] });
      return `${(wanted[name] || '').length} characters`;
    });
  }
  await report.check('label, icon and times come back as they were sent', () => {
    expectSame({ ...read, hidden: Boolean(read.hidden) }, { label: 'Prüfung <b>&amp; "ß" \\ /', icon, renew_interval: 7_776_000, expire_time: 1_893_456_000, delete_time: 0, hidden: false });
  });
}

async function checkEmptyField({ first, report }: World, made: SealedCredential): Promise<void> {
  const { credentials } = first.passman;
  await report.check('a field stored as nothing at all comes back so', async () => {
    expectSame(await credentials.replace({ ...made, url: '' }, { for: 'key-change' }), { url: '' });
    expectSame(await credentials.replace(made, { for: 'key-change' }), { url: made.url });
  });
}

async function checkUnknown({ first, report }: World): Promise<void> {
  await report.check('an unknown one is refused', () => {
    const unknown = '00000000-0000-4000-8000-000000000000';
    expectThat(isGuid(unknown), 'the guid is well formed');
    // 500 in the versions known; a 404 would be the better answer.
    return expectRefusal(first.passman.credentials.get(unknown), 'server-error', 'not-found');
  });
}

export async function checkChanges({ first, report }: World, vault: TestVault, made: SealedCredential): Promise<void> {
  const { credentials, revisions } = first.passman;
  report.chapter('Changing a credential');
  const password = JSON.stringify('another ✓');
  const changed = await report.check('is replaced', async () => {
    const sent = { ...made, label: 'Another label', password: await vault.writer.seal(password) };
    const answer = await credentials.replace(sent);
    expectSame(answer, { ...sent, changed: answer.changed });
    expectThat(answer.changed >= made.changed, 'the time of change moves on');
    return answer;
  });
  if (changed === null) return;
  await report.check('opens with the change, and keeps the icon that was sent back', async () => {
    const read = await credentials.get(made.guid);
    await expectOpens(vault.key, read, { ...everything, password });
    expectSame(read, { icon });
  });
  await checkRevisions({ first, report }, vault, made);
  await report.check('a change of key leaves no revision', async () => {
    const before = (await revisions.list(made.guid)).length;
    await credentials.replace(changed, { for: 'key-change' });
    expectThat((await revisions.list(made.guid)).length === before, 'there are as many as before');
  });
  await report.check('goes to the trash', async () => {
    const now = Math.floor(Date.now() / 1000);
    expectSame(await credentials.replace({ ...changed, delete_time: now }), { delete_time: now, expire_time: made.expire_time });
  });
  await report.check('comes back from the trash unharmed', async () => {
    expectSame(await credentials.replace({ ...changed, delete_time: 0 }), { delete_time: 0, expire_time: made.expire_time, icon });
    await expectOpens(vault.key, await credentials.get(made.guid), { ...everything, password });
  });
}

async function checkRevisions({ first, report }: Pick<World, 'first' | 'report'>, vault: TestVault, made: SealedCredential): Promise<void> {
  const { credentials, revisions } = first.passman;
  const found = await report.check('leaves one revision, which opens as it was before', async () => {
    const [revision, ...more] = await revisions.list(made.guid);
    expectThat(revision !== undefined && more.length === 0, 'there is one');
    expectThat(revision.editedBy === first.user.userId, 'it names us');
    await expectOpens(vault.key, revision.credential, everything);
    return revision;
  });
  if (found === null) return;
  await report.check('going back to it writes the old ciphertext, keeps the icon, and leaves a revision', async () => {
    const now = await credentials.get(made.guid);
    const { label, password } = found.credential;
    await credentials.replace({ ...now, label, password });
    const back = await credentials.get(made.guid);
    expectSame(back, { label: made.label, password: made.password, icon });
    const [, latest, ...more] = await revisions.list(made.guid);
    expectThat(latest !== undefined && more.length === 0, 'there are two');
    await revisions.remove(made.guid, latest.revisionId);
    await credentials.replace(now, { for: 'key-change' });
  });
  await report.check('a revision is rewritten, as for a change of key', async () => {
    const username = JSON.stringify('rewritten ✓');
    await revisions.rewrite(made.guid, found.revisionId, { ...found.credential, username: await vault.writer.seal(username) });
    const [revision] = await revisions.list(made.guid);
    expectThat(revision !== undefined, 'it is still there');
    await expectOpens(vault.key, revision.credential, { ...everything, username });
  });
  await report.check('a revision is deleted', async () => {
    await revisions.remove(made.guid, found.revisionId);
    expectThat((await revisions.list(made.guid)).length === 0, 'there is none left');
  });
}

export async function checkRemoval({ first, report }: World, made: SealedCredential): Promise<void> {
  const { credentials } = first.passman;
  report.chapter('The end of a credential');
  await report.check('is deleted, and the answer is what was deleted', async () => {
    expectSame(await credentials.remove(made.guid), { guid: made.guid, credential_id: made.credential_id });
  });
  await report.check('cannot be deleted twice', () => expectRefusal(credentials.remove(made.guid), 'not-found'));
  await report.check('cannot be read afterwards', () => expectRefusal(credentials.get(made.guid), 'server-error', 'not-found'));
}
