/**
 * axe on every view and state of the popup and the options, in both themes: no violation.
 */
import type { Page } from 'playwright/test';
import type { App } from '../tools/driver/app.ts';
import type { Driven } from '../tools/driver/browser.ts';
import { grant, optionsPage, problemOn, startBrowserSignIn, typeAddress, typeVaultKey } from '../tools/driver/set-up.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { fillFromPopup } from './filling.ts';
import { cloudAddress, openStandardVault, person, seed, vaultKey, vaultName } from './standard-vault.ts';

/** The popup's page in a tab of its size: for states that don't depend on the page below it. */
async function popupInTab(driven: Driven): Promise<Page> {
  const page = await driven.page('src/ui/popup/index.html');
  await page.setViewportSize({ width: 380, height: 600 });
  return page;
}

const search = (popup: Page) => popup.getByRole('combobox', { name: words('searchVault') });

test('the set-up has no barriers, from the first screen to the last', async ({ cloud, driven }) => {
  test.slow();
  await seed(cloud);
  const options = await driven.page(optionsPage);
  await expectNoBarriers(options, 'set-up: address');
  const popup = await popupInTab(driven);
  await expectNoBarriers(popup, 'popup: not set up');
  // A tab behind another one draws once a second.
  await popup.close();
  await typeAddress(options, 'shop.example');
  await expectNoBarriers(options, 'set-up: not a Nextcloud');
  await typeAddress(options, `http://${cloudAddress}`);
  await expectNoBarriers(options, 'set-up: plain http');
  await options.getByRole('button', { name: words('otherServer') }).click();
  await typeAddress(options, cloudAddress);
  await expectNoBarriers(options, 'set-up: ways to sign in');
  await options.getByRole('button', { name: words('signInWithPassword') }).click();
  await expectNoBarriers(options, 'set-up: password');
  await options.getByRole('button', { name: words('back'), exact: true }).click();
  const tab = await startBrowserSignIn(driven.context, options);
  await expectNoBarriers(options, 'set-up: waiting for the browser');
  await grant(tab, options, person);
  await expectNoBarriers(options, 'set-up: vault key');
  await typeVaultKey(options, { name: vaultName, vaultKey: 'wrong' });
  await expectNoBarriers(options, 'set-up: wrong vault key');
  await options.getByRole('radio', { name: words('unlockWithOwn') }).check();
  await expectNoBarriers(options, 'set-up: own unlock password');
  await options.getByRole('radio', { name: words('unlockWithKey') }).check();
  await typeVaultKey(options, { name: vaultName, vaultKey });
  await expectNoBarriers(options, 'set-up: done');
  await options.getByRole('button', { name: words('finish') }).click();
  await expect(options.getByRole('heading', { name: words('accounts') })).toBeVisible();
  await expectNoBarriers(options, 'options');
  await options.getByRole('button', { name: words('signOut'), exact: true }).first().click();
  await expectNoBarriers(options, 'options: signing out asks first');
});

test('the popup has no barriers: locked, wrong, waiting', async ({ cloud, driven, app }) => {
  test.slow();
  await openStandardVault(cloud, app);
  await app.must('lock', {});
  const popup = await popupInTab(driven);
  const field = popup.getByLabel(words('unlockPassword'), { exact: true });
  await field.waitFor();
  await expectNoBarriers(popup, 'popup: locked');
  await expectNoBarriers(await driven.page(optionsPage), 'options: locked');
  await field.fill('wrong');
  await field.press('Enter');
  await popup.getByRole('alert').waitFor();
  await expectNoBarriers(popup, 'popup: wrong password');
  for (let wrong = 0; wrong < 4; wrong++) await app.ask('unlock', { password: 'wrong' });
  await popup.reload();
  await field.waitFor();
  await expectNoBarriers(popup, 'popup: has to wait');
});

test('the popup has no barriers: list, search, details, shortcuts, problems', async ({ cloud, driven, app, visit, popupOver }) => {
  test.slow();
  const [, bank = ''] = await openStandardVault(cloud, app);
  cloud.control.damage(bank, 'description');
  await seed(cloud, { name: 'Closed one', key: 'k', items: [{ label: 'Hidden' }] });
  await app.must('refresh', {});
  await expect.poll(async () => (await app.must('getState', {})).vaults.length).toBe(2);
  const popup = await popupInTab(driven);
  await lookAtLists(popup, app);
  const onSite = await popupOver(await visit('https://mail.example/no-fields'));
  await onSite.getByRole('option').first().waitFor();
  await expectNoBarriers(onSite, 'popup: logins of the site');
  const stranger = await visit('https://evil.example/login');
  await fillFromPopup(stranger, popupOver, 'Bank');
  const problem = await popupOver(await visit('http://shop.example/login'));
  await problemOn(problem).first().waitFor();
  await expectNoBarriers(problem, 'popup: withheld on http');
});

async function lookAtLists(popup: Page, app: App): Promise<void> {
  await popup.getByRole('option').first().waitFor();
  await expectNoBarriers(popup, 'popup: list');
  await search(popup).fill('nothing like it');
  await popup.getByText(words('noneFound', { query: 'nothing like it' })).waitFor();
  await expectNoBarriers(popup, 'popup: nothing found');
  for (const label of ['Corner shop', 'Bank']) {
    await search(popup).fill(label);
    await expect(popup.getByRole('option', { selected: true })).toContainText(label);
    await search(popup).press('ArrowRight');
    await popup.getByRole('heading', { name: label }).waitFor();
    await popup.getByRole('button', { name: words('showField', { field: words('password') }) }).click();
    await popup.locator('.secret').first().waitFor();
    await expectNoBarriers(popup, `popup: details of ${label}`);
    await popup.keyboard.press('Escape');
  }
  await popup.getByRole('button', { name: words('shortcuts') }).click();
  await popup.getByRole('heading', { name: words('shortcuts') }).waitFor();
  await expectNoBarriers(popup, 'popup: shortcuts');
  await popup.keyboard.press('Escape');
  await search(popup).fill('Corner');
  await popup.getByRole('option', { selected: true }).waitFor();
  await popup.keyboard.press('Enter');
  await problemOn(popup).first().waitFor();
  await expectNoBarriers(popup, 'popup: a page that cannot be filled');
  await app.must('getState', {});
}
