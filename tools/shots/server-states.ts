/**
 * The states of paired servers in the options page.
 * @module
 */

import type { Page } from 'playwright';
import { isServerId, type ServerId } from '../../src/core/ids.ts';
import type { ServerDetail, ServerSummary } from '../../src/messages/contract.ts';
import { now, unlocked } from './data.ts';
import type { Answers } from './fake-browser.ts';
import type { ScreenState } from './states.ts';

const id: ServerId = known('aaaaaaaa-server');
const home: ServerSummary = {
  id, domain: 'home.example', version: '1.2.7', lacks: [], broken: [], lookedAt: now, quietUntil: null, unapplied: false, wanted: {}, problem: null,
  services: [
    { id: 'imap', state: 'running', switchable: false }, { id: 'smtp', state: 'running', switchable: false }, { id: 'http', state: 'running', switchable: false },
    { id: 'bitwarden', state: 'off', switchable: true }, { id: 'gitea', state: 'stopped', switchable: true }, { id: 'nextcloud', state: 'running', switchable: true },
    { id: 'ocserv', state: 'off', switchable: true }, { id: 'pleroma', state: 'changing', switchable: true },
  ],
};
const backups: Extract<ServerDetail, { part: 'backups' }> = { part: 'backups', state: 'backing-up', progress: 0.4, error: 'unable to open repository', snapshots: [{ id: 'f96b428f', at: '2021-12-06T09:05:04.224685677+03:00', what: null }, { id: 'a1b2c3d4', at: null, what: 'nextcloud' }] };
const details: Readonly<Record<ServerDetail['part'], ServerDetail>> = {
  devices: { part: 'devices', devices: [{ name: 'primary_token', day: '2022-01-14', isCaller: false }, { name: 'LatchkeyChrome', day: '2026-11-29', isCaller: true }], recovery: { exists: true, valid: true, expires: '2030-01-01', usesLeft: 2 } },
  users: { part: 'users', users: ['anna', 'grandma_with_a_rather_long_name'] },
  ssh: { part: 'ssh', enabled: true, passwordLogin: true, keys: [{ user: 'root', key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9d3vKk1c0Y anna@laptop' }], users: ['root', 'anna'] },
  maintenance: { part: 'maintenance', timezone: 'Europe/Uzhgorod', autoUpgrade: { enabled: true, allowReboot: false }, about: ['Linux home 5.10 x86_64', 'Python 3.9.6'], jobs: [{ id: '1', name: 'Rebuild system', state: 'running', progress: 40 }] },
  backups,
  dns: { part: 'dns', name: 'selector._domainkey.home.example', type: 'TXT', value: `v=DKIM1; k=rsa; p=${'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A'.repeat(6)}` },
};
const answers = (server: ServerSummary = home): Answers => ({
  getState: { ok: true, value: unlocked },
  getServers: { ok: true, value: { servers: [server] } },
  lookAtServer: { ok: true, value: server },
  findAdoptable: { ok: true, value: { nextcloud: 'https://cloud.home.example', bitwarden: null } },
});
const reveal = async (page: Page): Promise<void> => {
  await page.locator('[data-server]').waitFor();
  await page.locator('[data-server]').scrollIntoViewIfNeeded();
};
const part = (name: ServerDetail['part'], at: number): ScreenState => ({
  name: `servers-${name}`, page: 'options', everyWay: true, answers: { ...answers(), getServerDetail: { ok: true, value: details[name] } },
  async act(page) {
    await reveal(page);
    await page.locator('.parts .button').nth(at).click();
    await page.locator('.server-part > *').first().waitFor();
  },
});
const pairing: Answers = {
  getState: { ok: true, value: unlocked }, getServers: { ok: true, value: { servers: [] } },
  probeSelfPrivacy: { ok: true, value: { domain: 'home.example', version: '3.8.4', lacks: ['pull', 'ssh-password-switch', 'user-password'] } },
  checkPhrase: { ok: true, value: { reading: { state: 'unknown-words', unknown: [{ position: 2, typed: 'winer', suggestions: ['wine', 'winner', 'winter'] }] } } },
};

export const serverStates: readonly ScreenState[] = [
  {
    name: 'servers-pair', page: 'options', everyWay: true, answers: pairing,
    async act(page) {
      await page.locator('main > section').nth(3).locator('.button').click();
      await page.locator('main > section').nth(3).locator('input').fill('home.example');
      await page.keyboard.press('Enter');
      await page.locator('textarea').fill('legal winer thank');
      await page.locator('form .button.primary').click();
      await page.locator('.phrase-slips').waitFor();
    },
  },
  { name: 'servers-paired', page: 'options', everyWay: true, answers: answers(), act: reveal },
  { name: 'servers-applying', page: 'options', answers: answers({ ...home, unapplied: true, wanted: { bitwarden: true }, quietUntil: now + 900_000 }), act: reveal },
  { name: 'servers-revoked', page: 'options', answers: answers({ ...home, problem: { kind: 'device-revoked', host: 'api.home.example' } }), act: reveal },
  { name: 'servers-offline', page: 'options', everyWay: true, answers: answers({ ...home, problem: { kind: 'unreachable', host: 'api.home.example' } }), act: reveal },
  { name: 'servers-first-look', page: 'options', answers: answers({ ...home, version: null, services: [], lookedAt: null }), silent: ['lookAtServer'], act: reveal },
  { ...part('backups', 3), name: 'servers-loading', silent: ['getServerDetail'] },
  { ...part('users', 1), name: 'servers-cannot', answers: { ...answers({ ...home, version: '9.1.0', lacks: ['pull', 'ssh-password-switch', 'user-password', 'untried'] }), getServerDetail: { ok: false, problem: { kind: 'server-cannot', host: 'api.home.example' } } } },
  { ...part('backups', 3), name: 'servers-no-backups', answers: { ...answers(), getServerDetail: { ok: true, value: { part: 'backups', state: 'no-key', progress: null, error: null, snapshots: [] } } } },
  {
    ...part('backups', 3), name: 'servers-restore', answers: { ...answers(), getServerDetail: { ok: true, value: { ...backups, state: 'idle', progress: null, error: null } } },
    async act(page) {
      await part('backups', 3).act?.(page);
      await page.locator('.server-part .lines .button').first().click();
      await page.locator('.confirm').waitFor();
    },
  },
  part('devices', 0), part('users', 1), part('ssh', 2), part('backups', 3), part('maintenance', 4), part('dns', 5),
];

function known(text: string): ServerId {
  if (!isServerId(text)) throw new Error(`${text} is no such id.`);
  return text;
}
