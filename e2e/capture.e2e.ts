/**
 * Saving what was typed into pages: offered once the page has taken it, looked over in the popup, and never the page's
 * to know.
 */
import type { Page } from 'playwright/test';
import type { App } from '../tools/driver/app.ts';
import type { Driven } from '../tools/driver/browser.ts';
import { canary } from '../tools/driver/seed.ts';
import { optionsPage } from '../tools/driver/set-up.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { logins, openStandardVault, vaultKey } from './standard-vault.ts';

const typed = { username: canary('typed-user'), password: canary('typed-password') };

/** Lets all sites be seen, as a person does in the options. */
async function watchSites(app: App, driven: Driven): Promise<void> {
  await app.screen.evaluate(() => chrome.permissions.request({ origins: ['https://*/*', 'http://*/*'] }));
  await expect.poll(async () => (await driven.worker()).evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length)).toBe(1);
}

async function logIn(page: Page, { username, password } = typed): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: /Log in|Sign in/ }).click();
}

const card = (popup: Page) => popup.locator('.capture');

async function badge(driven: Driven): Promise<string> {
  return (await driven.worker()).evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return chrome.action.getBadgeText(tab?.id === undefined ? {} : { tabId: tab.id });
  });
}

test('a new login is offered after a redirect, saved as edited, and taken back', async ({ cloud, app, driven, visit, fresh }) => {
  await openStandardVault(cloud, app);
  await watchSites(app, driven);
  const page = await visit('https://www.new.example/login-redirect');
  const before = await page.locator('html').evaluate((html) => html.outerHTML);
  await page.getByLabel('Password').focus();
  expect(await page.locator('html').evaluate((html) => html.outerHTML)).toBe(before);
  await logIn(page);
  await page.waitForURL('**/no-fields');
  // It opens by itself.
  const { popup, close } = await driven.openedPopup();
  fresh.watchPage(popup);
  await expect(card(popup)).toContainText('www.new.example');
  await expect(card(popup).getByLabel(words('username'))).toHaveValue(typed.username);
  expect(await popup.locator('html').evaluate((html) => html.outerHTML)).not.toContain(typed.password);
  await expectNoBarriers(popup, 'popup: a login to be saved');
  await card(popup).getByRole('button', { name: words('showField', { field: words('password') }) }).click();
  await expect(card(popup).getByLabel(words('password'), { exact: true })).toHaveValue(typed.password);
  await card(popup).getByLabel(words('itemName'), { exact: true }).fill('New shop');
  await card(popup).getByRole('button', { name: words('save'), exact: true }).press('Enter');
  await expect(popup.getByText(words('captureSaved', { label: 'New shop' }))).toBeVisible();
  await expect(card(popup)).toHaveCount(0);
  await expect(popup.getByRole('combobox')).toBeFocused();
  const [row] = (await app.must('search', { query: 'New shop', limit: 5 })).rows;
  expect(row).toMatchObject({ account: typed.username, host: 'www.new.example' });
  expect((await app.must('reveal', { credential: row?.id ?? '' as never, part: { field: 'password' } })).value).toBe(typed.password);
  await popup.getByRole('button', { name: words('undo'), exact: true }).click();
  await expect.poll(async () => (await app.must('search', { query: 'New shop', limit: 5 })).total).toBe(0);
  await close();
});

test('a changed password is offered to the right login, and the old one stays in its history', async ({ cloud, app, driven, visit }) => {
  await openStandardVault(cloud, app);
  await watchSites(app, driven);
  const page = await visit('https://mail.example/change-password');
  const next = canary('next-password');
  await page.getByLabel('Current password').fill(logins.mailAtWork.password);
  await page.getByLabel('New password', { exact: true }).fill(next);
  await page.getByLabel('Repeat the new password').fill(next);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect.poll(() => badge(driven)).toBe('+');
  const { popup, close } = await driven.openedPopup();
  await expect(popup.getByRole('heading', { name: words('captureUpdate', { label: logins.mailAtWork.label }) })).toBeVisible();
  await card(popup).getByRole('button', { name: words('captureDoUpdate'), exact: true }).click();
  await expect(popup.getByText(words('captureUpdated', { label: logins.mailAtWork.label }))).toBeVisible();
  const [row] = (await app.must('search', { query: logins.mailAtWork.label, limit: 5 })).rows;
  const credential = row?.id ?? '' as never;
  expect((await app.must('reveal', { credential, part: { field: 'password' } })).value).toBe(next);
  expect((await app.must('getRevisions', { credential })).revisions.map(({ changed }) => changed)).toEqual([['password']]);
  await close();
});

test('nothing is asked where it is saved already, was refused, or is not wanted', async ({ cloud, app, driven, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  await watchSites(app, driven);
  const heard = await listenToLogins(driven);
  await test.step('saved already', async () => {
    const page = await visit('https://shop.example/login-redirect');
    await logIn(page, logins.shop);
    expect(await cardAfter(app, page, heard)).toBeNull();
    expect(await driven.hasPopup()).toBe(false);
    expect(await stagesIn(driven)).toEqual([]);
  });
  await test.step('refused: kept, not pushed', async () => {
    const page = await visit('https://shop.example/login');
    await logIn(page);
    await page.getByRole('alert').waitFor();
    await expect.poll(() => stagesIn(driven)).toEqual(['quiet']);
    expect(await driven.hasPopup()).toBe(false);
    expect(await badge(driven)).not.toBe('+');
    const popup = await popupOver(page);
    await card(popup).getByRole('button', { name: words('captureLater') }).click();
    await expect(card(popup)).toHaveCount(0);
    await expect(popup.getByRole('combobox')).toBeFocused();
  });
  await test.step('snoozed in this tab', async () => {
    const page = driven.context.pages().at(-1);
    if (page === undefined) throw new Error('no page');
    await page.goto('https://shop.example/login-redirect');
    await logIn(page);
    expect(await cardAfter(app, page, heard)).toBeNull();
  });
  await test.step('never here, until it is allowed again', async () => {
    const page = await visit('https://a.never.net/login-one-page');
    await logIn(page);
    await page.locator('#inside').waitFor();
    await expect.poll(() => badge(driven)).toBe('+');
    await app.must('dismissCapture', { capture: (await cardOf(app, page))?.id ?? '', how: 'never' });
    await page.goto('https://b.never.net/login-redirect');
    await logIn(page);
    expect(await cardAfter(app, page, heard)).toBeNull();
    await (await driven.page(optionsPage)).getByRole('button', { name: words('forgiveSite', { site: 'never.net' }) }).click();
    await expect.poll(async () => (await app.must('getNeverSites', {})).sites).toEqual([]);
  });
});

test('what is typed while it is locked survives the worker, and is asked about after the unlock unless it is known', async ({ cloud, app, driven, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  await watchSites(app, driven);
  await app.must('lock', {});
  const known = await visit('https://shop.example/login-redirect');
  await logIn(known, logins.shop);
  await known.waitForURL('**/no-fields');
  const page = await visit('https://late.example/login-redirect');
  await logIn(page);
  await page.waitForURL('**/no-fields');
  await expect.poll(() => stagesIn(driven)).toEqual(['offered', 'offered']);
  await driven.killWorker();
  await page.goto('https://late.example/search-only');
  const popup = await popupOver(page);
  await expect(popup.getByText(words('captureLocked'))).toBeVisible();
  await popup.getByLabel(words('unlockPassword'), { exact: true }).fill(vaultKey);
  await popup.keyboard.press('Enter');
  await card(popup).getByRole('button', { name: words('save'), exact: true }).click();
  await expect(popup.getByText(words('captureSaved', { label: 'late.example' }))).toBeVisible();
  await expect.poll(() => stagesIn(driven)).toEqual([]);
});

test('a login in steps, by script or over several hosts of a site is offered once it is taken, and a refused one never', async ({ cloud, app, driven, visit }) => {
  test.slow();
  await openStandardVault(cloud, app);
  await watchSites(app, driven);
  const offered = async (page: Page, host: string) => {
    await expect.poll(async () => [await stagesIn(driven), (await cardOf(app, page))?.login?.username], host).toEqual([['offered'], typed.username]);
    const card = await cardOf(app, page);
    expect(card?.host).toBe(host);
    await app.must('dismissCapture', { capture: card?.id ?? '', how: 'later' });
    await page.close();
  };
  await test.step('two steps of one page', async () => {
    const page = await visit('https://one.example/login-in-steps');
    await page.getByLabel('User name').fill(typed.username);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Password').fill(typed.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await offered(page, 'one.example');
  });
  await test.step('two pages, of which the second says no name', async () => {
    const page = await visit('https://two.example/first-of-two');
    await page.getByLabel('User name').fill(typed.username);
    await page.getByLabel('User name').press('Enter');
    await page.getByLabel('Password').fill(typed.password);
    await page.getByLabel('Password').press('Enter');
    await page.waitForURL('**/no-fields');
    await offered(page, 'two.example');
  });
  await test.step('a script without form and button', async () => {
    const page = await visit('https://script.example/login-by-request');
    await page.getByLabel('User name').fill(typed.username);
    await page.getByLabel('Password').fill(`wrong ${typed.password}`);
    await page.locator('#go').click();
    await expect(page.getByRole('status')).toHaveText('That was wrong.');
    await expect.poll(() => stagesIn(driven)).toEqual(['typed']);
    await page.getByLabel('User name').fill(typed.username);
    await page.getByLabel('Password').fill(typed.password);
    await page.locator('#go').click();
    await offered(page, 'script.example');
  });
  await test.step('refused by a script, and left by a link', async () => {
    const page = await visit('https://refused.example/login-by-request');
    await page.getByLabel('User name').fill(typed.username);
    await page.getByLabel('Password').fill(`wrong ${typed.password}`);
    await page.locator('#go').click();
    await expect(page.getByRole('status')).toHaveText('That was wrong.');
    // The browser tells of a page's request when it has time to: whoever is gone before had nothing to tell.
    await expect.poll(() => stagesIn(driven)).toEqual(['typed']);
    await page.getByRole('link', { name: 'Elsewhere' }).click();
    await page.waitForURL('**/no-fields');
    await expect.poll(() => stagesIn(driven)).toEqual(['quiet']);
    await page.close();
    await expect.poll(() => stagesIn(driven)).toEqual([]);
  });
  await test.step('several hosts of one site', async () => {
    const page = await visit('https://login.several.net/login-redirect?to=www.several.net');
    await logIn(page);
    await page.waitForURL('https://www.several.net/no-fields');
    await offered(page, 'login.several.net');
  });
});

test('a page that sends a hundred logins of its own gets one quiet offer, and nothing is written', async ({ cloud, app, driven, visit }) => {
  await openStandardVault(cloud, app);
  await watchSites(app, driven);
  const { total } = await app.must('search', { query: '', limit: 1 });
  cloud.control.clearRequests();
  const page = await visit('https://many.example/sends-a-hundred');
  await page.getByLabel('User name').fill(typed.username);
  await page.getByLabel('Password').fill(typed.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.locator('body')).toHaveText('Done.');
  await expect.poll(() => stagesIn(driven)).toHaveLength(1);
  expect(driven.context.pages().filter((each) => each.url().includes('/popup/')).length).toBeLessThanOrEqual(1);
  expect((await app.must('search', { query: '', limit: 1 })).total).toBe(total);
  expect(cloud.control.requests().filter(({ method, host }) => method !== 'GET' && host === 'cloud.example')).toEqual([]);
});

test('what was typed on one site is not told to the next one', async ({ cloud, app, driven, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  await watchSites(app, driven);
  const page = await visit('https://first.example/login-redirect');
  await logIn(page);
  await page.waitForURL('**/no-fields');
  const first = await driven.openedPopup();
  await first.popup.close();
  await first.close();
  await page.goto('https://evil.example/login');
  const told = await insidePage(driven, page);
  expect(JSON.stringify(told)).not.toContain('CNRY');
  expect(await page.locator('html').evaluate((html) => html.outerHTML)).not.toContain('CNRY');
  const popup = await popupOver(page);
  await expect(card(popup)).toContainText('first.example');
  await expect(card(popup)).toContainText(words('captureElsewhere'));
  await expect(card(popup)).not.toContainText('evil.example');
});

/** Has the worker note what it hears of typed logins, and where tabs have come to rest. @returns what it has noted since it was asked last */
async function listenToLogins(driven: Driven): Promise<() => Promise<readonly string[]>> {
  interface Noting { heardOfLogins: string[] }
  const worker = await driven.worker();
  await worker.evaluate(() => {
    const heard: string[] = [];
    (globalThis as unknown as Noting).heardOfLogins = heard;
    chrome.runtime.onMessage.addListener((message: { name?: unknown } | null) => { heard.push(String(message?.name)); });
    chrome.tabs.onUpdated.addListener((_, { status }, { url = '' }) => { if (status === 'complete') heard.push(new URL(url).pathname); });
  });
  return () => worker.evaluate(() => (globalThis as unknown as Noting).heardOfLogins.splice(0));
}

/** What there is to be asked once the watcher has told of the login and its page was left for another: what is asked of captures is answered after that. */
async function cardAfter(app: App, page: Page, heard: () => Promise<readonly string[]>) {
  const all: string[] = [];
  await expect.poll(async () => {
    all.push(...(await heard()));
    return ['noticeLogin', '/no-fields'].filter((each) => !all.includes(each));
  }).toEqual([]);
  return cardOf(app, page);
}

async function cardOf(app: App, page: Page) {
  const url = page.url();
  const tabId = await app.screen.evaluate(async (address) => (await chrome.tabs.query({})).find((tab) => tab.url === address)?.id ?? 0, url);
  return (await app.must('getCapture', { tabId })).card;
}

/** What a script of ours in the page can get out of the background: what a hostile process could ask for in its stead. */
async function insidePage(driven: Driven, page: Page): Promise<unknown> {
  return (await driven.worker()).evaluate(async (address) => {
    const tabId = (await chrome.tabs.query({})).find(({ url }) => url === address)?.id ?? 0;
    const results = await chrome.scripting.executeScript({ target: { tabId }, func: async (id: number) => {
      const ask = (to: string, name: string, what: unknown): Promise<unknown> => chrome.runtime.sendMessage({ to, name, ask: what, version: chrome.runtime.getManifest().version });
      return [await ask('screen-router', 'getCapture', { tabId: id }), await ask('screen-router', 'revealCapture', { capture: 'x' }), await ask('page-router', 'getCapture', { tabId: id }), await ask('page-router', 'loginLeft', {}),
        await chrome.storage.session.get(null).catch(String)];
    }, args: [tabId] });
    return results.map(({ result }) => result);
  }, page.url());
}

async function stagesIn(driven: Driven): Promise<readonly string[]> {
  return (await driven.worker()).evaluate(async () => {
    const { captures } = await chrome.storage.session.get<{ captures?: { pending: { stage: string }[] } }>('captures');
    return captures?.pending.map(({ stage }) => stage) ?? [];
  });
}
