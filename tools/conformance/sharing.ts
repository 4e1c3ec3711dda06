/**
 * Sharing between two people, and by link.
 * @module
 */

import { permission } from '../../src/core/credential/rights.ts';
import type { SealedCredential } from '../../src/core/credential/sealed.ts';
import { decryptSharedKey, encryptSharedKey, readPrivateKey, readPublicKey } from '../../src/core/envelopes/sharing-keys.ts';
import { vaultReader } from '../../src/core/envelopes/vault-reader.ts';
import { vaultWriter } from '../../src/core/envelopes/vault-writer.ts';
import { expectRefusal, expectSame, expectThat } from './report.ts';
import { everything, expectOpens, fullCredential, sealAll } from './sealing.ts';
import { makeVault, settleVault, type Person, type TestVault, type World } from './world.ts';

/** Passman's own default for people. Without the right to files, the servers differ in what a change does to them. */
const offered = permission.read + permission.write + permission.files;

/** One credential of the first person's, on its way to the second's vault. */
interface Share {
  owner: Person;
  recipient: Person;
  vault: TestVault;
  target: TestVault;
  /** As the owner sees it; under {@link itemKey}. */
  item: SealedCredential;
  itemKey: string;
}

export async function checkSharing(world: World, vault: TestVault): Promise<void> {
  const { first, second, report } = world;
  report.chapter('Sharing');
  if (second === null) {
    report.skip('sharing between two people', 'no second person was given');
    return;
  }
  const allowed = await report.check('the administrator says what is allowed', () => first.passman.settings());
  if (allowed?.userSharing !== true) {
    report.skip('sharing between two people', 'it is switched off on this server');
    return;
  }
  const share = await prepare(world, second, vault);
  if (share === null) return;
  await checkFindingPeople(world, share);
  if (!(await checkAccepting(world, share))) return;
  await checkReading(world, share);
  await checkPermissions(world, share);
  if (allowed.linkSharing) await checkLink(world, share);
  else report.skip('sharing by link', 'it is switched off on this server');
  await checkUnsharing(world, share);
}

async function prepare({ first, report, cleanup }: World, recipient: Person, vault: TestVault): Promise<Share | null> {
  const target = await report.check(`${recipient.user.userId} has a vault with sharing keys`, async () => {
    const made = await makeVault(recipient, cleanup);
    await settleVault(recipient, made);
    return made;
  });
  if (target === null) return null;
  const itemKey = `k9#V f2<~x]Qe0{ZtB7%a${Math.floor(Date.now() % 10_000)}`;
  const item = await report.check('a credential gets a key of its own, in one step', async () => {
    const made = await first.passman.credentials.create(await fullCredential(vault));
    const resealed = { ...made, ...(await sealAll(vaultWriter(itemKey), everything)) };
    const shared = await first.passman.credentials.replace(resealed, { for: 'share', sharedKey: await vault.writer.seal(itemKey) });
    await expectOpens(vault.key, shared, everything);
    return shared;
  });
  return item === null ? null : { owner: first, recipient, vault, target, item, itemKey };
}

async function checkFindingPeople({ report }: World, { owner, recipient, target }: Share): Promise<void> {
  await report.check('the other person is found by name', async () => {
    const found = await owner.passman.sharing.search(recipient.user.displayName);
    expectThat(found.some(({ userId }) => userId === recipient.user.userId), 'the person is among those found');
  });
  await report.check('the other person’s vaults show their public keys', async () => {
    const found = (await owner.passman.sharing.vaultsOf(recipient.user.userId)).find(({ guid }) => guid === target.guid);
    expectSame(found, { vaultId: target.id, userId: recipient.user.userId, publicSharingKey: target.sharing.publicPem });
  });
}

async function checkAccepting({ report }: World, { owner, recipient, target, item, itemKey }: Share): Promise<boolean> {
  const publicKey = readPublicKey(target.sharing.publicPem);
  const privateKey = readPrivateKey(target.sharing.privatePem);
  const sealedKey = publicKey === null ? null : encryptSharedKey(publicKey, itemKey);
  const order = {
    itemId: item.credential_id, itemGuid: item.guid, permissions: offered,
    vaults: [{ vaultId: target.id, guid: target.guid, userId: recipient.user.userId, key: sealedKey ?? '' }],
  };
  await report.check('access is offered', async () => {
    expectThat((await owner.passman.sharing.share(order)).outcome === 'requested', 'a request is made');
  });
  await report.check('a second offer is told from the first', async () => {
    expectThat((await owner.passman.sharing.share(order)).outcome === 'already-pending', 'the server says that one is pending');
  });
  await report.check('the owner sees it pending', async () => {
    const access = (await owner.passman.sharing.accessesOf(item.guid)).find(({ userId }) => userId === recipient.user.userId);
    expectSame(access, { pending: true, permissions: order.permissions });
  });
  await report.check('the other person sees it, and opens its key', async () => {
    const request = (await recipient.passman.sharing.pending()).find(({ itemGuid }) => itemGuid === item.guid);
    expectSame(request, { toVaultGuid: target.guid, fromUserId: owner.user.userId, permissions: order.permissions, label: item.label });
    expectThat(privateKey !== null && decryptSharedKey(privateKey, request?.sharedKey ?? '') === itemKey, 'the key is the item’s');
  });
  const accepted = await report.check('the other person accepts', async () => {
    await recipient.passman.sharing.accept(item.guid, target.guid, await target.writer.seal(itemKey));
    expectThat(!(await recipient.passman.sharing.pending()).some(({ itemGuid }) => itemGuid === item.guid), 'nothing is pending any more');
    return true;
  });
  await report.check('an offer after that is told apart too', async () => {
    expectThat((await owner.passman.sharing.share(order)).outcome === 'already-shared', 'the server says that it is shared');
  });
  return accepted === true;
}

async function checkReading({ report }: World, { owner, recipient, target, item }: Share): Promise<void> {
  await report.check('the other person reads it with the shared key', async () => {
    const shared = (await recipient.passman.sharing.sharedWithMe(target.guid)).find(({ guid }) => guid === item.guid);
    expectThat(shared !== undefined, 'it is in the vault');
    await expectOpens(target.key, shared, everything);
  });
  await report.check('both see who has access', async () => {
    const [seen] = (await recipient.passman.sharing.accessesIn(target.guid)).filter(({ itemGuid }) => itemGuid === item.guid);
    expectSame(seen, { userId: recipient.user.userId, vaultGuid: target.guid, permissions: offered, pending: false });
    const access = (await owner.passman.sharing.accessesOf(item.guid)).find(({ userId }) => userId === recipient.user.userId);
    expectSame(access, { pending: false });
  });
  await report.check('the recipient’s key is replaced, as for a change of vault key', async () => {
    const [before] = await recipient.passman.sharing.itemsIn(target.guid);
    const [opened] = await vaultReader(target.key).openValues([before?.access.sharedKey]);
    expectThat(opened?.state === 'read' && opened.value !== null, 'the key opens');
    await recipient.passman.sharing.setSharedKey(item.guid, await target.writer.seal(opened.value));
    const [after] = await recipient.passman.sharing.itemsIn(target.guid);
    expectThat(after !== undefined && after.access.sharedKey !== before?.access.sharedKey, 'the envelope is another one');
    await expectOpens(target.key, after.credential, everything);
  });
}

async function checkPermissions({ report }: World, { owner, recipient, vault, target, item, itemKey }: Share): Promise<void> {
  const write = async (text: string): Promise<SealedCredential> => {
    const shared = (await recipient.passman.sharing.sharedWithMe(target.guid)).find(({ guid }) => guid === item.guid);
    expectThat(shared !== undefined, 'it is in the vault');
    return recipient.passman.credentials.replace({ ...shared, password: await vaultWriter(itemKey).seal(JSON.stringify(text)) });
  };
  await report.check('with the right to write, a change reaches the owner', async () => {
    await write('changed by the other');
    await expectOpens(vault.key, await owner.passman.credentials.get(item.guid), { ...everything, password: JSON.stringify('changed by the other') });
  });
  await report.check('the revision names who made it', async () => {
    const [revision] = await owner.passman.revisions.list(item.guid);
    expectThat(revision?.editedBy === recipient.user.userId, 'it names the other person');
  });
  await report.check('the right to write is taken away', async () => {
    expectSame(await owner.passman.sharing.setPermissions(item.guid, recipient.user.userId, permission.read), { permissions: permission.read });
  });
  await report.check('a change is refused now, and told from being signed out', () => expectRefusal(write('not allowed'), 'forbidden'));
  await report.check('the other person can neither read it alone nor delete it', async () => {
    await expectRefusal(recipient.passman.credentials.get(item.guid), 'server-error', 'not-found');
    return expectRefusal(recipient.passman.credentials.remove(item.guid), 'not-found');
  });
}

async function checkLink({ report }: World, { owner, item, itemKey }: Share): Promise<void> {
  const { sharing } = owner.passman;
  await report.check('a link is made', () => {
    const expires = Math.floor(Date.now() / 1000) + 3600;
    return sharing.publish({ itemId: item.credential_id, itemGuid: item.guid, permissions: permission.read, expires, views: 2 });
  });
  await report.check('anybody reads it with the item’s key, once a view', async () => {
    const published = await sharing.readPublished(item.guid);
    expectSame(published.access, { userId: null, views: 1 });
    // The key is in the link itself, not in the record.
    await expectOpens(itemKey, { ...published.credential, shared_key: null }, { username: everything.username, url: everything.url });
  });
}

async function checkUnsharing({ report }: World, { owner, recipient, vault, target, item }: Share): Promise<void> {
  const { sharing, credentials } = owner.passman;
  await report.check('it is taken from the other person', async () => {
    await sharing.unshareFrom(item.guid, recipient.user.userId);
    expectThat(!(await recipient.passman.sharing.sharedWithMe(target.guid)).some(({ guid }) => guid === item.guid), 'it is gone from the vault');
  });
  await report.check('it is taken from everybody, the link too', async () => {
    await sharing.unshare(item.guid);
    expectThat((await sharing.accessesOf(item.guid)).length === 0, 'nobody has access');
    return expectRefusal(sharing.readPublished(item.guid), 'server-error', 'not-found');
  });
  await report.check('the owner puts it back under the vault key', async () => {
    const resealed = { ...(await credentials.get(item.guid)), ...(await sealAll(vault.writer, everything)) };
    const back = await credentials.replace(resealed, { for: 'unshare' });
    expectThat(!back.shared_key, 'it has no key of its own');
    await expectOpens(vault.key, back, everything);
  });
}
