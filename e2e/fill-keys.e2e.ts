/**
 * Filling by the keyboard, also while Latchkey is locked; and what a person says of fields and sites.
 * @see guides: features F17–F20, F36, F37, F68; experience U-09, U-10, U-25
 */
import { permit } from '../tools/driver/app.ts';
import { markOf, marksIn } from '../tools/driver/menu.ts';
import { pressEnter } from '../tools/driver/popup.ts';
import { clickMenu, pressCommand } from '../tools/driver/triggers.ts';
import { words } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { fillFromPopup, valuesOf } from './filling.ts';
import { logins, openStandardVault, vaultKey } from './standard-vault.ts';
import { wantMenu } from './wanted-menu.ts';

const site = 'https://www.bank.example';
const mail = 'https://mail.example';

test('every command has a key that the browser takes', async ({ app }) => {
  const commands = await app.screen.evaluate(() => chrome.commands.getAll());
  expect(commands.map(({ name }) => name).sort()).toEqual(['_execute_action', 'fill', 'generate', 'lock']);
  expect(commands.filter(({ shortcut }) => shortcut === '')).toEqual([]);
});

test('pressed again, the next login is filled', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await permit(app, mail);
  const page = await visit(`${mail}/login`);
  await page.bringToFront();
  for (const { username, password } of [logins.mail, logins.mailAtWork, logins.mail]) {
    await pressCommand(driven, 'fill');
    await expect(page.getByLabel('Password')).toHaveValue(password);
    await expect(page.getByLabel('User name')).toHaveValue(username);
  }
});

test('a name that is typed already picks its login', async ({ cloud, driven, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  await permit(app, mail);
  const page = await visit(`${mail}/login`);
  await page.getByLabel('User name').fill(logins.mailAtWork.username.toUpperCase());
  await page.bringToFront();
  await pressCommand(driven, 'fill');
  await expect(page.getByLabel('Password')).toHaveValue(logins.mailAtWork.password);

  await test.step('its beginning puts it first in the popup, selected', async () => {
    const begun = await visit(`${mail}/login`);
    await expect((await popupOver(begun)).getByRole('option').first()).toContainText(logins.mailAtWork.label);
    await begun.getByLabel('User name').fill(logins.mail.username.slice(0, -2));
    const popup = await popupOver(begun);
    await expect(popup.getByRole('option')).toHaveText([/Mail at home/, /Mail at work/]);
    await expect(popup.getByRole('option', { selected: true })).toContainText(logins.mail.label);
    expect(await pressEnter(popup)).toBe('filled');
    expect(await valuesOf(begun)).toEqual({ username: logins.mail.username, password: logins.mail.password });
  });
});

test('while locked it asks for the unlock password, then fills and says so', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await permit(app, site);
  await app.must('lock', {});
  const page = await visit(`${site}/login`);
  await page.bringToFront();
  await pressCommand(driven, 'fill');
  const { popup, close } = await driven.openedPopup();
  await expect(popup.getByRole('textbox', { name: words('unlockPassword') })).toBeFocused();
  await expect(popup.getByText(words('unlockToFill', { site: 'www.bank.example' }))).toBeVisible();
  await popup.keyboard.type(vaultKey);
  await popup.keyboard.press('Enter');
  await expect(popup.locator('[data-filled]')).toContainText(words('filledLogin', { login: 'Bank' }));
  await expect(page.getByLabel('Password')).toHaveValue(logins.bank.password);
  await close();
});

test('the generator opens with one key', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await (await visit(`${site}/login`)).bringToFront();
  await pressCommand(driven, 'generate');
  const { popup, close } = await driven.openedPopup();
  await expect(popup.locator('main.generator-view')).toBeVisible();
  await close();
});

test('a field is for what the person says, until that is forgotten in the options', async ({ cloud, driven, app, visit, popupOver }) => {
  test.slow();
  await openStandardVault(cloud, app);
  await permit(app, site);
  const page = await visit(`${site}/odd-fields`);
  expect(await fillFromPopup(page, popupOver)).toBe('only-new-password');
  for (const [field, role] of [['#q7', 'username'], ['#q8', 'current-password']] as const) {
    await page.locator(field).click();
    await clickMenu(driven, page, { menuItemId: `use ${role}` });
    await (await driven.openedPopup()).close();
  }
  expect(await fillFromPopup(page, popupOver)).toBe('filled');
  expect(await valuesOf(page)).toEqual({ q7: logins.bank.username, q8: logins.bank.password });

  const options = await driven.page('src/ui/options/index.html');
  const rules = options.getByRole('listitem').filter({ hasText: 'www.bank.example' });
  await expect(rules).toHaveCount(2);
  await rules.filter({ hasText: 'q8' }).getByRole('button', { name: words('forgetRule', { site: 'www.bank.example' }) }).click();
  await expect(rules).toHaveCount(1);
  await page.reload();
  expect(await fillFromPopup(page, popupOver)).toBe('filled');
  expect(await valuesOf(page)).toEqual({ q7: logins.bank.username, q8: '' });
});

test('a site is never filled once the person has said so, and again when that is taken back', async ({ cloud, driven, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const page = await visit(`${site}/login`);
  await page.getByLabel('User name').click();
  await markOf(page);
  await clickMenu(driven, page, { menuItemId: 'never' });
  await expect.poll(async () => (await marksIn(page)).mark).toBeNull();
  const opened = await driven.openedPopup();
  await expect(opened.popup.locator('[data-problem=site-excluded]')).toBeVisible();
  await opened.close();
  const popup = await popupOver(page);
  await popup.getByRole('option', { selected: true }).waitFor();
  await popup.keyboard.press('Enter');
  await expect(popup.locator('[data-problem=site-excluded]')).toBeVisible();
  expect(await valuesOf(page)).toEqual({ username: '', password: '' });
  await popup.getByRole('button', { name: words('fillHereAgain') }).click();
  await expect(page.getByLabel('Password')).toHaveValue(logins.bank.password);
});
