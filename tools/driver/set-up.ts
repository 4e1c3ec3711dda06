/**
 * Goes through the set-up as a person does: types, clicks and waits in the real screens.
 * @module
 */
import type { BrowserContext, Locator, Page } from 'playwright';
import { words } from './words.ts';

/** The options page, where the set-up is. */
export const optionsPage = 'src/ui/options/index.html';

/** The problem that a screen shows; its kind is in `data-problem`. */
export function problemOn(page: Page): Locator {
  return page.locator('[data-problem]');
}

/** First step: the server's address, as one would paste it. Ends with the server found, or a problem shown. */
export async function typeAddress(options: Page, address: string): Promise<void> {
  await options.getByLabel(words('serverAddress')).fill(address);
  await options.getByRole('button', { name: words('continue') }).click();
  await options.getByRole('button', { name: words('signInWithBrowser') }).or(problemOn(options)).first().waitFor();
}

export interface Person { userId: string; password: string }

/** Chooses to sign in on the server's own pages. @returns the tab that opens for it */
export async function startBrowserSignIn(context: BrowserContext, options: Page): Promise<Page> {
  const opened = context.waitForEvent('page');
  await options.getByRole('button', { name: words('signInWithBrowser') }).click();
  const tab = await opened;
  await tab.getByLabel('Account name or email').waitFor();
  return tab;
}

/** Signs in on the embedded cloud's page, and grants access. Ends when Latchkey says that it is signed in. */
export async function grant(tab: Page, options: Page, { userId, password }: Person): Promise<void> {
  await tab.getByLabel('Account name or email').fill(userId);
  await tab.getByLabel('Password').fill(password);
  await tab.getByRole('button', { name: 'Log in' }).click();
  await tab.getByRole('button', { name: 'Grant access' }).click();
  await vaultKeyField(options).waitFor();
}

/** The other way in: an app password, or the real one. Ends signed in, or with a problem shown. */
export async function signInWithPassword(options: Page, { userId, password }: Person): Promise<void> {
  await options.getByRole('button', { name: words('signInWithPassword') }).click();
  await options.getByLabel(words('loginName')).fill(userId);
  await options.getByLabel(words('appPassword'), { exact: true }).fill(password);
  await options.getByRole('button', { name: words('signIn'), exact: true }).click();
  await vaultKeyField(options).or(problemOn(options)).or(options.getByText(words('noVaultYet'))).first().waitFor();
}

/** Second step: the key of the vault that is offered, or of another one. Ends with it open, or with a problem shown. */
export async function typeVaultKey(options: Page, { name, vaultKey }: { name: string; vaultKey: string }): Promise<void> {
  const choice = options.getByLabel(words('whichVault'));
  if (await choice.isVisible()) await choice.selectOption({ label: name });
  const field = options.getByLabel(words('vaultKeyOf', { vault: name }), { exact: true });
  await field.fill(vaultKey);
  await field.press('Enter');
  await options.getByRole('button', { name: words('finish') }).or(options.getByRole('alert')).first().waitFor();
}

function vaultKeyField(options: Page): Locator {
  return options.getByRole('button', { name: words('openVault'), exact: true });
}
