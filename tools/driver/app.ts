/**
 * Talks to the background of the driven extension as its own screens do, to bring it quickly into a state that a
 * test or a demonstration starts from.
 * @module
 */
import type { Page } from 'playwright';
import type { Answer, AppState, ScreenRequest, ScreenRequests, VaultSummary } from '../../src/messages/contract.ts';
import { stillPage, until, type Driven } from './browser.ts';

export interface App {
  /** The page that asks for us. It shows nothing, so that it costs nothing. */
  readonly screen: Page;
  ask: <Name extends ScreenRequest>(name: Name, ask: ScreenRequests[Name]['ask']) => Promise<Answer<ScreenRequests[Name]['reply']>>;
  /** The same, for what must go well. @throws with the problem's kind */
  must: <Name extends ScreenRequest>(name: Name, ask: ScreenRequests[Name]['ask']) => Promise<ScreenRequests[Name]['reply']>;
}

/** Where to sign in, as whom. `server` is a base address without a trailing slash. */
export interface Login { server: string; loginName: string; password: string }

/** Opens a page of the extension and speaks through it. */
export async function openApp(driven: Driven): Promise<App> {
  const screen = await driven.page(stillPage);
  const ask: App['ask'] = (name, question) => screen.evaluate(([to, what]) => (
    chrome.runtime.sendMessage({ to: 'screen-router', name: to, ask: what, version: chrome.runtime.getManifest().version })
  ), [name, question] as const);
  const must: App['must'] = async (name, question) => {
    const answer = await ask(name, question);
    if (!answer.ok) throw new Error(`${name} was answered with ${JSON.stringify(answer.problem)}`);
    return answer.value;
  };
  return { screen, ask, must };
}

/** Asks for the permission for a server's origin, as the sign-in screen does; granted without a question. */
export async function permit(app: App, server: string): Promise<void> {
  const granted = await app.screen.evaluate((origin) => chrome.permissions.request({ origins: [origin] }), `${new URL(server).origin}/*`);
  if (!granted) throw new Error(`No permission for ${server}.`);
}

/** Signs in and waits until the account's vaults are known. */
export async function signIn(app: App, login: Login): Promise<AppState> {
  await permit(app, login.server);
  const { account } = await app.must('signIn', { ...login, acceptPlainHttp: login.server.startsWith('http:') });
  let state = await app.must('refresh', {});
  await until('the list of vaults', async () => {
    state = await app.must('getState', {});
    return state.vaults.some((vault) => vault.account === account);
  });
  return state;
}

/** Opens a vault by its name and waits until all of it can be read. */
export async function openVault(app: App, name: string, key: string): Promise<VaultSummary> {
  const vault = (await app.must('getState', {})).vaults.find((one) => one.name === name);
  if (!vault) throw new Error(`There is no vault "${name}".`);
  await app.must('openVault', { vault: vault.id, key, unlockPassword: null });
  let opened = vault;
  await until(`the vault "${name}" to open`, async () => {
    opened = (await app.must('getState', {})).vaults.find(({ id }) => id === vault.id) ?? vault;
    return opened.state === 'open';
  });
  return opened;
}

/** Ids of credentials by their labels. */
export async function idOf(app: App, label: string): Promise<ScreenRequests['getCredential']['ask']['credential']> {
  const { rows } = await app.must('search', { query: label, limit: 50 });
  const row = rows.find((one) => one.label === label);
  if (!row) throw new Error(`There is no credential "${label}".`);
  return row.id;
}
