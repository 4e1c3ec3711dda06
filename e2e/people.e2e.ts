/**
 * Two people on two servers: one invites, the other accepts, both are contacts; a file and a sealed login follow.
 */
import type { Page } from 'playwright/test';
import type { Cloud } from '../src/demo-server/cloud.ts';
import { fetchByHost } from '../src/demo-server/testing/fetch-by-host.ts';
import { permit, type App } from '../tools/driver/app.ts';
import type { Driven } from '../tools/driver/browser.ts';
import { canary } from '../tools/driver/seed.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { openStandardVault, person } from './standard-vault.ts';

const ben = { userId: 'ben', password: canary('ben-login'), displayName: 'Ben', email: 'ben@mail.example' };
const far = 'cloud.wolke.example';

/** Anna with her vault on one server, Ben on another, both signed in here. */
async function bothSignedIn(cloud: Cloud, app: App): Promise<void> {
  cloud.control.addNeighbour(far, 'contacts', [ben]);
  cloud.control.setPersonality('contacts');
  cloud.control.addUser({ ...person, email: 'anna@mail.example' });
  await openStandardVault(cloud, app);
  await permit(app, `https://${far}`);
  await app.must('signIn', { server: `https://${far}`, loginName: ben.userId, password: ben.password, acceptPlainHttp: false });
}

async function openPeople(driven: Driven): Promise<Page> {
  const page = await driven.page('src/ui/people/index.html');
  await page.getByRole('heading', { name: words('contacts') }).waitFor();
  return page;
}

/** The account whose people are shown. */
async function as(page: Page, who: string): Promise<void> {
  const choice = page.getByLabel(words('whichAccount'), { exact: true });
  const option = choice.locator('option', { hasText: who });
  await choice.selectOption({ label: (await option.textContent()) ?? '' });
  await page.getByRole('heading', { name: words('contacts') }).waitFor();
}

/** What is said at the foot of the page. */
async function expectSaid(page: Page, text: string): Promise<void> {
  await expect(page.locator('.notice')).toContainText(text);
}

async function inviteAndAccept(page: Page): Promise<void> {
  await page.getByRole('button', { name: words('makeInvite') }).click();
  const open = page.getByRole('list', { name: words('openInvites') });
  await open.getByRole('button', { name: new RegExp(words('handOver')) }).click();
  const code = (await page.locator('.hand-over dd').nth(1).textContent()) ?? '';
  await expectNoBarriers(page, 'an invitation to hand over');
  await as(page, far);
  await page.getByLabel(words('pasteInvite')).fill(`Hi Ben, here is my code: ${code}, see you!`);
  const preview = page.getByRole('group', { name: words('inviteFound') });
  await expect(preview).toContainText('cloud.example');
  await expect(preview).toContainText(ben.email);
  await expectNoBarriers(page, 'an invitation before it is accepted');
  await preview.getByRole('button', { name: words('acceptThis') }).click();
  await expectSaid(page, words('inviteAccepted'));
}

test('an invitation makes contacts of both, is good once, and is gone from the list', async ({ cloud, app, driven }) => {
  await bothSignedIn(cloud, app);
  const page = await openPeople(driven);
  await inviteAndAccept(page);
  await expect(page.getByRole('list', { name: words('contacts'), exact: true })).toContainText('anna@cloud.example');
  await as(page, 'cloud.example');
  await expect(page.getByRole('list', { name: words('contacts'), exact: true })).toContainText(`ben@${far}`);
  await expect(page.getByRole('list', { name: words('openInvites') })).toHaveCount(0);
  await expectNoBarriers(page, 'people');
});

test('a contact is removed, and brought back from the notice', async ({ cloud, app, driven }) => {
  await bothSignedIn(cloud, app);
  const page = await openPeople(driven);
  await page.getByRole('button', { name: words('addContact') }).click();
  await page.getByLabel(words('cloudId'), { exact: true }).fill('nonsense');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText(words('noCloudId'));
  await page.getByLabel(words('cloudId'), { exact: true }).fill(`ben@${far}`);
  await page.getByLabel(words('contactName'), { exact: true }).fill('Ben <b>Bold</b>');
  await page.keyboard.press('Enter');
  const contacts = page.getByRole('list', { name: words('contacts'), exact: true });
  await expect(contacts).toContainText('Ben <b>Bold</b>');
  await contacts.getByRole('button', { name: words('removeContactOf', { name: 'Ben <b>Bold</b>' }) }).click();
  await expect(contacts).toHaveCount(0);
  await page.getByRole('button', { name: words('undo'), exact: true }).click();
  await expect(contacts).toContainText('Ben <b>Bold</b>');
});

test('a file is shared, waits, is accepted, given back, and gone', async ({ cloud, app, driven }) => {
  await bothSignedIn(cloud, app);
  await fetchByHost(cloud)('https://cloud.example/remote.php/dav/files/anna/Plan.txt', { method: 'PUT', body: 'the plan', headers: { Authorization: `Basic ${btoa(`${person.userId}:${person.password}`)}` } });
  await app.must('addContact', { account: await accountAt(app, 'cloud.example'), name: 'Ben', email: '', cloudId: `ben@${far}` });
  const page = await openPeople(driven);
  await page.getByRole('button', { name: words('shareFileWith', { name: 'Ben' }) }).click();
  await page.getByRole('button', { name: /Plan\.txt/ }).click();
  await expectNoBarriers(page, 'sharing a file');
  await page.getByRole('button', { name: words('shareThis', { what: 'Plan.txt' }) }).click();
  await expect(page.getByRole('list', { name: words('sharedByMe') })).toContainText('Plan.txt');
  await as(page, far);
  const received = page.getByRole('list', { name: words('sharedWithMe') });
  await received.getByRole('button', { name: words('acceptShareOf', { name: 'Plan.txt' }) }).click();
  await received.getByRole('button', { name: words('giveBackOf', { name: 'Plan.txt' }) }).click();
  await received.getByRole('group').getByRole('button', { name: words('giveBack'), exact: true }).click();
  await expect(received).toHaveCount(0);
  await as(page, 'cloud.example');
  await expect(page.getByRole('list', { name: words('sharedByMe') })).toHaveCount(0);
});

test('a login is sent sealed, and becomes one of whoever has the passphrase', async ({ cloud, app, driven }) => {
  test.setTimeout(90_000);
  await bothSignedIn(cloud, app);
  await app.must('addContact', { account: await accountAt(app, 'cloud.example'), name: 'Ben', email: '', cloudId: `ben@${far}` });
  const page = await openPeople(driven);
  await page.getByRole('button', { name: words('sendLoginTo', { name: 'Ben' }) }).click();
  await page.getByLabel(words('whichLogin')).fill('Corner');
  await page.getByRole('button', { name: /Corner shop/ }).click();
  await page.getByLabel(words('sealedPassphrase')).fill('corn flakes on monday');
  await expectNoBarriers(page, 'sending a login');
  await page.getByRole('button', { name: words('sealAndSend') }).click();
  await expectSaid(page, words('sealedSent', { name: 'Ben' }));
  // Neither server has seen anything of it.
  for (const { content } of cloud.control.fileTree('anna')) {
    const kept = Buffer.from(content, 'base64').toString('latin1');
    for (const secret of [canary('shop-password'), 'Corner shop', 'corn flakes']) expect(kept).not.toContain(secret);
  }
  await as(page, far);
  const received = page.getByRole('list', { name: words('sharedWithMe') });
  await received.getByRole('button', { name: words('acceptShareOf', { name: words('sealedLogin') }) }).click();
  await received.getByRole('button', { name: words('openSealed'), exact: true }).click();
  await page.getByLabel(words('sealedPassphrase')).fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-problem="sealed-file"]')).toBeVisible();
  await page.getByLabel(words('sealedPassphrase')).fill('corn flakes on monday');
  await page.keyboard.press('Enter');
  await expectSaid(page, words('sealedOpened', { label: 'Corner shop' }));
  const found = await app.must('search', { query: 'Corner shop', limit: 10 });
  expect(found.rows.map(({ label }) => label)).toEqual(['Corner shop', 'Corner shop']);
  for (const { id } of found.rows) expect((await app.must('reveal', { credential: id, part: { field: 'password' } })).value).toBe(canary('shop-password'));
});

test('nothing of people is shown while Latchkey is locked', async ({ cloud, app, driven }) => {
  await bothSignedIn(cloud, app);
  const page = await openPeople(driven);
  await app.must('lock', {});
  await expect(page.getByRole('heading', { name: words('locked') })).toBeVisible();
  await expect(page.getByText('anna@cloud.example')).toHaveCount(0);
});

/** The account on a server. */
async function accountAt(app: App, host: string) {
  const found = (await app.must('getState', {})).accounts.find(({ server }) => new URL(server).host === host);
  if (found === undefined) throw new Error(`no account at ${host}`);
  return found.id;
}
