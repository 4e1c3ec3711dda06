/**
 * What a login was before: listed, compared without showing a secret, gone back to, deleted. Its icon outlives all of it.
 */
import { words } from '../tools/driver/words.ts';
import type { App } from '../tools/driver/app.ts';
import { idOf, openVault, signIn } from '../tools/driver/app.ts';
import { canary, sealLogins } from '../tools/driver/seed.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { cloudBase, logins, openStandardVault, person, vaultKey, vaultName } from './standard-vault.ts';

/** A picture of one pixel. */
const icon = { type: 'png', content: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==' };

async function change(app: App, part: Record<string, unknown>): Promise<void> {
  const credential = await idOf(app, 'Corner shop');
  const { vault, form, base } = await app.must('openForm', { credential, vault: null });
  await app.must('saveCredential', { credential, vault, form: { ...form, ...part }, base });
}

test('earlier versions are listed, compared, gone back to, and that is undone', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  await change(app, { password: canary('newer-password') });
  await change(app, { username: 'somebody else', tags: ['food', 'near'] });
  const page = await driven.page('src/ui/vault/index.html');
  await page.getByRole('option', { name: /Corner shop/ }).click();
  await page.getByRole('button', { name: words('earlierVersions'), exact: true }).click();
  const versions = page.locator('.version');
  await expect(versions).toHaveCount(2);
  await expect(versions.nth(0)).toContainText(words('username'));
  await expect(versions.nth(1)).toContainText(words('password'));

  await versions.nth(1).focus();
  await page.keyboard.press('Enter');
  const table = page.getByRole('table');
  await expect(table.getByRole('row', { name: new RegExp(words('username')) })).toContainText('somebody else');
  await expect(page.locator('.comparison')).not.toContainText(canary('newer-password'));
  await page.getByRole('button', { name: words('showThen', { field: words('password') }), exact: true }).click();
  await expect(table).toContainText(logins.shop.password);
  await expectNoBarriers(page, 'comparison with an earlier version', '.detail-pane');

  await page.getByRole('button', { name: words('restoreVersion'), exact: true }).click();
  await expect(versions).toHaveCount(3);
  const credential = await idOf(app, 'Corner shop');
  await expect.poll(async () => (await app.must('reveal', { credential, part: { field: 'password' } })).value).toBe(logins.shop.password);
  await page.getByRole('button', { name: words('undo'), exact: true }).click();
  await expect.poll(async () => (await app.must('reveal', { credential, part: { field: 'password' } })).value).toBe(canary('newer-password'));
  expect(cloud.control.requests().filter(({ path }) => path.includes('skip_revision'))).toEqual([]);
  await page.close();
});

test('an earlier version is deleted, and brought back in time', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  await change(app, { password: 'newer' });
  const page = await driven.page('src/ui/vault/index.html');
  await page.getByRole('option', { name: /Corner shop/ }).click();
  await page.getByRole('button', { name: words('earlierVersions'), exact: true }).click();
  await page.locator('.version').click();
  await page.getByRole('button', { name: words('deleteVersion'), exact: true }).click();
  await expect(page.getByText(words('noEarlierVersions'))).toBeVisible();
  await page.getByRole('button', { name: words('undo'), exact: true }).click();
  await expect(page.locator('.version')).toHaveCount(1);
  await page.close();
});

test('a version that cannot be read is shown as such, and offline says so with a way out', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  await change(app, { password: 'newer' });
  const page = await driven.page('src/ui/vault/index.html');
  await page.getByRole('option', { name: /Corner shop/ }).click();
  cloud.control.addFault({ match: { path: '/revision' }, times: 1, kind: 'status', status: 503 });
  await page.getByRole('button', { name: words('earlierVersions'), exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  cloud.control.changeInstanceSecret();
  await page.getByRole('button', { name: words('tryAgain'), exact: true }).click();
  await expect(page.locator('.version')).toContainText(words('partUnreadable'));
  await page.locator('.version').click();
  await expect(page.locator('.comparison')).toContainText(words('restoreVersionNot'));
  await expect(page.getByRole('button', { name: words('restoreVersion'), exact: true })).toHaveCount(0);
  await page.close();
});

test('an icon outlives an edit, a way back and an attached file', async ({ cloud, app }) => {
  const credentials = (await sealLogins(vaultKey, [logins.shop])).map((sealed) => ({ ...sealed, icon }));
  cloud.control.seedVault({ userId: person.userId, name: vaultName, credentials });
  await signIn(app, { server: cloudBase, loginName: person.userId, password: person.password });
  await openVault(app, vaultName, vaultKey);
  const credential = await idOf(app, 'Corner shop');
  const shown = async () => {
    await app.must('refresh', {});
    return (await app.must('getCredential', { credential })).row.icon;
  };
  const before = await shown();
  expect(before).toMatch(/^data:image\/png;base64,/);
  await change(app, { password: 'newer', username: 'else' });
  expect(await shown()).toBe(before);
  const { revisions: [last] } = await app.must('getRevisions', { credential });
  await app.must('restoreRevision', { credential, revision: last?.revision ?? 0 });
  expect(await shown()).toBe(before);
  const { attaching } = await app.must('beginAttaching', { credential, name: 'a', mimetype: '', size: 3, field: null });
  await app.must('attachPart', { attaching, part: 'AAAA' });
  await app.must('endAttaching', { attaching });
  expect(await shown()).toBe(before);
});
