/**
 * Connecting a Nextcloud: every way in, every way it can go wrong, and signing out again.
 */
import type { Page } from 'playwright/test';
import type { Cloud } from '../src/demo-server/cloud.ts';
import { openVault, signIn } from '../tools/driver/app.ts';
import { grant, optionsPage, problemOn, signInWithPassword, startBrowserSignIn, typeAddress, typeVaultKey } from '../tools/driver/set-up.ts';
import { readStorage } from '../tools/driver/traces.ts';
import { putClockAhead } from '../tools/driver/triggers.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { scriptsInPages } from './wanted-menu.ts';
import { canariesIn, cloudAddress, cloudBase, live, openStandardVault, person, seed, vaultKey, vaultName } from './standard-vault.ts';

const standardVault = { name: vaultName, vaultKey };
const kindOn = (page: Page) => problemOn(page).first().getAttribute('data-problem');

/** How the server was asked to let us in, e.g. `GET /ocs/v2.php/core/getapppassword`. */
function askedFor(cloud: Cloud, path: RegExp): readonly string[] {
  return cloud.control.requests().filter((request) => path.test(request.path)).map(({ method, path: at }) => `${method} ${at}`);
}

test.describe('signing in', () => {
  test('with the browser: this one gets a name, grant access on the server’s page, open the vault, done', async ({ cloud, driven, visit }) => {
    await seed(cloud);
    const options = await driven.page(optionsPage);
    expect(await options.evaluate(() => chrome.permissions.contains({ origins: ['https://cloud.example/*'] }))).toBe(false);
    await typeAddress(options, cloudAddress);
    expect(await options.evaluate(() => chrome.permissions.getAll())).toMatchObject({ origins: ['https://cloud.example/*'] });

    cloud.control.addFault({ match: { path: '^/page$' }, kind: 'html' });
    const page = await visit(`${cloudBase}/page`);
    await options.getByRole('button', { name: words('deviceRename') }).click();
    await options.getByLabel(words('pairDevice')).fill('Küche');
    await expect(options.getByText(words('pairDeviceBecomes', { name: 'Kuche' }))).toBeVisible();
    await expectNoBarriers(options, 'the name of this browser');
    cloud.control.addFault({ match: { method: 'POST', path: '/login/v2$' }, kind: 'hold', times: 1 });
    const opened = startBrowserSignIn(driven.context, options);
    await expect.poll(() => cloud.control.heldRequests()).toBe(1);
    // While ours is on its way, a page of that very server asks for the same.
    const theirs = await page.evaluate(async () => (await (await fetch('/index.php/login/v2', { method: 'POST' })).json() as { login: string }).login);
    cloud.control.clearFaults();
    const tab = await opened;
    expect(new URL(tab.url()).host).toBe(cloudAddress);
    await grant(tab, options, person);
    expect(cloud.control.devices(person.userId)).toEqual(['Kuche']);
    await page.goto(theirs);
    await expect(page.locator('.client')).toContainText('Mozilla/5.0');
    await page.close();
    expect(await options.evaluate(() => chrome.declarativeNetRequest.getSessionRules())).toEqual([]);
    await expect(options.getByText(words('signedInAs', { name: person.displayName, host: cloudAddress }))).toBeVisible();
    await expect.poll(() => tab.isClosed()).toBe(true);
    await typeVaultKey(options, standardVault);
    await expect(options.getByRole('button', { name: words('finish') })).toBeVisible();
    expect(canariesIn(await readStorage(driven))).toEqual([]);
    await test.step('all sites are asked for at the end, with the reason; a no is fine, and a yes puts the mark into pages', async () => {
      const offer = options.locator('.card', { hasText: words('menuInPagesOffer') });
      const allow = offer.getByRole('button', { name: words('allow'), exact: true });
      await expect(offer).toContainText(words('menuInPagesOfferHint'));
      expect(await scriptsInPages(driven)).toEqual([]);
      await options.evaluate(() => {
        const own = chrome.permissions.request.bind(chrome.permissions);
        chrome.permissions.request = () => {
          chrome.permissions.request = own;
          return Promise.resolve(false);
        };
      });
      await allow.click();
      await expect(offer).toContainText(words('menuInPagesLater'));
      await allow.click();
      await expect(offer).toContainText(words('menuInPagesOn'));
      await expect(offer).toBeFocused();
      await expectNoBarriers(options, 'the end of the set-up, with the mark in pages');
      await expect.poll(() => scriptsInPages(driven)).toContain('scout');
      await options.getByRole('button', { name: words('finish') }).click();
      await expect(options.getByRole('checkbox', { name: words('menuInPages') })).toBeChecked();
    });
  });

  test('with the browser opens no page of somebody else, is over after twenty minutes, and begins again', async ({ cloud, driven, app }) => {
    await seed(cloud);
    const options = await driven.page(optionsPage);
    await typeAddress(options, cloudAddress);
    cloud.control.addFault({ match: { method: 'POST', path: '/login/v2$' }, kind: 'corrupt-field', field: 'login', value: 'https://evil.example/login', times: 1 });
    const pages = driven.context.pages().length;
    await options.getByRole('button', { name: words('signInWithBrowser') }).click();
    await expect(options.locator('[data-problem="foreign-login-address"]')).toContainText('evil.example');
    expect(driven.context.pages()).toHaveLength(pages);
    const again = async (): Promise<Page> => {
      const opened = driven.context.waitForEvent('page');
      await options.getByRole('button', { name: words('startAgain') }).click();
      return opened;
    };
    await again();
    // The page opens before its twenty minutes begin.
    await expect.poll(async () => (await app.must('getLoginFlow', {})).state).toBe('waiting');
    await putClockAhead(driven, 20 * 60_000);
    await expect(options.locator('[data-problem="login-expired"]')).toBeVisible();
    await grant(await again(), options, person);
    await expect(options.getByText(words('signedInAs', { name: person.displayName, host: cloudAddress }))).toBeVisible();
    expect(cloud.control.devices(person.userId)).toHaveLength(1);
  });

  test('with the browser goes on although the worker dies while it waits', async ({ cloud, driven }) => {
    await seed(cloud);
    const options = await driven.page(optionsPage);
    await typeAddress(options, cloudAddress);
    const tab = await startBrowserSignIn(driven.context, options);
    await driven.killWorker();
    await grant(tab, options, person);
    expect(cloud.control.devices(person.userId)).toHaveLength(1);
  });

  test('with the real password: exchanged for an app password at once, and forgotten', { tag: '@live' }, async ({ cloud, driven }) => {
    await seed(cloud);
    const options = await driven.page(optionsPage);
    await typeAddress(options, cloudAddress);
    const consent = options.getByRole('checkbox', { name: words('plainHttpAccept') });
    if (live !== null && await consent.isVisible()) await consent.check();
    await signInWithPassword(options, person);
    await typeVaultKey(options, standardVault);
    await expect(options.getByRole('button', { name: words('finish') })).toBeVisible();
    expect((await readStorage(driven)).includes(JSON.stringify(person.password)), 'the real password').toBe(false);
    if (live !== null) return;
    expect(askedFor(cloud, /getapppassword/)).toHaveLength(1);
    expect(cloud.control.devices(person.userId)).toEqual([expect.stringMatching(/^Latchkey \(.*(?:Chrom|Edge|Opera|Brave).*, Linux\)$/)]);
    expect(canariesIn(await readStorage(driven))).toEqual([]);
  });

  test('with an app password: used as it is', async ({ cloud, driven, app }) => {
    await seed(cloud);
    const appPassword = await makeAppPassword(cloud);
    await signIn(app, { server: cloudBase, loginName: person.userId, password: appPassword });
    await openVault(app, vaultName, vaultKey);
    expect(cloud.control.devices(person.userId)).toHaveLength(1);
    expect(await readStorage(driven)).not.toContain(appPassword);
  });

  test('over plain http asks for a yes first, and sends nothing before it', async ({ cloud, driven }) => {
    await seed(cloud);
    const options = await driven.page(optionsPage);
    await typeAddress(options, `http://${cloudAddress}`);
    await expect(options.getByText(words('plainHttpWarning', { host: cloudAddress }))).toBeVisible();
    const password = options.getByRole('button', { name: words('signInWithPassword') });
    await expect(password).toHaveAttribute('aria-disabled', 'true');
    await password.click({ force: true });
    await expect(options.getByLabel(words('loginName'))).toHaveCount(0);
    expect(cloud.control.requests().filter(({ authorization }) => authorization)).toEqual([]);

    await options.getByRole('checkbox', { name: words('plainHttpAccept') }).check();
    await signInWithPassword(options, person);
    await typeVaultKey(options, standardVault);
    await expect(options.getByRole('button', { name: words('finish') })).toBeVisible();
  });

  test('is not fooled into plain http by a message without the yes', async ({ app, cloud }) => {
    await app.screen.evaluate(() => chrome.permissions.request({ origins: ['http://cloud.example/*'] }));
    const ask = { server: `http://${cloudAddress}`, acceptPlainHttp: false };
    expect(await app.ask('signIn', { ...ask, loginName: person.userId, password: person.password })).toMatchObject({ ok: false, problem: { kind: 'plain-http' } });
    expect(await app.ask('startLoginFlow', ask)).toMatchObject({ ok: false, problem: { kind: 'plain-http' } });
    expect(cloud.control.requests().filter(({ authorization, method }) => authorization || method === 'POST')).toEqual([]);
  });
});

test.describe('an address that is no good', () => {
  const cases: readonly [string, string, (cloud: Cloud) => void, string?][] = [
    ['is told apart from a typing mistake', 'bad-address', () => undefined, 'http://'],
    ['of a site that is no Nextcloud', 'not-nextcloud', () => undefined, 'shop.example'],
    ['of a server in maintenance', 'maintenance', (cloud) => cloud.control.maintenance(true)],
    ['of a server that hangs up', 'unreachable', (cloud) => cloud.control.addFault({ match: { path: 'status' }, kind: 'drop' })],
    ['of a server that sends us elsewhere', 'redirected', (cloud) => cloud.control.addFault({ match: { path: 'status' }, kind: 'redirect', to: 'https://evil.example/status.php' })],
    ['of a server that fails', 'server-error', (cloud) => cloud.control.addFault({ match: { path: 'status' }, kind: 'status', status: 500 })],
  ];
  for (const [what, kind, spoil, address = cloudAddress] of cases) {
    test(`${what}: ${kind}`, async ({ cloud, driven }) => {
      spoil(cloud);
      const options = await driven.page(optionsPage);
      await typeAddress(options, address);
      expect(await kindOn(options)).toBe(kind);
      expect(await problemOn(options).first().innerText()).toMatch(/\w+ .*\.\s.*\w+ .*\./s);
      expect(cloud.control.requests().filter(({ authorization }) => authorization)).toEqual([]);
    });
  }
});

test.describe('a sign-in that fails', () => {
  const cases: readonly [string, string, (cloud: Cloud) => void, string?][] = [
    ['with a wrong password', 'wrong-login', () => undefined, 'not my password'],
    ['without Passman on the server', 'no-passman', (cloud) => cloud.control.passman(false)],
    ['after too many attempts', 'throttled', (cloud) => cloud.control.addFault({ match: { path: 'ocs' }, kind: 'status', status: 429 })],
    ['with a page instead of data', 'bad-answer', (cloud) => cloud.control.addFault({ match: { path: 'getapppassword|cloud/user' }, kind: 'html' })],
  ];
  for (const [what, kind, spoil, password = person.password] of cases) {
    test(`${what} says so, and keeps nothing: ${kind}`, async ({ cloud, driven }) => {
      const options = await driven.page(optionsPage);
      await typeAddress(options, cloudAddress);
      spoil(cloud);
      await signInWithPassword(options, { ...person, password });
      expect(await kindOn(options)).toBe(kind);
      const kept = await readStorage(driven);
      expect(kept).not.toContain(person.userId);
      expect(canariesIn(kept)).toEqual([]);
      expect(cloud.control.devices(person.userId), 'no app password is left behind').toEqual([]);
    });
  }

  test('with two-factor authentication points to the browser: needs-login-flow', async ({ cloud, driven }) => {
    cloud.control.addUser({ userId: 'tina', password: 'tina', twoFactor: true });
    const options = await driven.page(optionsPage);
    await typeAddress(options, cloudAddress);
    await signInWithPassword(options, { userId: 'tina', password: 'tina' });
    expect(await kindOn(options)).toBe('needs-login-flow');
  });

  test('with a wrong vault key says so, in the field', async ({ cloud, driven }) => {
    await seed(cloud);
    const options = await driven.page(optionsPage);
    await typeAddress(options, cloudAddress);
    await signInWithPassword(options, person);
    await typeVaultKey(options, { ...standardVault, vaultKey: 'not the key' });
    await expect(options.getByRole('alert')).toContainText(words('problemWrongVaultKey', { vault: vaultName }));
    await typeVaultKey(options, standardVault);
    await expect(options.getByRole('button', { name: words('finish') })).toBeVisible();
  });
});

test.describe('several accounts', () => {
  test('stand beside each other, and one signs out alone', async ({ cloud, app }) => {
    cloud.control.addUser({ userId: 'bert', password: 'bert', displayName: 'Bert' });
    await seed(cloud, { userId: 'bert', name: 'Theirs', key: 'their key', items: [{ label: 'Theirs only', url: 'https://theirs.example', username: 'bert', password: 'b' }] });
    await openStandardVault(cloud, app);
    await signIn(app, { server: cloudBase, loginName: 'bert', password: 'bert' });
    await openVault(app, 'Theirs', 'their key');
    expect((await app.must('search', { query: 'Theirs only', limit: 9 })).total).toBe(1);
    expect((await app.must('search', { query: 'Corner shop', limit: 9 })).total).toBe(1);

    const bert = (await app.must('getState', {})).accounts.find(({ userId }) => userId === 'bert');
    expect(await app.must('signOut', { account: bert?.id ?? '' as never })).toEqual({ revoked: true });
    expect((await app.must('search', { query: 'Theirs only', limit: 9 })).total).toBe(0);
    expect((await app.must('search', { query: 'Corner shop', limit: 9 })).total).toBe(1);
    expect(cloud.control.devices('bert')).toEqual([]);
    expect(cloud.control.devices(person.userId)).toHaveLength(1);
  });
});

test.describe('signing out', () => {
  test('revokes the app password, gives back the permission and leaves no trace', async ({ cloud, driven, app }) => {
    await openStandardVault(cloud, app);
    const options = await driven.page(optionsPage);
    await options.getByRole('button', { name: words('signOut'), exact: true }).click();
    await options.getByRole('button', { name: words('signOut'), exact: true }).last().click();
    await expect(options.getByLabel(words('serverAddress'))).toBeVisible();
    expect(cloud.control.devices(person.userId)).toEqual([]);
    expect(await app.screen.evaluate(() => chrome.permissions.getAll())).toMatchObject({ origins: [] });
    const kept = await readStorage(driven);
    for (const trace of ['anna', 'Anna', cloudAddress, vaultName, 'keyring', 'dataKey']) expect(kept, trace).not.toContain(trace);
    expect(canariesIn(kept)).toEqual([]);
  });

  test('says so when the server could not be told', async ({ cloud, app }) => {
    await openStandardVault(cloud, app);
    cloud.control.addFault({ match: { path: 'apppassword' }, kind: 'drop' });
    const [account] = (await app.must('getState', {})).accounts;
    expect(await app.must('signOut', { account: account?.id ?? '' as never })).toEqual({ revoked: false });
    expect((await app.must('getState', {})).accounts).toEqual([]);
  });
});

/** As a person makes one under "Devices & sessions". */
async function makeAppPassword(cloud: Cloud): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${person.userId}:${person.password}`).toString('base64')}`;
  const response = await fetch(`${cloud.url}/ocs/v2.php/core/getapppassword?format=json`, { headers: { authorization, 'OCS-APIRequest': 'true', accept: 'application/json' } });
  const { ocs } = await response.json() as { ocs: { data: { apppassword: string } } };
  return ocs.data.apppassword;
}
