/**
 * A throw-away vault, from its making to its listing; and its end.
 * @module
 */

import { checkVaultKey, vaultReader } from '../../src/core/envelopes/vault-reader.ts';
import { isGuid } from '../../src/core/ids.ts';
import { expectRefusal, expectSame, expectThat } from './report.ts';
import { testCredential } from './sealing.ts';
import { makeVault, type TestVault, type World } from './world.ts';

/** @returns null if there is no vault to go on with */
export async function checkNewVault(world: World): Promise<TestVault | null> {
  const { first, report, cleanup } = world;
  const { vaults } = first.passman;
  report.chapter('Passman');
  await report.check('says its version', async () => (await first.passman.version()) ?? 'it does not; some versions do not');
  await report.check('says what its administrator allows', async () => {
    const { userSharing, linkSharing } = await first.passman.settings();
    return `sharing with people ${userSharing ? 'on' : 'off'}, by link ${linkSharing ? 'on' : 'off'}`;
  });
  await report.check('lists the vaults', async () => `${(await vaults.list()).length} before`);

  report.chapter('A vault');
  const vault = await report.check('is made', () => makeVault(first, cleanup));
  if (vault === null) return null;
  await report.check('is not listed while it is empty', async () => {
    expectThat(!(await vaults.list()).some(({ guid }) => guid === vault.guid), 'the list leaves it out');
  });
  await report.check('is read while it is empty', async () => {
    const { credentials, damaged, ...detail } = await vaults.get(vault.guid);
    expectThat(credentials.length === 0 && damaged === 0, 'there are no credentials');
    expectSame(detail, { vaultId: vault.id, name: vault.name, privateSharingKey: null, publicSharingKey: null });
  });
  await report.check('takes the hidden test credential of official clients', async () => {
    const wanted = await testCredential(vault);
    const made = await first.passman.credentials.create(wanted);
    // A number or a truth value, as the database keeps it.
    expectSame({ ...made, hidden: Boolean(made.hidden) }, { ...wanted, hidden: true });
  });
  await checkSharingKeys(world, vault);
  await checkListing(world, vault);
  return vault;
}

async function checkSharingKeys({ first, report }: World, vault: TestVault): Promise<void> {
  const { vaults } = first.passman;
  await report.check('takes sharing keys, the private one sealed', async () => {
    await vaults.storeSharingKeys(vault.guid, { privateKey: await vault.writer.seal(vault.sharing.privatePem), publicKey: vault.sharing.publicPem });
    const { publicSharingKey, privateSharingKey, sharingKeysGenerated } = await vaults.get(vault.guid);
    expectThat(publicSharingKey === vault.sharing.publicPem, 'the public key comes back as it was');
    expectThat(sharingKeysGenerated !== null, 'the time is kept');
    const [opened] = await vaultReader(vault.key).openValues([privateSharingKey]);
    expectThat(opened?.state === 'read' && opened.value === vault.sharing.privatePem, 'the private key opens with the vault key');
  });
}

async function checkListing({ first, report }: World, vault: TestVault): Promise<void> {
  const { vaults } = first.passman;
  await report.check('is listed now', async () => {
    const listed = (await vaults.list()).find(({ guid }) => guid === vault.guid);
    expectSame(listed, { vaultId: vault.id, name: vault.name, publicSharingKey: vault.sharing.publicPem, deletionRequested: false });
  });
  await report.check('its challenge opens with its key and with no other, at each call', async () => {
    const { credentials } = await vaults.get(vault.guid);
    for (let call = 0; call < 3; call++) {
      const challenge = (await vaults.list()).find(({ guid }) => guid === vault.guid)?.challenge;
      expectThat((await checkVaultKey(vault.key, challenge, credentials)) === 'opens', 'the key is taken');
      expectThat((await checkVaultKey(`${vault.key} `, challenge, credentials)) === 'wrong', 'another key is not');
    }
  });
}

/** Renamed, given settings. */
export async function checkVaultChanges({ first, report }: World, vault: TestVault): Promise<void> {
  const { vaults } = first.passman;
  report.chapter('Changing the vault');
  await report.check('is renamed, and keeps the rest', async () => {
    const before = await vaults.get(vault.guid);
    await vaults.update(vault.guid, { name: `${vault.name} ✓` });
    const after = await vaults.get(vault.guid);
    expectSame(after, { vaultId: vault.id, name: `${vault.name} ✓`, publicSharingKey: before.publicSharingKey, privateSharingKey: before.privateSharingKey });
    expectThat(after.credentials.length === before.credentials.length, 'no credential is lost');
  });
  await report.check('keeps settings', async () => {
    const settings = btoa(JSON.stringify({ pwSettings: { length: 20 } }));
    await vaults.update(vault.guid, { settings });
    expectSame(await vaults.get(vault.guid), { settings, name: `${vault.name} ✓` });
  });
  await report.check('an unknown vault is told from other trouble', () => {
    const unknown = '00000000-0000-4000-8000-000000000000';
    expectThat(isGuid(unknown), 'the guid is well formed');
    return expectRefusal(vaults.get(unknown), 'not-found');
  });
}

export async function checkVaultRemoval({ first, report }: World, vault: TestVault): Promise<void> {
  const { vaults } = first.passman;
  report.chapter('The end of the vault');
  await report.check('is removed with all its credentials', async () => {
    const { ok, failed } = await vaults.remove(vault.guid);
    vault.isGone();
    expectThat(ok && failed.length === 0, 'the server reports no failure');
  });
  await report.check('cannot be read afterwards', () => expectRefusal(vaults.get(vault.guid), 'not-found'));
  await report.check('cannot be removed twice', () => expectRefusal(vaults.remove(vault.guid), 'not-found'));
  await report.check('is not listed any more', async () => {
    expectThat(!(await vaults.list()).some(({ guid }) => guid === vault.guid), 'the list leaves it out');
  });
}
