/**
 * Servers that ask for a name and a password before they show anything: answered after a yes, for the page that the person
 * goes to, and for nothing else.
 */
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { Cloud } from '../src/demo-server/cloud.ts';
import type { App } from '../tools/driver/app.ts';
import { openBrowser, type Driven } from '../tools/driver/browser.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test as base } from './fixtures.ts';
import { logins, openStandardVault } from './standard-vault.ts';

/** As a person does in the options. The hosts are taken back after each test, the rest stays. */
async function hearServers(app: App): Promise<void> {
  expect(await app.screen.evaluate(() => chrome.permissions.request({ permissions: ['webRequest', 'webRequestAuthProvider'], origins: ['https://*/*', 'http://*/*'] }))).toBe(true);
}

/** A browser of its own: what is allowed here stays. */
const test = base.extend<object, { driven: Driven }>({
  driven: [async ({ cloud }, use) => {
    const driven = await openBrowser({ extension: process.env['LATCHKEY_EXTENSION'] ?? join(import.meta.dirname, '..', 'dist', 'chrome'), ports: cloud, headless: process.env['HEADED'] === undefined });
    await driven.allowHosts();
    await use(driven);
    await driven.close();
  }, { scope: 'worker', timeout: 90_000 }],
});

/** Goes there without waiting: the browser waits for an answer. */
async function goTo(driven: Driven, url: string): Promise<{ page: Page; arrived: Promise<unknown> }> {
  const page = await driven.context.newPage();
  return { page, arrived: page.goto(url).catch(() => undefined) };
}

const isQuestion = (page: Page) => page.url().includes('/http-auth/');

/** The window in which the question is asked. */
async function asked(driven: Driven): Promise<Page> {
  await expect.poll(() => driven.context.pages().filter(isQuestion).length).toBe(1);
  const [question] = driven.context.pages().filter(isQuestion);
  if (question === undefined) throw new Error('no question');
  return question;
}

const withPassword = (cloud: Cloud) => cloud.control.requests().filter(({ authorization, path }) => authorization && path.startsWith('/staff-only'));

test('a server is answered with the login that a person chooses, once it is seen who asks', async ({ cloud, app, driven, fresh }) => {
  await openStandardVault(cloud, app);
  await hearServers(app);
  const { page, arrived } = await goTo(driven, `https://mail.example/staff-only?realm=${encodeURIComponent('Mail <b>room</b>')}`);
  const question = await asked(driven);
  fresh.watchPage(question);
  await expect(question.locator('main')).toContainText('mail.example');
  await expect(question.getByText(words('serverRealm', { realm: 'Mail <b>room</b>' }))).toBeVisible();
  expect(await question.locator('html').evaluate((html) => html.outerHTML)).not.toContain(logins.mailAtWork.password);
  await expectNoBarriers(question, 'a server asks');
  expect(withPassword(cloud)).toEqual([]);
  await question.getByLabel(words('serverLogin')).selectOption({ label: `${logins.mailAtWork.label} (${logins.mailAtWork.username})` });
  // The window may be gone before the key is up again.
  await question.getByRole('button', { name: words('serverYes') }).press('Enter').catch(() => undefined);
  await arrived;
  await expect(page.locator('#who')).toHaveText(logins.mailAtWork.username);
  await expect.poll(() => driven.context.pages().filter(isQuestion).length).toBe(0);
});

test('a no, or a window that is closed, leaves the question to the browser', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  await hearServers(app);
  for (const decide of [(question: Page) => question.getByRole('button', { name: words('serverNo') }).click().catch(() => undefined), (question: Page) => question.close()]) {
    const { page } = await goTo(driven, 'https://safe.example/staff-only');
    await decide(await asked(driven));
    await expect.poll(() => driven.context.pages().filter(isQuestion).length).toBe(0);
    await page.close();
  }
  expect(withPassword(cloud)).toEqual([]);
});

test('no picture, frame or request of a page gets a password, nor another site, nor the same without TLS', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  await hearServers(app);
  // Not where a login was given before: the browser keeps it and says it again by itself.
  for (const from of ['https://safe.example/staff-only', 'https://shop.example/staff-only']) await goTo(driven, `https://safe.example/borrows?from=${encodeURIComponent(from)}`);
  for (const url of ['https://safe.evil.net/staff-only', 'http://safe.example/staff-only', 'https://www.safe.example.evil.net/staff-only?realm=safe.example']) await goTo(driven, url);
  await expect.poll(() => cloud.control.requests().filter(({ path, status }) => path.startsWith('/staff-only') && status === 401).length).toBeGreaterThanOrEqual(7);
  expect(driven.context.pages().filter(isQuestion)).toEqual([]);
  expect(withPassword(cloud)).toEqual([]);
});
