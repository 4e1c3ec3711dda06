/**
 * Signing in as an app of the server, through AppAPI: what it takes, and that nothing else proves who asks then.
 */
import type { Page } from 'playwright/test';
import type { Cloud } from '../src/demo-server/cloud.ts';
import type { Driven } from '../tools/driver/browser.ts';
import { optionsPage, problemOn, typeAddress, typeVaultKey } from '../tools/driver/set-up.ts';
import { readStorage } from '../tools/driver/traces.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { fillFromPopup } from './filling.ts';
import { expect, test } from './fixtures.ts';
import { canariesIn, cloudAddress, logins, person, seed, vaultKey, vaultName } from './standard-vault.ts';

const button = (page: Page, key: string) => page.getByRole('button', { name: words(key), exact: true });

/** To where the commands are, with every warning ticked. */
async function toCommands(driven: Driven): Promise<Page> {
  const options = await driven.page(optionsPage);
  await typeAddress(options, cloudAddress);
  await button(options, 'exAppChoose').click();
  const go = button(options, 'exAppGoOn');
  await expect(go).toHaveAttribute('aria-disabled', 'true');
  await expectNoBarriers(options, 'the warnings', 'main');
  for (const warning of await options.getByRole('checkbox').all()) await warning.check();
  await go.click();
  return options;
}

/** What an administrator does with the command that is copied. @returns the secret in it */
async function register(options: Page, cloud: Cloud): Promise<string> {
  await options.bringToFront();
  // The browser is shared: an earlier test's command may still be there.
  await options.evaluate(() => navigator.clipboard.writeText(''));
  await options.getByRole('button', { name: words('copyNamed', { name: words('exAppRegister') }) }).click();
  const command = async () => options.evaluate(() => navigator.clipboard.readText());
  await expect.poll(command).toContain('app_api:app:register');
  const [, info = ''] = /--json-info '([^']+)'/.exec(await command()) ?? [];
  const { id, version, secret } = JSON.parse(info) as { id: string; version: string; secret: string };
  expect(await options.locator('main').textContent()).not.toContain(secret);
  cloud.control.appApi().register({ id, version, secret });
  return secret;
}

async function check(options: Page, userId: string): Promise<void> {
  await options.getByLabel(words('exAppUser'), { exact: true }).fill(userId);
  await button(options, 'exAppCheck').click();
}

test('signs in by commands that an administrator runs; the vault opens, a login is filled, folders are reached, and only the app proves it', async ({ cloud, driven, app, visit, popupOver, fresh }) => {
  await seed(cloud);
  await driven.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  let options = await toCommands(driven);
  await expectNoBarriers(options, 'the commands', 'main');
  const secret = await register(options, cloud);
  // The page may be closed while it is registered: it is the same app afterwards.
  await options.close();
  options = await toCommands(driven);
  cloud.control.clearRequests();
  await check(options, person.userId);
  await expect(options.getByText(words('signedInAs', { name: person.displayName, host: cloudAddress }))).toBeVisible();
  await typeVaultKey(options, { name: vaultName, vaultKey });
  await button(options, 'finish').click();
  await expect(options.getByRole('note')).toContainText(words('exAppOpensAll'));
  await expectNoBarriers(options, 'an account as an app', 'main');

  const shop = await visit('https://shop.example/login');
  expect(await fillFromPopup(shop, popupOver)).toBe('filled');
  await expect(shop.getByLabel('Password')).toHaveValue(logins.shop.password);
  const account = (await app.must('getState', {})).accounts[0]?.id ?? '' as never;
  await app.must('getEncryption', { account });
  await app.must('browseFolders', { account, path: [] });

  const asked = cloud.control.requests().filter(({ host }) => host === cloudAddress);
  expect(asked.filter(({ authorization, cookie }) => authorization || cookie)).toEqual([]);
  const proven = asked.filter(({ headerNames }) => headerNames.includes('authorization-app-api')).map(({ path }) => path);
  for (const client of ['/apps/passman/', '/ocs/v2.php/cloud/user', '/remote.php/dav/', '/end_to_end_encryption/']) expect(proven.some((path) => path.includes(client)), client).toBe(true);
  const kept = await readStorage(driven);
  expect(kept).not.toContain(secret);
  expect(canariesIn(kept)).toEqual([]);
  // Nor is it in what is exported, or said on a console.
  const { id } = await app.must('startExport', { format: 'passman', vault: null, password: vaultKey, passphrase: null, style: 'exact' });
  const { text, last } = await app.must('readExport', { id });
  expect([last, text.includes(logins.shop.password), text.includes(secret)]).toEqual([true, true, false]);
  expect(fresh.said.join()).not.toContain(secret);
});

test('that the server refuses stops at once and says so; it asks again only when told to, and what is left after signing out is named', async ({ cloud, driven, app }) => {
  await seed(cloud);
  await driven.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const options = await toCommands(driven);
  cloud.control.clearRequests();
  await check(options, person.userId);
  await expect(problemOn(options)).toHaveAttribute('data-problem', 'app-refused');
  expect(cloud.control.requests().filter(({ headerNames }) => headerNames.includes('authorization-app-api'))).toHaveLength(1);
  await register(options, cloud);
  await button(options, 'exAppCheck').click();
  await typeVaultKey(options, { name: vaultName, vaultKey });
  await button(options, 'finish').click();

  const [exApp] = cloud.control.appApi().apps.values();
  if (exApp === undefined) throw new Error('No app is registered.');
  exApp.enabled = false;
  cloud.control.clearRequests();
  for (let count = 0; count < 3; count++) await app.must('refresh', {});
  await expect(problemOn(options)).toHaveAttribute('data-problem', 'app-refused');
  expect(cloud.control.requests()).toHaveLength(1);
  await button(options, 'exAppAsk').click();
  await expect(problemOn(options)).toHaveAttribute('data-problem', 'app-disabled');
  exApp.enabled = true;
  await button(options, 'exAppAsk').click();
  await expect(problemOn(options)).toHaveCount(0);

  await button(options, 'signOut').click();
  await button(options, 'signOut').last().click();
  await expect(options.getByRole('alert')).toContainText(`app_api:app:unregister ${exApp.id} --force`);
});

test('as an administrator asks for the name once more', async ({ cloud, driven, app }) => {
  cloud.control.addUser({ userId: 'root', password: 'root', displayName: 'Root', admin: true });
  await driven.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const options = await toCommands(driven);
  await register(options, cloud);
  await check(options, 'root');
  const again = options.getByLabel(words('exAppConfirmAdmin', { user: 'root' }));
  await expect(again).toBeFocused();
  expect((await app.must('getState', {})).accounts).toEqual([]);
  await again.fill('root');
  await again.press('Enter');
  await expect(options.getByText(words('signedInAs', { name: 'Root', host: cloudAddress }))).toBeVisible();
});

test('is refused without encryption, before anything is made', async ({ cloud, driven, app }) => {
  const options = await driven.page(optionsPage);
  await typeAddress(options, `http://${cloudAddress}`);
  await options.getByRole('checkbox', { name: words('plainHttpAccept') }).check();
  await expect(button(options, 'signInWithPassword')).toHaveAttribute('aria-disabled', 'false');
  await expect(button(options, 'exAppChoose')).toHaveCount(0);
  // Nor by a message that a screen of ours would not send.
  cloud.control.clearRequests();
  expect(await app.ask('proposeExApp', { server: `http://${cloudAddress}` })).toMatchObject({ problem: { kind: 'plain-http' } });
  expect(cloud.control.requests()).toEqual([]);
});

test('where AppAPI is off says so, and offers the browser instead', async ({ cloud, driven }) => {
  cloud.control.appApi().installed = false;
  const options = await driven.page(optionsPage);
  await typeAddress(options, cloudAddress);
  await button(options, 'exAppChoose').click();
  await expect(problemOn(options)).toHaveAttribute('data-problem', 'no-app-api');
  await expect(button(options, 'signInWithBrowser')).toBeVisible();
});
