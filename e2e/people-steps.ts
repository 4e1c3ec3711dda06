/**
 * What tests about people on other servers have in common: two of them, each on a server, both signed in here.
 */
import type { Page } from 'playwright/test';
import type { Cloud } from '../src/demo-server/cloud.ts';
import { permit, type App } from '../tools/driver/app.ts';
import type { Driven } from '../tools/driver/browser.ts';
import { canary } from '../tools/driver/seed.ts';
import { words } from '../tools/driver/words.ts';
import { expect } from './fixtures.ts';
import { openStandardVault, person } from './standard-vault.ts';

export const ben = { userId: 'ben', password: canary('ben-login'), displayName: 'Ben', email: 'ben@mail.example' };
export const far = 'cloud.wolke.example';

/** Anna with her vault on one server, Ben on another, both signed in here. */
export async function bothSignedIn(cloud: Cloud, app: App): Promise<void> {
  cloud.control.addNeighbour(far, 'contacts', [ben]);
  cloud.control.setPersonality('contacts');
  cloud.control.addUser({ ...person, email: 'anna@mail.example' });
  await openStandardVault(cloud, app);
  await permit(app, `https://${far}`);
  await app.must('signIn', { server: `https://${far}`, loginName: ben.userId, password: ben.password, acceptPlainHttp: false });
}

export async function openPeople(driven: Driven): Promise<Page> {
  const page = await driven.page('src/ui/people/index.html');
  await page.getByRole('heading', { name: words('contacts') }).waitFor();
  return page;
}

/** The account whose people are shown. */
export async function as(page: Page, who: string): Promise<void> {
  const choice = page.getByLabel(words('whichAccount'), { exact: true });
  const option = choice.locator('option', { hasText: who });
  await choice.selectOption({ label: (await option.textContent()) ?? '' });
  await page.getByRole('heading', { name: words('contacts') }).waitFor();
}

/** What is said at the foot of the page. */
export async function expectSaid(page: Page, text: string): Promise<void> {
  await expect(page.locator('.notice')).toContainText(text);
}

/** The account on a server. */
export async function accountAt(app: App, host: string) {
  const found = (await app.must('getState', {})).accounts.find(({ server }) => new URL(server).host === host);
  if (found === undefined) throw new Error(`no account at ${host}`);
  return found.id;
}
