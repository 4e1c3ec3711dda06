/**
 * One journey through the built extension in Firefox: sign in, open a vault, find a login on a shop's page, fill it.
 *
 * Firefox's toolbar popup cannot be driven, so the popup is opened as a tab and the fill is asked for as the popup does.
 * Prints what it did; exits 1 with the step that failed.
 * @module
 */
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { startCloud, type Cloud } from '../src/demo-server/cloud.ts';
import { sealLogins } from '../tools/driver/seed.ts';

const id = 'latchkey@latchkey.example';
const uuid = '11111111-2222-4333-8444-555555555555';
const vaultKey = 'a vault key for Firefox';
const hosts = ['cloud.example', 'shop.example'];

interface Answered { ok: boolean; problem?: { kind: string }; value?: unknown }

async function main(): Promise<void> {
  const cloud = await startCloud({ users: [{ userId: 'ada', password: 'ada’s own password' }] });
  cloud.control.seedVault({
    userId: 'ada', name: 'Personal',
    credentials: await sealLogins(vaultKey, [{ label: 'Shop', username: 'ada', password: 'pässwörd', url: 'https://shop.example' }]),
  });
  const browser = await launch(cloud);
  try {
    await journey(browser);
  } finally {
    await browser.close();
    await cloud.close();
  }
}

async function launch({ httpPort, httpsPort }: Cloud): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr', headless: true, acceptInsecureCerts: true,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [id]: uuid }),
      'network.dns.localDomains': hosts.join(','), 'network.socket.forcePort': `80=${httpPort};443=${httpsPort}`,
      'extensions.webextOptionalPermissionPrompts': false,
    },
  });
  await browser.installExtension(join(import.meta.dirname, '..', 'dist', 'firefox'));
  return browser;
}

async function journey(browser: Browser): Promise<void> {
  const screen = await ownPage(browser, 'src/ui/options/index.html', 'h1');
  step('the options page opens');
  await permit(screen, ['https://cloud.example/*', 'https://shop.example/*']);
  await must(screen, 'signIn', { server: 'https://cloud.example', loginName: 'ada', password: 'ada’s own password', acceptPlainHttp: false });
  const { vaults } = (await must(screen, 'refresh', {})) as { vaults: { id: string }[] };
  step('signs in and finds the vault');
  await must(screen, 'openVault', { vault: vaults[0]?.id, key: vaultKey, unlockPassword: null });
  const { rows } = (await must(screen, 'search', { query: 'shop', limit: 5 })) as { rows: { id: string; label: string }[] };
  if (rows[0]?.label !== 'Shop') throw new Error('the login was not found');
  step('opens the vault and finds the login');
  await fillShop(browser, screen, rows[0].id);
  step('fills the shop’s page');
  await must(screen, 'lock', {});
  const refused = await ask(screen, 'search', { query: '', limit: 1 });
  if (refused.problem?.kind !== 'locked') throw new Error('it is not locked');
  const popup = await ownPage(browser, 'src/ui/popup/index.html', 'input[type=password]');
  await popup.close();
  step('locks, and the popup shows its door');
}

async function fillShop(browser: Browser, screen: Page, credential: string): Promise<void> {
  const shop = await browser.newPage();
  await shop.goto('https://shop.example/login');
  const site = await screen.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ url: 'https://shop.example/*' });
    return tab?.id;
  });
  await shop.bringToFront();
  const view = (await must(screen, 'getPopup', {})) as { site: { tabId: number; documentId: string } | null };
  if (view.site === null || view.site.tabId !== site) throw new Error('the popup does not see the shop');
  await must(screen, 'fill', { credential, tabId: view.site.tabId, documentId: view.site.documentId, allow: [] });
  const values = await shop.$$eval('input', (inputs) => inputs.map(({ value }) => value));
  if (!values.includes('ada') || !values.includes('pässwörd')) throw new Error('the page holds other values');
}

/** `goto` never resolves for pages of an extension, so it is not waited for. */
async function ownPage(browser: Browser, file: string, ready: string): Promise<Page> {
  const page = await browser.newPage();
  page.goto(`moz-extension://${uuid}/${file}`).catch(() => undefined);
  await page.waitForSelector(ready, { timeout: 20_000 });
  return page;
}

async function permit(screen: Page, origins: string[]): Promise<void> {
  // Firefox wants a person's hand: a real click on something of ours.
  await screen.evaluate((wanted) => {
    document.body.addEventListener('click', () => { void chrome.permissions.request({ origins: wanted }).then((granted) => { document.body.dataset['granted'] = String(granted); }); }, { once: true });
  }, origins);
  await screen.click('h1');
  await screen.waitForSelector('body[data-granted=true]', { timeout: 10_000 });
}

function ask(screen: Page, name: string, what: unknown): Promise<Answered> {
  return screen.evaluate((to, question) => (
    chrome.runtime.sendMessage({ to: 'screen-router', name: to, ask: question, version: chrome.runtime.getManifest().version })
  ), name, what);
}

async function must(screen: Page, name: string, what: unknown): Promise<unknown> {
  const answer = await ask(screen, name, what);
  if (!answer.ok) throw new Error(`${name} was answered with ${answer.problem?.kind ?? 'nothing'}`);
  return answer.value;
}

function step(what: string): void {
  console.log(`Firefox: ${what}`);
}

await main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
