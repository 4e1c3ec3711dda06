/**
 * SelfPrivacy servers from the options page: pairing, watching, switching, and everything else that their pages offer.
 */
import type { Page } from 'playwright/test';
import type { Cloud } from '../src/demo-server/cloud.ts';
import type { SelfPrivacyState } from '../src/demo-server/selfprivacy/state.ts';
import { permit, type App } from '../tools/driver/app.ts';
import type { Driven } from '../tools/driver/browser.ts';
import { optionsPage } from '../tools/driver/set-up.ts';
import { readStorage } from '../tools/driver/traces.ts';
import { words, wordsLike } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { openStandardVault } from './standard-vault.ts';

const domain = 'home.example';

/** A server that rebuilds itself in no time. */
function serverIn(cloud: Cloud, version = '1.2.7'): SelfPrivacyState {
  const state = cloud.control.selfPrivacy();
  Object.assign(state, { version, domain, rebuildMs: 400, awayMs: 100 });
  return state;
}

/** Paired without its screens. */
async function pair(cloud: Cloud, app: App, version?: string): Promise<SelfPrivacyState> {
  const state = serverIn(cloud, version);
  await openStandardVault(cloud, app);
  await permit(app, `https://api.${domain}`);
  await app.must('pairServer', { domain, phrase: state.invite(Date.now()), device: 'Latchkey', how: 'invitation' });
  return state;
}

/** The only server and the only vault there are. */
async function ids(app: App) {
  const [server] = (await app.must('getServers', {})).servers;
  const [vault] = (await app.must('getState', {})).vaults;
  if (server === undefined || vault === undefined) throw new Error('Nothing is paired or open.');
  return { server: server.id, vault: vault.id };
}

const button = (page: Page, key: string, values?: Record<string, string | number>) => page.getByRole('button', { name: words(key, values), exact: true });
const service = (page: Page, id: string) => page.locator(`[data-service="${id}"]`);

async function open(driven: Driven, part?: string): Promise<Page> {
  const options = await driven.page(optionsPage);
  await options.locator(`[data-server="${domain}"]`).waitFor();
  if (part !== undefined) await button(options, part).click();
  return options;
}

/** Types the domain into the question that is open, and says yes. */
async function confirm(options: Page, yes: string): Promise<void> {
  const question = options.locator('.confirm');
  await expect(question.getByRole('button', { name: words(yes), exact: true })).toHaveAttribute('aria-disabled', 'true');
  await question.getByLabel(words('typeDomain', { domain })).fill(domain);
  await question.getByRole('button', { name: words(yes), exact: true }).click();
}

async function begin(options: Page, address = domain): Promise<void> {
  await button(options, 'pairServer').click();
  await options.getByLabel(words('serverDomain')).fill(address);
  await button(options, 'continue').click();
}

test.describe('pairing', () => {
  test('by the twelve words of another device: slips are found before anything is sent, and only the API may be reached', async ({ cloud, driven, app }) => {
    await openStandardVault(cloud, app);
    const state = serverIn(cloud);
    const phrase = state.invite(Date.now());
    const options = await driven.page(optionsPage);
    await begin(options, `https://cloud.${domain}/login`);
    const field = options.getByRole('textbox', { name: words('pairWords', { count: 12 }) });
    const [first = '', ...rest] = phrase.split(' ');
    await field.fill(`1. ${first}x 2. ${rest.join(', ').toUpperCase()}`);
    await button(options, 'pair').click();
    await expect(options.getByText(words('phraseUnknown', { position: 1, word: `${first}x` }))).toBeVisible();
    await expectNoBarriers(options, 'pairing', 'main');
    await options.getByRole('button', { name: first, exact: true }).click();
    expect(cloud.control.requests().filter(({ path }) => path.includes('authorize'))).toEqual([]);

    await button(options, 'pair').click();
    await expect(options.getByText(words('pairedNow'))).toBeVisible();
    expect(state.tokens.map(({ name }) => name)).toEqual(['primary_token', 'LatchkeyChrome']);
    expect(await app.screen.evaluate(() => chrome.permissions.getAll().then(({ origins }) => origins))).toEqual(expect.arrayContaining([`https://api.${domain}/*`]));
    expect(await readStorage(driven)).not.toContain(state.tokens[1]?.token);
    expect(state.newDevice).toBeNull();
  });

  test('with words that are wrong, used or over says so, and pairs nothing', async ({ cloud, driven, app }) => {
    await openStandardVault(cloud, app);
    const state = serverIn(cloud);
    const options = await driven.page(optionsPage);
    await begin(options);
    const field = options.getByRole('textbox', { name: words('pairWords', { count: 12 }) });
    await field.fill('legal winner thank');
    await button(options, 'pair').click();
    await expect(options.getByText(words('phraseCount_other', { count: 3, needed: 12 }))).toBeVisible();
    await field.fill('winner legal thank year wave sausage worth useful legal winner thank yellow');
    await button(options, 'pair').click();
    await expect(options.getByText(words('phraseOrder'))).toBeVisible();
    await field.fill('legal winner thank year wave sausage worth useful legal winner thank yellow');
    await button(options, 'pair').click();
    await expect(options.locator('[data-problem="wrong-phrase"]')).toBeVisible();
    expect(state.tokens).toHaveLength(1);
  });

  test('after a lost phone, by the eighteen words of the recovery kit', async ({ cloud, driven, app }) => {
    const state = await pair(cloud, app);
    await app.must('makeRecoveryKit', { ...(await ids(app)), expires: null, uses: 2, label: 'Kit' });
    const phrase = state.recovery?.phrase ?? '';
    const options = await open(driven);
    await button(options, 'pairAnotherServer').click();
    await options.getByLabel(words('serverDomain')).fill(domain);
    await button(options, 'continue').click();
    await options.getByRole('radio', { name: new RegExp(words('pairByRecovery')) }).check();
    await options.getByRole('textbox', { name: words('pairWords', { count: 18 }) }).fill(phrase);
    await button(options, 'pair').click();
    await expect(options.getByText(words('pairedNow'))).toBeVisible();
    expect(state.recovery?.usesLeft).toBe(1);
  });

  const strange: readonly [string, string, (cloud: Cloud) => void, string?][] = [
    ['an address that is none', 'bad-address', () => undefined, 'not a domain'],
    ['a site that is no such server', 'not-selfprivacy', (cloud) => cloud.control.addFault({ match: { path: '/api/version' }, kind: 'html', status: 404 })],
    ['a server that is too old', 'server-too-old', (cloud) => { cloud.control.selfPrivacy().version = '1.1.1'; }],
    ['a server that restarts', 'restarting', (cloud) => { cloud.control.selfPrivacy().awayUntil = Date.now() + 60_000; }],
  ];
  for (const [what, kind, spoil, address] of strange) {
    test(`with ${what}: ${kind}`, async ({ cloud, driven, app }) => {
      await openStandardVault(cloud, app);
      spoil(cloud);
      const options = await driven.page(optionsPage);
      await begin(options, address);
      await expect(options.locator(`[data-problem="${kind}"]`)).toBeVisible();
    });
  }

  test('says what a version cannot do', async ({ cloud, driven, app }) => {
    await openStandardVault(cloud, app);
    serverIn(cloud, '2.4.3');
    const options = await driven.page(optionsPage);
    await begin(options);
    await expect(options.getByText(words('lacksBackups'))).toBeVisible();
  });
});

test.describe('a paired server', () => {
  test('shows its services, and tells of one that stopped at the second look only', async ({ cloud, driven, app }) => {
    const state = await pair(cloud, app);
    const options = await open(driven);
    await expect(service(options, 'nextcloud')).toContainText(words('serviceRunning'));
    await expectNoBarriers(options, 'a paired server', 'main');
    const { server } = await ids(app);
    state.services.set('nextcloud', 3);
    expect((await app.must('lookAtServer', { server })).broken).toEqual([]);
    expect((await app.must('lookAtServer', { server })).broken).toEqual(['nextcloud']);
    await expect(service(options, 'nextcloud')).toContainText(words('serviceStopped'));
    await expect.poll(async () => (await driven.worker()).evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true });
      return chrome.action.getBadgeText({ tabId: tab?.id ?? 0 });
    })).toBe('!');
  });

  test('offers its Nextcloud as an account', async ({ cloud, driven, app }) => {
    await pair(cloud, app);
    const options = await open(driven);
    await button(options, 'adoptNextcloud', { address: `https://cloud.${domain}` }).click();
    await expect(options.getByLabel(words('serverAddress'))).toHaveValue(`https://cloud.${domain}`);
    await expect(options.getByRole('link', { name: words('adoptBitwarden', { address: `https://password.${domain}` }) })).toBeVisible();
  });

  test('has the focus where a notification leads to', async ({ cloud, driven, app }) => {
    await pair(cloud, app);
    const options = await driven.page(`${optionsPage}#servers`);
    await expect(options.locator('ul:focus')).toContainText(domain);
    await expect(options.locator('ul:focus')).toBeInViewport();
  });

  test('switches a service on when it is applied, and shows it coming', async ({ cloud, driven, app }) => {
    const state = await pair(cloud, app);
    const options = await open(driven);
    // Not `check`: it shows what the server says, once that has been asked.
    await service(options, 'ocserv').getByRole('switch').click();
    await expect(options.getByText(words('serverUnapplied'))).toBeVisible();
    expect([state.started, state.enabled.get('ocserv')]).toEqual([[], true]);
    await button(options, 'serverApply').click();
    await expect(options.getByText(words('serverUnapplied'))).toHaveCount(0);
    await expect(service(options, 'ocserv')).toContainText(words('serviceRunning'), { timeout: 15_000 });
    expect(state.started).toEqual(['apply']);
  });

  test('that has thrown this browser out says so', async ({ cloud, driven, app }) => {
    const state = await pair(cloud, app);
    state.tokens = state.tokens.slice(0, 1);
    const options = await open(driven);
    await button(options, 'serverLook').click();
    await expect(options.locator('[data-problem="device-revoked"]')).toBeVisible();
  });

  test('is forgotten with its permission, and its token is worth nothing then', async ({ cloud, driven, app }) => {
    const state = await pair(cloud, app);
    const token = state.tokens[1]?.token;
    const options = await open(driven);
    await button(options, 'unpair').click();
    await confirm(options, 'unpair');
    await expect(options.locator(`[data-server="${domain}"]`)).toHaveCount(0);
    expect(state.tokens.map((one) => one.token)).not.toContain(token);
    expect(await app.screen.evaluate((origin) => chrome.permissions.contains({ origins: [origin] }), `https://api.${domain}/*`)).toBe(false);
  });
});

for (const version of ['1.2.7', '3.8.4']) {
  test.describe(`the pages of a server of ${version}`, () => {
    test('devices: words for another with a countdown, revoking one, a new key', async ({ cloud, driven, app }) => {
      const state = await pair(cloud, app, version);
      const options = await open(driven, 'serverDevices');
      await button(options, 'inviteDevice').click();
      await expect(options.locator('.phrase')).toHaveText(/^[a-z]+( [a-z]+){11}$/);
      await expect(options.getByText(wordsLike('invitationLeft'))).toBeVisible();
      expect(await options.locator('.phrase').innerText()).toBe(state.newDevice?.phrase);
      await button(options, 'cancelInvitation').click();
      await expect(options.locator('.phrase')).toHaveCount(0);
      expect(state.newDevice).toBeNull();

      const before = state.tokens[1]?.token;
      await button(options, 'rotateToken').click();
      await expect(options.getByText(words('tokenRotated'))).toBeVisible();
      expect(state.tokens[1]?.token).not.toBe(before);

      await button(options, 'revokeDeviceNamed', { device: 'primary_token' }).click();
      await options.locator('.confirm').getByRole('button', { name: words('revokeDevice'), exact: true }).click();
      await expect(options.getByText('primary_token')).toHaveCount(0);
      expect(state.tokens.map(({ name }) => name)).toEqual(['Latchkey']);
      await expectNoBarriers(options, 'devices', 'main');
    });

    test('recovery kit: made with limits, and kept in the vault only', async ({ cloud, driven, app }) => {
      const state = await pair(cloud, app, version);
      const options = await open(driven, 'serverDevices');
      await options.getByLabel(words('recoveryUses')).fill('3');
      await button(options, 'recoveryMake').click();
      await expect(options.getByText(words('recoveryKept'))).toBeVisible();
      expect(state.recovery?.usesLeft).toBe(3);
      const { rows } = await app.must('search', { query: words('recoveryLabel', { server: domain }), limit: 5 });
      const revealed = await Promise.all(rows.map(({ id }) => app.must('reveal', { credential: id, part: { field: 'password' } })));
      expect(JSON.stringify(revealed)).toContain(state.recovery?.phrase);
      expect(await options.locator('main').innerText()).not.toContain(state.recovery?.phrase);
    });

    test('mailboxes: a password in the vault first, then the user', async ({ cloud, driven, app }) => {
      const state = await pair(cloud, app, version);
      const options = await open(driven, 'serverUsers');
      const name = options.getByLabel(words('newUserName'));
      await name.fill('Root!');
      await expect(options.getByText(words('refusedNameInvalid'))).toBeVisible();
      await name.fill('family');
      await button(options, 'newUser').click();
      await expect(options.getByText(words('userMade'))).toBeVisible();
      expect([...state.users.keys()]).toEqual(['u1', 'family']);
      if (version === '3.8.4') await expect(options.getByRole('link', { name: /https:\/\/auth/ })).toBeVisible();
      const { rows } = await app.must('search', { query: words('userLabel', { name: 'family', server: domain }), limit: 5 });
      expect(rows).toHaveLength(1);

      await button(options, 'removeUserNamed', { name: 'u1' }).click();
      await confirm(options, 'unpair');
      await expect(button(options, 'removeUserNamed', { name: 'u1' })).toHaveCount(0);
      expect([...state.users.keys()]).toEqual(['family']);
    });

    test('SSH: keys added and removed', async ({ cloud, driven, app }) => {
      const state = await pair(cloud, app, version);
      const options = await open(driven, 'serverSsh');
      const password = options.getByRole('checkbox', { name: new RegExp(words('sshPasswordLogin')) });
      if (version === '3.8.4') await expect(password).toHaveCount(0);
      else {
        await password.click();
        await expect.poll(() => state.ssh.passwordAuthentication).toBe(false);
      }
      await options.getByLabel(words('newKey')).fill('ecdsa x');
      await button(options, 'addKey').click();
      await expect(options.locator('[data-problem="server-refused"]')).toBeVisible();
      await options.getByLabel(words('newKey')).fill('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAtest anna@laptop');
      await button(options, 'addKey').click();
      await expect(options.getByText('anna@laptop')).toBeVisible();
      await button(options, 'removeKeyOf', { user: 'root' }).click();
      await expect(options.getByText('anna@laptop')).toHaveCount(0);
      expect(state.rootKeys).toEqual([]);
    });

    test('maintenance: settings at once, the rest after typing the domain', async ({ cloud, driven, app }) => {
      const state = await pair(cloud, app, version);
      const options = await open(driven, 'serverMaintenance');
      await options.getByLabel(words('serverTimezone')).selectOption('Europe/Berlin');
      await expect.poll(() => state.timezone).toBe('Europe/Berlin');
      await expect(button(options, 'serverPull')).toHaveCount(version === '3.8.4' ? 0 : 1);
      const { server } = await ids(app);
      expect(await app.ask('changeServer', { server, change: { do: 'rollback', confirm: 'yes' } })).toMatchObject({ ok: false, problem: { kind: 'not-allowed' } });
      expect(state.started).toEqual([]);
      await button(options, 'serverReboot').click();
      await confirm(options, 'serverReboot');
      await expect(options.getByText(words('serverStarted'))).toBeVisible();
      expect(state.started).toEqual(['reboot']);
    });

    test('backups: made, and restored after two questions', async ({ cloud, driven, app }) => {
      const state = await pair(cloud, app, version);
      const options = await open(driven, 'serverBackups');
      await expect(options.locator('[data-backups="idle"]')).toBeVisible();
      await button(options, 'backUpNow').click();
      await expect.poll(() => state.restic.snapshots.length, { timeout: 15_000 }).toBe(2);
      await expect(options.locator('[data-backups="idle"]')).toBeVisible({ timeout: 15_000 });
      await options.getByRole('button', { name: wordsLike('restoreNamed') }).last().click();
      const question = options.locator('.confirm');
      await question.getByLabel(words('typeDomain', { domain })).fill(domain);
      await expect(question.getByRole('button', { name: words('restoreBackup') })).toHaveAttribute('aria-disabled', 'true');
      await question.getByRole('checkbox').check();
      await question.getByRole('button', { name: words('restoreBackup') }).click();
      await expect.poll(() => state.started).toEqual(['backup', 'restore']);
    });

    test('DKIM: the record to copy', async ({ cloud, driven, app }) => {
      await pair(cloud, app, version);
      const options = await open(driven, 'serverDns');
      await expect(options.getByText(/^v=DKIM1; k=rsa; p=MIIB\S+$/)).toBeVisible();
    });
  });
}
