/**
 * As somebody new: signs in, unlocks, and logs in with the toolbar button on pages in the style of well-known ones. Each
 * page's own server gets the login, or the popup says why not and what can be done.
 * @see guides: features F16, F24 … F34, F58, F99; experience U-04, U-17
 */
import type { Page } from 'playwright/test';
import type { Cloud } from '../src/demo-server/cloud.ts';
import { pressEnter } from '../tools/driver/popup.ts';
import { canary, type SeedLogin } from '../tools/driver/seed.ts';
import { grant, optionsPage, startBrowserSignIn, typeAddress, typeVaultKey } from '../tools/driver/set-up.ts';
import { words } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { fillFromPopup } from './filling.ts';
import { canariesIn, cloudAddress, person, seed, vaultKey, vaultName } from './standard-vault.ts';

const otpSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const login = (host: string, rest: Partial<SeedLogin> = {}): SeedLogin & { url: string; username: string; password: string } => ({ label: host, url: `https://${host}/`, username: canary(`${host}@mail.example`), password: canary(`${host}-password`), ...rest });
const own = {
  nameFirst: login('accounts.wide.example'),
  steps: login('login.office.example'),
  framework: login('www.pictures.example'),
  onlyTyped: login('typed.example'),
  open: login('www.community.example'),
  closed: login('www.closed.example'),
  framed: login('www.orchard.net'),
  foreign: login('www.comments.example'),
  change: login('code.example'),
  code: login('pay.example', { otpSecret }),
  app: login('lamps.example'),
  noForm: login('bank.example', { username: canary('bank-number') }),
};

/** What the server at a host was sent last. */
async function sentTo(cloud: Cloud, host: string): Promise<Record<string, string>> {
  const found = () => cloud.control.requests().findLast((request) => request.method === 'POST' && request.host === host && request.path === '/known/in');
  await expect.poll(found, `${host} is sent a login`).toBeDefined();
  return Object.fromEntries(new URLSearchParams(found()?.body ?? ''));
}

async function setUp(options: Page, signIn: () => Promise<Page>): Promise<void> {
  await typeAddress(options, cloudAddress);
  await grant(await signIn(), options, person);
  await typeVaultKey(options, { name: vaultName, vaultKey });
  await options.getByRole('button', { name: words('finish') }).click();
}

test('a new user logs in on pages in the style of well-known ones, or reads why not', async ({ cloud, app, driven, visit, popupOver }) => {
  test.setTimeout(300_000);
  await seed(cloud, { items: Object.values(own) });
  const options = await driven.page(optionsPage);
  await setUp(options, () => startBrowserSignIn(driven.context, options));
  await app.must('lock', {});
  const open = async ({ url }: { url: string }, path: string): Promise<Page> => visit(new URL(`/known/${path}`, url).href);
  const fill = async (page: Page, path = page.url()): Promise<void> => { expect.soft(await fillFromPopup(page, popupOver), path).toBe('filled'); };
  const pressed = async (page: Page, name: string): Promise<void> => { await page.getByRole('button', { name, exact: true }).click(); };

  await test.step('the name on one page, the password on the next; locked at first', async () => {
    const { nameFirst } = own;
    const page = await open(nameFirst, 'name-first');
    const popup = await popupOver(page);
    await popup.getByLabel(words('unlockPassword'), { exact: true }).fill(vaultKey);
    await popup.keyboard.press('Enter');
    await popup.getByRole('option', { selected: true }).filter({ hasText: nameFirst.label }).waitFor();
    expect(await pressEnter(popup)).toBe('filled');
    expect(await page.locator('[name=hiddenPassword]').inputValue()).toBe('');
    await pressed(page, 'Next');
    await expect(page.locator('#who')).toHaveText(nameFirst.username);
    await fill(page);
    await pressed(page, 'Next');
    expect.soft(await sentTo(cloud, 'accounts.wide.example')).toEqual({ identifier: nameFirst.username, Passwd: nameFirst.password });
  });
  await test.step('two steps of one page', async () => {
    const page = await open(own.steps, 'steps');
    await fill(page);
    await pressed(page, 'Next');
    await expect.soft(page.getByPlaceholder('Password')).toHaveValue(own.steps.password);
    await pressed(page, 'Sign in');
    expect.soft(await sentTo(cloud, 'login.office.example')).toEqual({ loginfmt: own.steps.username, passwd: own.steps.password });
  });
  await test.step('a framework that draws its fields anew', async () => {
    const page = await open(own.framework, 'framework');
    await fill(page);
    await pressed(page, 'Log in');
    expect.soft(await sentTo(cloud, 'www.pictures.example')).toEqual({ email: own.framework.username, password: own.framework.password });
  });
  await test.step('fields that take only what the browser calls typed', async () => {
    const page = await open(own.onlyTyped, 'only-typed');
    await fill(page);
    await pressed(page, 'Log in');
    expect.soft(await sentTo(cloud, 'typed.example')).toEqual({ user: own.onlyTyped.username, password: own.onlyTyped.password });
  });
  for (const mode of ['open', 'closed'] as const) {
    await test.step(`components within components, ${mode}`, async () => {
      const page = await open(own[mode], `components?mode=${mode}`);
      await fill(page);
      await page.evaluate(() => { (window as unknown as { press: () => void }).press(); });
      expect.soft(await sentTo(cloud, new URL(own[mode].url).host)).toEqual({ username: own[mode].username, password: own[mode].password, q: '' });
    });
  }
  await test.step('a frame of the same site, which is another host: allowed once', async () => {
    const page = await open(own.framed, 'frame-of?host=idmsa.orchard.net');
    await page.frameLocator('#auth').getByPlaceholder('Password').waitFor();
    const popup = await popupOver(page);
    await popup.getByRole('option', { selected: true }).waitFor();
    expect(await pressEnter(popup)).toBe('closed-frame');
    await popup.getByRole('button', { name: words('allowHost', { host: 'idmsa.orchard.net' }) }).click();
    await expect(page.frameLocator('#auth').getByPlaceholder('Password')).toHaveValue(own.framed.password);
    await page.frameLocator('#auth').getByRole('button', { name: 'Sign In' }).click();
    expect.soft(await sentTo(cloud, 'idmsa.orchard.net')).toEqual({ accountName: own.framed.username, pw: own.framed.password });
  });
  await test.step('a frame of another site: said whose it is, and nothing filled', async () => {
    const page = await open(own.foreign, 'frame-of?host=login.stranger.example');
    const field = page.frameLocator('#auth').getByPlaceholder('Password');
    await field.waitFor();
    const popup = await popupOver(page);
    await popup.getByRole('option', { selected: true }).waitFor();
    expect(await pressEnter(popup)).toBe('closed-frame');
    await popup.getByRole('button', { name: words('allowHost', { host: 'login.stranger.example' }) }).click();
    await expect(popup.locator('[data-problem=frame-of-other-site]')).toContainText('login.stranger.example');
    expect(await field.inputValue()).toBe('');
  });
  await test.step('old and new password', async () => {
    const page = await open(own.change, 'change');
    await fill(page);
    expect.soft(await page.locator('[name=old_password]').inputValue()).toBe(own.change.password);
    const popup = await popupOver(page);
    await popup.getByRole('option', { selected: true }).waitFor();
    await popup.keyboard.press('Alt+g');
    await popup.getByRole('button', { name: words('fillGenerated') }).click();
    await expect(page.locator('[name=password_confirmation]')).not.toHaveValue('');
    const password = await page.locator('[name=password]').inputValue();
    await pressed(page, 'Update password');
    expect.soft(await sentTo(cloud, 'code.example')).toEqual({ old_password: own.change.password, password, password_confirmation: password });
  });
  await test.step('a code in six boxes, sent by its last digit', async () => {
    const page = await open(own.code, 'code');
    await fill(page);
    expect.soft((await sentTo(cloud, 'pay.example'))['code']).toMatch(/^\d{6}$/);
  });
  await test.step('a dialog that opens late, beside search, sign-up and newsletter', async () => {
    const page = await open(own.app, 'app');
    await pressed(page, 'Log in');
    const dialog = page.locator('dialog');
    await fill(page);
    await dialog.locator('#go').click();
    expect.soft(await sentTo(cloud, 'lamps.example')).toEqual({ email: own.app.username, password: own.app.password });
  });
  await test.step('no form, no names, no labels', async () => {
    const page = await open(own.noForm, 'no-form');
    await fill(page);
    await pressed(page, 'Log on');
    expect.soft(await sentTo(cloud, 'bank.example')).toEqual({ user: own.noForm.username, secret: own.noForm.password });
  });
  const sites = new Set(Object.values(own).map(({ url }) => new URL(url).host));
  const others = cloud.control.requests().filter(({ host, body }) => body !== null && !sites.has(host) && host !== 'idmsa.orchard.net');
  expect(canariesIn(JSON.stringify(others)), 'sent to anybody else').toEqual([]);
});
