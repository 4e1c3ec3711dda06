/**
 * What the tests of SelfPrivacy servers begin with, and what a person does on their pages.
 * @module
 */
import { expect, type Page } from 'playwright/test';
import type { Cloud } from '../src/demo-server/cloud.ts';
import type { SelfPrivacyState } from '../src/demo-server/selfprivacy/state.ts';
import { permit, type App } from '../tools/driver/app.ts';
import type { Driven } from '../tools/driver/browser.ts';
import { optionsPage } from '../tools/driver/set-up.ts';
import { words } from '../tools/driver/words.ts';
import { openStandardVault } from './standard-vault.ts';

export const domain = 'home.example';

/** A server that rebuilds itself in no time. */
export function serverIn(cloud: Cloud, version = '1.2.7'): SelfPrivacyState {
  const state = cloud.control.selfPrivacy();
  Object.assign(state, { version, domain, rebuildMs: 400, awayMs: 100 });
  return state;
}

/** Paired without its screens. */
export async function pair(cloud: Cloud, app: App, version?: string): Promise<SelfPrivacyState> {
  const state = serverIn(cloud, version);
  await openStandardVault(cloud, app);
  await permit(app, `https://api.${domain}`);
  await app.must('pairServer', { domain, phrase: state.invite(Date.now()), device: 'Latchkey', how: 'invitation' });
  return state;
}

/** The only server and the only vault there are. */
export async function ids(app: App) {
  const [server] = (await app.must('getServers', {})).servers;
  const [vault] = (await app.must('getState', {})).vaults;
  if (server === undefined || vault === undefined) throw new Error('Nothing is paired or open.');
  return { server: server.id, vault: vault.id };
}

export const button = (page: Page, key: string, values?: Record<string, string | number>) => page.getByRole('button', { name: words(key, values), exact: true });
export const service = (page: Page, id: string) => page.locator(`[data-service="${id}"]`);
export const phraseField = (page: Page, count: 12 | 18) => page.getByRole('textbox', { name: words('pairWords', { count }) });
export const problem = (page: Page, kind: string) => page.locator(`[data-problem="${kind}"]`);

export async function open(driven: Driven, part?: string): Promise<Page> {
  const options = await driven.page(optionsPage);
  await options.locator(`[data-server="${domain}"]`).waitFor();
  if (part !== undefined) await button(options, part).click();
  return options;
}

/** Types the domain into the question that is open, and says yes. */
export async function confirm(options: Page, yes: string): Promise<void> {
  const question = options.locator('.confirm');
  await expect(question.getByRole('button', { name: words(yes), exact: true })).toHaveAttribute('aria-disabled', 'true');
  await question.getByLabel(words('typeDomain', { domain })).fill(domain);
  await question.getByRole('button', { name: words(yes), exact: true }).click();
}

export async function begin(options: Page, address = domain): Promise<void> {
  await button(options, 'pairServer').click();
  await options.getByLabel(words('serverDomain')).fill(address);
  await button(options, 'continue').click();
}
