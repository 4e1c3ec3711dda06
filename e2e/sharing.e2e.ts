/**
 * Two people, each with a browser of their own: one shares, the other accepts, may do what was allowed and nothing else.
 */
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { Cloud } from '../src/demo-server/cloud.ts';
import { idOf, openApp, openVault, signIn, type App } from '../tools/driver/app.ts';
import { openBrowser, type Driven } from '../tools/driver/browser.ts';
import { canary } from '../tools/driver/seed.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { cloudBase, openStandardVault, seed } from './standard-vault.ts';

const friend = { userId: 'bruno', password: canary('friend-login'), displayName: 'Bruno' };
const friendKey = canary('friend-key');
const friendVault = 'Bruno’s own';
const vaultPage = 'src/ui/vault/index.html';

let other: Driven;
test.beforeAll(async ({ cloud }) => {
  other = await openBrowser({ extension: process.env['LATCHKEY_EXTENSION'] ?? join(import.meta.dirname, '..', 'dist', 'chrome'), ports: cloud, headless: process.env['HEADED'] === undefined });
  await other.allowHosts();
});
test.afterAll(() => other.close());

/** The second person, signed in with a vault of their own, which gets its sharing keys at the first sync. */
async function openFriend(cloud: Cloud): Promise<App> {
  cloud.control.addUser(friend);
  await seed(cloud, { key: friendKey, name: friendVault, userId: friend.userId, items: [{ label: 'Bike lock', password: canary('bike') }] });
  const app = await openApp(other);
  await signIn(app, { server: cloudBase, loginName: friend.userId, password: friend.password });
  await openVault(app, friendVault, friendKey);
  await app.must('refresh', {});
  return app;
}

async function openSharing(page: Page): Promise<void> {
  await page.getByRole('option', { name: /Corner shop/ }).click();
  await page.getByRole('button', { name: words('sharing'), exact: true }).or(page.getByRole('button', { name: words('sharingOn'), exact: true })).click();
  await page.getByLabel(words('shareWith'), { exact: true }).waitFor();
}

test('a login is shared, accepted, changed by its recipient, and taken back', async ({ cloud, app, driven }) => {
  test.setTimeout(120_000);
  await openStandardVault(cloud, app);
  const theirs = await openFriend(cloud);

  const page = await driven.page(vaultPage);
  await openSharing(page);
  await page.getByLabel(words('shareWith'), { exact: true }).fill('brun');
  await page.keyboard.press('Enter');
  const found = page.getByRole('button', { name: words('shareWithPerson', { who: friend.displayName }) });
  await found.waitFor();
  await expectNoBarriers(page, 'sharing');
  await found.press('Enter');
  await expect(page.getByRole('list', { name: words('sharedWith') })).toContainText(friend.userId);
  await expect(page.getByText(words('offered'))).toBeVisible();

  const inbox = await other.page(vaultPage);
  await theirs.must('refresh', {});
  await inbox.getByRole('button', { name: new RegExp(words('offers')) }).click();
  await expectNoBarriers(inbox, 'sharing');
  await inbox.getByRole('button', { name: words('acceptInto', { vault: friendVault }) }).click();
  await expect(inbox.getByText(words('sharedBy', { who: 'anna' }))).toBeVisible();
  await expect(inbox.getByRole('button', { name: words('duplicate'), exact: true })).toBeVisible();
  // May read only.
  await expect(inbox.getByRole('button', { name: words('edit'), exact: true })).toHaveCount(0);
  const shared = await idOf(theirs, 'Corner shop');
  expect((await theirs.must('reveal', { credential: shared, part: { field: 'password' } })).value).toBe(canary('shop-password'));
  expect(await theirs.ask('setTrashed', { credentials: [shared], trashed: true })).toMatchObject({ ok: false, problem: { kind: 'not-permitted' } });

  await page.getByRole('list', { name: words('sharedWith') }).getByLabel(words('mayWrite'), { exact: true }).check();
  await expect.poll(async () => {
    await theirs.must('refresh', {});
    return (await theirs.must('getCredential', { credential: shared })).access.rights.write;
  }).toBe(true);
  await inbox.getByRole('button', { name: words('edit'), exact: true }).click();
  await inbox.getByLabel(words('username'), { exact: true }).fill('bruno was here');
  await inbox.keyboard.press('Control+s');
  await expect(inbox.getByRole('button', { name: words('undo'), exact: true })).toBeVisible();
  await app.must('refresh', {});
  expect((await app.must('search', { query: 'bruno was here', limit: 5 })).total).toBe(1);

  await page.getByRole('button', { name: words('stopSharing'), exact: true }).click();
  await page.getByRole('group', { name: words('stopSharing') }).getByRole('button', { name: words('stopSharing'), exact: true }).click();
  await expect(page.getByText(words('sharedWithNobody'))).toBeVisible();
  await theirs.must('refresh', {});
  expect((await theirs.must('search', { query: 'corner', limit: 5 })).total).toBe(0);
  const own = await idOf(app, 'Corner shop');
  expect((await app.must('reveal', { credential: own, part: { field: 'password' } })).value).toBe(canary('shop-password'));
  await Promise.all([page.close(), inbox.close()]);
  for (const { id } of (await theirs.must('getState', {})).accounts) await theirs.must('signOut', { account: id });
});

test('an offer is declined', async ({ cloud, app }) => {
  await openStandardVault(cloud, app);
  const theirs = await openFriend(cloud);
  const own = await idOf(app, 'Corner shop');
  await app.must('shareWith', { credential: own, userId: friend.userId, rights: { write: false, files: false, history: false }, trustNewKeys: false });
  await theirs.must('refresh', {});
  const inbox = await other.page(`${vaultPage}#offers`);
  await inbox.getByRole('button', { name: words('decline'), exact: true }).click();
  await expect(inbox.getByText(words('noOffers'), { exact: true })).toBeVisible();
  expect((await app.must('getSharing', { credential: own })).people).toEqual([]);
  await inbox.close();
  for (const { id } of (await theirs.must('getState', {})).accounts) await theirs.must('signOut', { account: id });
});

test('a public link is made, shown, and withdrawn', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page(vaultPage);
  await openSharing(page);
  await page.getByLabel(words('linkWorksFor'), { exact: true }).selectOption({ label: words('linkWeek') });
  await page.getByLabel(words('linkViews'), { exact: true }).selectOption({ label: words('linkViewsUpTo_one', { count: 1 }) });
  const began = Date.now();
  await page.getByRole('button', { name: words('makeLink'), exact: true }).click();
  await page.getByRole('button', { name: words('showLink'), exact: true }).click();
  await expect(page.getByText(`${cloudBase}/index.php/apps/passman/share/public#`)).toBeVisible();
  await expectNoBarriers(page, 'sharing');
  const own = await idOf(app, 'Corner shop');
  const { link } = await app.must('getSharing', { credential: own });
  expect(link?.viewsLeft).toBe(1);
  expect(Math.round((link?.expires ?? 0) - began / 1000) / 86_400).toBeCloseTo(7, 1);
  await page.getByRole('button', { name: words('withdrawLink'), exact: true }).click();
  await expect(page.getByRole('button', { name: words('makeLink'), exact: true })).toBeVisible();
  expect((await app.must('getSharing', { credential: own })).link).toBeNull();
  await page.close();
});
