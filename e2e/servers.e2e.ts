/**
 * SelfPrivacy servers from the options page: pairing, watching, switching, and everything else that their pages offer.
 * What goes wrong is in `server-trouble.e2e.ts`.
 */
import { optionsPage } from '../tools/driver/set-up.ts';
import { readStorage } from '../tools/driver/traces.ts';
import { words, wordsLike } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { begin, button, confirm, domain, ids, open, pair, phraseField, problem, serverIn, service } from './server-steps.ts';
import { openStandardVault } from './standard-vault.ts';

test.describe('pairing', () => {
  test('by the twelve words of another device: slips are found before anything is sent, and only the API may be reached', async ({ cloud, driven, app }) => {
    await openStandardVault(cloud, app);
    const state = serverIn(cloud);
    const phrase = state.invite(Date.now());
    const options = await driven.page(optionsPage);
    await begin(options, `https://cloud.${domain}/login`);
    const field = phraseField(options, 12);
    const [first = '', ...rest] = phrase.split(' ');
    await field.fill(`1. ${first}x 2. ${rest.join(', ').toUpperCase()}`);
    await options.getByLabel(words('pairDevice')).fill('Anna’s PC');
    await expect(options.getByText(words('pairDeviceBecomes', { name: 'Anna_s_PC' }))).toBeVisible();
    await button(options, 'pair').click();
    await expect(options.getByText(words('phraseUnknown', { position: 1, word: `${first}x` }))).toBeVisible();
    await expectNoBarriers(options, 'pairing', 'main');
    await options.getByRole('button', { name: first, exact: true }).click();
    expect(cloud.control.requests().filter(({ path }) => path.includes('authorize'))).toEqual([]);

    await button(options, 'pair').click();
    await expect(options.getByText(words('pairedNow'))).toContainText(words('pairedAs', { name: 'Anna_s_PC' }));
    expect(state.tokens.map(({ name }) => name)).toEqual(['primary_token', 'Anna_s_PC']);
    expect(await app.screen.evaluate(() => chrome.permissions.getAll().then(({ origins }) => origins))).toEqual(expect.arrayContaining([`https://api.${domain}/*`]));
    expect(await readStorage(driven)).not.toContain(state.tokens[1]?.token);
    expect(state.newDevice).toBeNull();
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
    await phraseField(options, 18).fill(phrase);
    await button(options, 'pair').click();
    await expect(options.getByText(words('pairedNow'))).toBeVisible();
    expect(state.recovery?.usesLeft).toBe(1);
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
      // Without a recovery kit a lost answer would lock this browser out.
      await options.locator('.confirm').getByRole('button', { name: words('rotateToken'), exact: true }).click();
      await expect(options.getByText(words('tokenRotated'))).toBeVisible();
      expect(state.tokens[1]?.token).not.toBe(before);

      await button(options, 'revokeDeviceNamed', { device: 'primary_token' }).click();
      await options.locator('.confirm').getByRole('button', { name: words('revokeDevice'), exact: true }).click();
      await expect(options.getByText('primary_token')).toHaveCount(0);
      expect(state.tokens.map(({ name }) => name)).toEqual(['Latchkey']);
      // Its own entry has no such button, and the server would refuse.
      await expect(options.getByRole('button', { name: wordsLike('revokeDeviceNamed') })).toHaveCount(0);
      const { server } = await ids(app);
      expect(await app.ask('changeServer', { server, change: { do: 'revoke-device', name: 'Latchkey' } })).toMatchObject({ problem: { kind: 'server-refused', why: 'own-device' } });
      await expectNoBarriers(options, 'devices', 'main');
    });

    test('recovery kit: made with limits, and kept in the vault only', async ({ cloud, driven, app }) => {
      const state = await pair(cloud, app, version);
      const options = await open(driven, 'serverDevices');
      state.timezone = 'Asia/Tokyo';
      const day = options.getByLabel(words('recoveryUntil'));
      await day.fill('2021-01-01');
      await button(options, 'recoveryMake').click();
      await expect(problem(options, 'server-refused')).toContainText(words('refusedPastDate'));
      expect([state.recovery, (await app.must('search', { query: words('recoveryLabel', { server: domain }), limit: 5 })).total]).toEqual([null, 0]);

      await day.fill('2031-01-01');
      await options.getByLabel(words('recoveryUses')).fill('3');
      await button(options, 'recoveryMake').click();
      await expect(options.getByText(words('recoveryKept'))).toBeVisible();
      expect(state.recovery?.usesLeft).toBe(3);
      // REST reads the time on the server's own clock, nine hours ahead.
      const until = await options.evaluate(() => new Date('2031-01-01T23:59:59').getTime());
      expect(Date.parse(state.recovery?.expiration ?? '')).toBe(until + (version === '1.2.7' ? 9 * 3_600_000 : 0));
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
      // Made all the same: it is looked for, before its password is thrown away.
      if (version === '1.2.7') cloud.control.addFault({ match: { method: 'POST', path: '/users' }, kind: 'lost-answer' });
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
      await expect(problem(options, 'server-refused')).toContainText(words('refusedNextKey'));
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
      await options.getByLabel(words('autoReboot')).click();
      await expect.poll(() => state.autoUpgrade).toEqual({ enable: true, allowReboot: true });
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
      state.restic.state = 'NO_KEY';
      const options = await open(driven, 'serverBackups');
      await expect(options.locator('[data-backups="no-key"]')).toBeVisible();
      for (const label of ['backupAccount', 'backupKey', 'backupBucket']) await options.getByLabel(words(label), { exact: true }).fill(label);
      await button(options, 'backupPlaceSet').click();
      await expect(options.locator('[data-backups="idle"]')).toBeVisible({ timeout: 15_000 });
      await button(options, 'backUpNow').click();
      await expect.poll(() => state.restic.snapshots.length, { timeout: 15_000 }).toBe(2);
      await expect(options.locator('[data-backups="idle"]')).toBeVisible({ timeout: 15_000 });
      await options.getByRole('button', { name: wordsLike('restoreNamed') }).last().click();
      const question = options.locator('.confirm');
      await question.getByLabel(words('typeDomain', { domain })).fill(domain);
      await expect(question.getByRole('button', { name: words('restoreBackup') })).toHaveAttribute('aria-disabled', 'true');
      await question.getByRole('checkbox').check();
      Object.assign(state, { rebuildMs: 600_000 });
      await question.getByRole('button', { name: words('restoreBackup') }).click();
      await expect.poll(() => state.started).toEqual(['backup', 'restore']);

      // Meanwhile no backup begins, though the server would let it.
      await expect(options.locator('[data-backups="restoring"]')).toBeVisible({ timeout: 15_000 });
      await expect(button(options, 'backUpNow')).toHaveAttribute('aria-disabled', 'true');
      await button(options, 'backUpNow').click({ force: true });
      const { server } = await ids(app);
      expect(await app.ask('changeServer', { server, change: { do: 'back-up' } })).toMatchObject({ problem: { kind: 'server-refused', why: 'restore-running' } });
      expect(state.started).toEqual(['backup', 'restore']);
    });

    test('DKIM: the record to copy', async ({ cloud, driven, app }) => {
      await pair(cloud, app, version);
      await driven.context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const options = await open(driven, 'serverDns');
      const record = options.getByText(/^v=DKIM1; k=rsa; p=MIIB\S+$/);
      await options.bringToFront();
      await button(options, 'copyNamed', { name: words('dnsValue') }).click();
      await expect.poll(() => options.evaluate(() => navigator.clipboard.readText())).toBe(await record.innerText());
    });
  });
}
