/**
 * The parts of Latchkey that write, as they run in the extension: journal, refresh, sharing with its steps. Two people,
 * each with a browser of their own in memory.
 * @module
 */

import { browserOf, type Browser } from '../../src/background/testing/person-at.ts';
import { emptyForm } from '../../src/core/credential/form.ts';
import { everyRight } from '../../src/core/credential/rights.ts';
import type { SealedCredential } from '../../src/core/credential/sealed.ts';
import { guidOf, type CredentialId } from '../../src/core/ids.ts';
import { expectThat } from './report.ts';
import { expectOpens } from './sealing.ts';
import { makeVault, settleVault, type Person, type TestVault, type World } from './world.ts';

interface User { person: Person; vault: TestVault; browser: Browser }

export async function checkProduct(world: World): Promise<void> {
  const { first, second, report } = world;
  report.chapter('As Latchkey does it');
  const one = await report.check('a vault is opened', () => userOf(world, first));
  if (one === null) return;
  const credential = await checkWriting(world, one);
  const sharing = await first.passman.settings().catch(() => null);
  if (credential === null) return;
  if (second === null || sharing?.userSharing !== true) {
    report.skip('its sharing', second === null ? 'no second person was given' : 'it is switched off on this server');
    return;
  }
  const other = await report.check('the other person opens one too', () => userOf(world, second));
  if (other === null) return;
  await checkSharingSteps(world, { one, other, credential, links: sharing.linkSharing });
}

/** With the app password of the run: none is made that had to be revoked. */
async function userOf(world: World, person: Person): Promise<User> {
  const vault = await makeVault(person, world.cleanup);
  await settleVault(person, vault);
  const { name, password } = person.login;
  return { person, vault, browser: await browserOf({ server: world.options.server, loginName: name, password, fetch: world.fetch }, vault) };
}

async function checkWriting({ report }: World, { person, vault, browser }: User): Promise<CredentialId | null> {
  const onServer = (credential: CredentialId) => person.passman.credentials.get(guidOf(credential));
  const saved = await report.check('a login is saved, and is on the server', async () => {
    const { credential, state } = await browser.writes.save({ credential: null, vault: browser.vault, form: { ...emptyForm, label: labelIn(vault), username: 'älice', password: 'p1', tags: ['büro'] }, base: null });
    expectThat(state === 'saved', 'it was sent at once');
    await expectOpens(vault.key, await onServer(credential), { username: '"älice"', password: '"p1"' });
    return credential;
  });
  if (saved === null) return null;
  await report.check('an edit changes its field and no other, and leaves one version', async () => {
    const before = await onServer(saved);
    expectThat((await browser.edit(saved, { username: 'bob' })).state === 'saved', 'it was sent at once');
    const after = await onServer(saved);
    expectThat(after.password === before.password && after.tags === before.tags && after.username !== before.username, 'the others keep their ciphertext');
    expectThat((await person.passman.revisions.list(after.guid)).length === 1, 'there is one version');
  });
  await report.check('an edit elsewhere meanwhile is merged', async () => {
    const opened = await browser.writes.openForm({ credential: saved, vault: null });
    await person.passman.credentials.replace({ ...(await onServer(saved)), description: await vault.writer.seal('"theirs"') });
    const { merged } = await browser.writes.save({ credential: saved, vault: opened.vault, form: { ...opened.form, email: 'a@b.example' }, base: opened.base });
    expectThat(merged, 'the merge is noticed');
    await expectOpens(vault.key, await onServer(saved), { description: '"theirs"', email: '"a@b.example"' });
  });
  await report.check('it goes to the trash, and comes back', async () => {
    for (const trashed of [true, false]) {
      await browser.writes.setTrashed({ credentials: [saved], trashed });
      expectThat(((await onServer(saved)).delete_time ?? 0) > 0 === trashed, trashed ? 'it is in the trash' : 'it is out of it');
    }
  });
  await report.check('nothing waits, and nothing was made twice', async () => {
    expectThat((await browser.writes.queue()).length === 0, 'the journal is empty');
    expectThat((await person.passman.vaults.get(vault.guid)).credentials.length === 2, 'there are two credentials');
  });
  return saved;
}

interface Sharing { one: User; other: User; credential: CredentialId; links: boolean }

async function checkSharingSteps({ report }: World, { one, other, credential, links }: Sharing): Promise<void> {
  const { sharing } = one.browser.parts;
  const onServer = (): Promise<SealedCredential> => one.person.passman.credentials.get(guidOf(credential));
  const shared = await report.check('it is shared: its own key and its fields in one step', async () => {
    const { people } = await sharing.shareWith({ credential, userId: other.person.user.userId, rights: everyRight, trustNewKeys: false });
    expectThat(people.length === 1 && people[0]?.state === 'offered', 'one person is offered it');
    await expectOpens(one.vault.key, await onServer(), { password: '"p1"' });
    return true;
  });
  if (shared === null) return;
  const theirs = await report.check('the other person accepts, and reads it', () => accept(other, labelIn(one.vault)));
  if (theirs !== null) {
    await report.check('what the other person changes reaches the owner', async () => {
      await other.browser.edit(theirs, { password: 'p2' });
      await one.browser.sync();
      const { password } = await one.browser.vaults.credential(credential);
      expectThat(password.state === 'read' && password.value === 'p2', 'the owner reads it');
    });
  }
  if (links) {
    await report.check('a link is made and withdrawn', async () => {
      expectThat((await sharing.publish({ credential, days: 1, views: 5 })).link !== null, 'there is a link');
      expectThat((await sharing.linkOf(credential)).startsWith(one.person.server.server), 'it leads to this server');
      await one.person.passman.sharing.readPublished(guidOf(credential));
      await sharing.withdraw(credential);
    });
  }
  await report.check('sharing ends: all of it is under the vault’s key again', async () => {
    await sharing.stop(credential);
    const back = await onServer();
    expectThat(!back.shared_key, 'it has no key of its own');
    await expectOpens(one.vault.key, back, { username: '"bob"', description: '"theirs"' });
    await other.browser.sync();
    expectThat(!(await other.person.passman.sharing.sharedWithMe(other.vault.guid)).some(({ guid }) => guid === back.guid), 'the other person has it no longer');
  });
}

/** Another one for each run: the person may have other offers, also of a run that was cut off. */
function labelIn({ id }: TestVault): string {
  return `Läden ${id}`;
}

async function accept({ browser }: User, wanted: string): Promise<CredentialId> {
  const { offers, problems } = await browser.parts.offers.known({ again: true });
  const offer = offers.find(({ label }) => label === wanted);
  expectThat(offer !== undefined, problems[0] === undefined ? 'there is an offer' : `the offers can be read (${problems[0].kind})`);
  const { credential } = await browser.parts.offers.accept({ account: offer.account, request: offer.request, vault: browser.vault });
  const { password } = await browser.vaults.credential(credential);
  expectThat(password.state === 'read' && password.value === 'p1', 'it opens');
  return credential;
}
