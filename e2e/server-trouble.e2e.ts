/**
 * What goes wrong with SelfPrivacy servers: one sentence, a way out that works, nothing half done.
 */
import type { Cloud } from '../src/demo-server/cloud.ts';
import { optionsPage } from '../tools/driver/set-up.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { begin, button, domain, open, pair, phraseField, problem, serverIn, service } from './server-steps.ts';
import { openStandardVault } from './standard-vault.ts';

const page = (cloud: Cloud, status: number): void => { cloud.control.addFault({ match: { path: '/api/version' }, kind: 'html', status }); };
const strange: readonly [string, string, (cloud: Cloud) => void, string?][] = [
  ['an address that is none', 'bad-address', () => undefined, 'not a domain'],
  ['a site that is no such server', 'not-selfprivacy', (cloud) => { page(cloud, 404); }],
  ['a server that is too old', 'server-too-old', (cloud) => { cloud.control.selfPrivacy().version = '1.1.1'; }],
  ['a site that answers everything with a page', 'not-selfprivacy', (cloud) => { page(cloud, 200); }],
  ['a server that is away', 'unreachable', (cloud) => { cloud.control.addFault({ match: { path: '/api/version' }, kind: 'drop' }); }],
  ['a server that restarts', 'restarting', (cloud) => { cloud.control.selfPrivacy().awayUntil = Date.now() + 600_000; }],
];

test('what is no server to pair with is told apart, and may not be reached afterwards', async ({ cloud, driven, app }) => {
  await openStandardVault(cloud, app);
  const options = await driven.page(optionsPage);
  await button(options, 'pairServer').click();
  for (const [what, kind, spoil, address = domain] of strange) {
    await test.step(what, async () => {
      spoil(cloud);
      await options.getByLabel(words('serverDomain')).fill(address);
      await button(options, 'continue').click();
      await expect(problem(options, kind)).toBeVisible();
      cloud.control.clearFaults();
    });
  }
  expect(await app.screen.evaluate((origin) => chrome.permissions.contains({ origins: [origin] }), `https://api.${domain}/*`)).toBe(false);
  Object.assign(cloud.control.selfPrivacy(), { version: '1.2.7', awayUntil: 0 });
  await button(options, 'continue').click();
  await expect(phraseField(options, 12)).toBeVisible();
});

test('words that are too few, mixed up, wrong, used or too old say so and pair nothing; new ones do', async ({ cloud, driven, app }) => {
  await openStandardVault(cloud, app);
  const state = serverIn(cloud);
  const options = await driven.page(optionsPage);
  await begin(options);
  const field = phraseField(options, 12);
  const enter = async (phrase: string): Promise<void> => {
    await field.fill(phrase);
    await button(options, 'pair').click();
  };
  await enter('legal winner thank');
  await expect(options.getByText(words('phraseCount_other', { count: 3, needed: 12 }))).toBeVisible();
  await enter('winner legal thank year wave sausage worth useful legal winner thank yellow');
  await expect(options.getByText(words('phraseOrder'))).toBeVisible();
  const sent = () => cloud.control.requests().filter(({ path }) => path.includes('authorize')).length;
  expect(sent()).toBe(0);

  const used = state.invite(Date.now());
  state.authorize(used, 'Tablet', Date.now());
  const old = state.invite(Date.now() - 11 * 60_000);
  for (const [at, phrase] of [used, old, 'legal winner thank year wave sausage worth useful legal winner thank yellow'].entries()) {
    await enter(phrase);
    await expect.poll(sent).toBe(at + 1);
    await expect(problem(options, 'wrong-phrase')).toContainText(words('problemWrongPhraseNext'));
  }
  expect(state.tokens.map(({ name }) => name)).toEqual(['primary_token', 'Tablet']);
  await enter(state.invite(Date.now()));
  await expect(options.getByText(words('pairedNow'))).toBeVisible();
});

test('a server that renews itself stays paired, says what it cannot do, and of one that is too new only a part is missing', async ({ cloud, driven, app }) => {
  const state = await pair(cloud, app);
  const options = await open(driven);
  const becomes = async (newVersion: string): Promise<void> => {
    state.version = newVersion;
    await button(options, 'serverLook').click();
    await expect(options.getByText(words('serverVersion', { version: newVersion }))).toBeVisible();
    await expect(service(options, 'nextcloud')).toContainText(words('serviceRunning'));
  };
  await becomes('2.4.3');
  await expect(options.getByText(words('lacksBackups'))).toBeVisible();
  await expect(button(options, 'serverBackups')).toHaveCount(0);
  await becomes('3.8.4');
  await expect(options.getByText(words('lacksUserPassword'))).toBeVisible();

  for (const gone of ['allUsers', 'getJobs', 'totalBackup', 'startBackup']) state.withoutFields.add(gone);
  await becomes('9.1.0');
  await expect(options.getByText(words('serverUntried'))).toBeVisible();
  await button(options, 'serverUsers').click();
  await expect(problem(options, 'server-cannot')).toBeVisible();
  await button(options, 'serverMaintenance').click();
  await expect(options.getByLabel(words('serverTimezone'))).toBeVisible();
  await button(options, 'serverBackups').click();
  await button(options, 'backUpNow').click();
  await expect(problem(options, 'server-cannot')).toContainText(words('problemServerCannotNext'));
  await expect(button(options, 'backUpNow')).toHaveCount(0);
  expect(state.started).toEqual([]);
});

test('a browser that is removed from the devices in mid-session says so, and is paired again in its place', async ({ cloud, driven, app }) => {
  const state = await pair(cloud, app);
  const options = await open(driven, 'serverDevices');
  await expect(options.getByText('primary_token')).toBeVisible();
  state.tokens = state.tokens.slice(0, 1);
  await button(options, 'inviteDevice').click();
  await expect(options.locator('.server-part [data-problem="device-revoked"]')).toBeVisible();
  expect(state.newDevice).toBeNull();
  await button(options, 'serverLook').click();
  await button(options, 'pairAgain').click();
  await expect(options.getByLabel(words('serverDomain'))).toHaveValue(domain);
  await button(options, 'continue').click();
  await phraseField(options, 12).fill(state.invite(Date.now()));
  await button(options, 'pair').click();
  await expect(options.getByText(words('pairedNow'))).toBeVisible();
  await expect(options.locator('[data-server]')).toHaveCount(1);
  await expect(button(options, 'pairAgain')).toHaveCount(0);
});

test('a server that answers with pages, is away, or may not be reached any more leaves what was seen, and comes back', async ({ cloud, driven, app }) => {
  await pair(cloud, app);
  const options = await open(driven);
  const look = () => button(options, 'serverLook').click();
  const match = { path: '/services/status' };
  const faults = [['bad-answer', { match, kind: 'html' }], ['restarting', { match, kind: 'html', status: 502 }], ['unreachable', { match, kind: 'drop' }]] as const;
  for (const [kind, fault] of faults) {
    await test.step(kind, async () => {
      cloud.control.addFault(fault);
      await look();
      await expect(problem(options, kind)).toBeVisible();
      await expect(service(options, 'nextcloud')).toContainText(words('serviceRunning'));
      cloud.control.clearFaults();
      await look();
      await expect(options.locator('[data-problem]')).toHaveCount(0);
    });
  }
  await app.screen.evaluate((origin) => chrome.permissions.remove({ origins: [origin] }), `https://api.${domain}/*`);
  await look();
  await expect(problem(options, 'no-permission')).toBeVisible();
  await expectNoBarriers(options, 'a server that may not be reached', 'main');
  await problem(options, 'no-permission').getByRole('button', { name: words('allowServer') }).click();
  await expect(options.locator('[data-problem]')).toHaveCount(0);
});
