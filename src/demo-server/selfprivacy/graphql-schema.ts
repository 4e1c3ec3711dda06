/**
 * What can be asked and changed over GraphQL, and what each does.
 * @module
 */

import { SchemaError } from './graphql-parse.ts';
import { newPhrase, newToken } from './phrase.ts';
import { backUp, restore } from './routes-restic.ts';
import type { Job, SelfPrivacyState, Token } from './state.ts';

interface World { state: SelfPrivacyState; caller: Token | undefined; now: number }
type Given = Record<string, unknown>;
type Tree = Record<string, unknown>;

const ok = (more: Tree = {}): Tree => ({ success: true, message: 'Done', code: 200, ...more });
const no = (code: number, message: string): Tree => ({ success: false, message, code, token: null, key: null, job: null, passwordResetLink: null });
const statusNames: Readonly<Record<number, string>> = { 0: 'ACTIVE', 1: 'FAILED', 2: 'ACTIVATING', 3: 'INACTIVE', 4: 'OFF' };
/** Before, there was no backup of everything, and the switch for SSH passwords was part of every change. */
const laterSchema = '3.3.0';
const required = new Set(['imap', 'smtp', 'http']);

export function queryRoot({ state, caller, now }: World): Tree {
  const kit = state.recovery;
  return {
    api: {
      version: state.version,
      devices: state.tokens.map(({ name, date }) => ({ name, creationDate: `${date.slice(0, 19).replace(' ', 'T')}+00:00`, isCaller: name === caller?.name })),
      recoveryKey: { exists: kit !== null, valid: state.recoveryIsValid(now), creationDate: kit?.date ?? null, expirationDate: kit?.expiration ?? null, usesLeft: kit?.usesLeft ?? null },
    },
    services: {
      allServices: [...state.services].map(([id, code]) => ({ id, displayName: id, status: statusNames[code] ?? 'INACTIVE', isEnabled: code !== 4, isRequired: required.has(id), canBeBackedUp: !required.has(id), isInstalled: true, url: null })),
    },
    system: {
      domainInfo: { domain: state.domain, requiredDnsRecords: [{ recordType: 'A', name: state.domain, content: '192.0.2.1' }, { recordType: 'TXT', name: 'selector._domainkey', content: 'v=DKIM1; k=rsa; p=MIIBtest' }] },
      settings: { ssh: { enable: state.ssh.enable, passwordAuthentication: state.ssh.passwordAuthentication, rootSshKeys: state.rootKeys }, autoUpgrade: state.autoUpgrade, timezone: state.timezone },
      info: { systemVersion: 'Linux test 6.6 x86_64', pythonVersion: 'Python 3.12.1' },
    },
    users: {
      allUsers: [{ username: state.mainUser, userType: 'PRIMARY' }, ...[...state.users.keys()].map((username) => ({ username, userType: 'NORMAL' }))],
      getUser: ({ username }: Given) => (keysOf(state, username) === undefined ? null : { sshKeys: keysOf(state, username) }),
    },
    jobs: { getJobs: state.jobs.map((job) => written(job, now)) },
    backup: {
      configuration: { provider: state.restic.state === 'NO_KEY' ? 'NONE' : 'BACKBLAZE', isInitialized: !['NO_KEY', 'NOT_INITIALIZED'].includes(state.restic.state) },
      allSnapshots: state.restic.snapshots.map(({ id, time, service }) => ({ id: id.slice(0, 8), createdAt: time, service: { id: service } })),
    },
  };
}

export function mutationRoot(world: World): Tree {
  return { api: access(world), services: services(world), system: system(world), users: users(world), backup: backups(world) };
}

function access({ state, caller, now }: World): Tree {
  const input = ({ input: given }: Given): { key: string; deviceName: string } => given as { key: string; deviceName: string };
  const device = (token: string | null): Tree => (token === null ? no(404, 'Token not found') : ok({ token }));
  return {
    authorizeWithNewDeviceApiKey: (given: Given) => device(state.authorize(input(given).key, input(given).deviceName, now)),
    useRecoveryApiKey: (given: Given) => device(state.recover(input(given).key, input(given).deviceName, now)),
    deleteDeviceApiToken: ({ device: name }: Given) => {
      if (name === caller?.name) return no(400, "Cannot delete caller's token");
      if (!state.tokens.some((token) => token.name === name)) return no(404, 'Token not found');
      state.tokens = state.tokens.filter((token) => token.name !== name);
      return ok();
    },
    refreshDeviceApiToken: () => {
      if (caller !== undefined) caller.token = newToken();
      return ok({ token: caller?.token ?? null });
    },
    getNewDeviceApiKey: () => ok({ key: state.invite(now) }),
    invalidateNewDeviceApiKey: () => {
      state.newDevice = null;
      return ok();
    },
    getNewRecoveryApiKey: ({ limits }: Given) => {
      const { expirationDate = null, uses = null } = (limits ?? {}) as { expirationDate?: string | null; uses?: number | null };
      if (expirationDate !== null && Date.parse(expirationDate) <= now) return no(400, 'Das Ablaufdatum liegt in der Vergangenheit');
      state.recovery = { phrase: newPhrase(24), date: state.isoNow(now), expiration: expirationDate, usesLeft: uses };
      return ok({ key: state.recovery.phrase });
    },
  };
}

function services({ state }: World): Tree {
  const set = (on: boolean) => ({ serviceId }: Given): Tree => {
    if (!state.services.has(String(serviceId))) return no(404, 'Service not found');
    state.enabled.set(String(serviceId), on);
    return ok();
  };
  return { enableService: set(true), disableService: set(false) };
}

function system({ state, now }: World): Tree {
  const job = (name: string) => (): Tree => ok({ job: { uid: state.rebuild(name, now).uid } });
  return {
    runSystemRebuild: job('apply'),
    runSystemUpgrade: job('upgrade'),
    runSystemRollback: job('rollback'),
    rebootSystem: () => {
      state.reboot(now);
      return ok();
    },
    changeTimezone: ({ timezone }: Given) => {
      if (!/^[A-Z]\w+(?:\/\w+)*$/.test(String(timezone)) || timezone === 'Nope') return no(400, 'Invalid timezone');
      state.timezone = String(timezone);
      return ok();
    },
    changeAutoUpgradeSettings: ({ settings }: Given) => {
      const { enableAutoUpgrade, allowReboot } = settings as { enableAutoUpgrade: boolean; allowReboot: boolean };
      state.autoUpgrade = { enable: enableAutoUpgrade, allowReboot };
      return ok();
    },
    changeSshSettings: ({ settings }: Given) => {
      const { enable, passwordAuthentication } = settings as { enable: boolean; passwordAuthentication?: boolean };
      if (passwordAuthentication === undefined && !state.since(laterSchema)) throw new SchemaError("Variable '$settings' got invalid value {'enable': true}; Field 'passwordAuthentication' of required type 'Boolean!' was not provided.");
      state.ssh = { enable, passwordAuthentication: passwordAuthentication ?? state.ssh.passwordAuthentication };
      return ok();
    },
  };
}

function users({ state }: World): Tree {
  const withKeys = (change: (keys: string[], key: string) => Tree) => ({ sshInput }: Given): Tree => {
    const { username, sshKey } = sshInput as { username: string; sshKey: string };
    const keys = keysOf(state, username);
    return keys === undefined ? no(404, 'User not found') : change(keys, sshKey);
  };
  return {
    createUser: ({ user }: Given) => {
      const { username, password } = user as { username: string; password?: string };
      // Optional once people are kept in a directory.
      if (password === undefined && !state.since('3.6.0')) throw new SchemaError("Variable '$user' got invalid value; Field 'password' of required type 'String!' was not provided.");
      if (state.users.has(username)) return no(409, 'User already exists');
      state.users.set(username, { keys: [] });
      return ok();
    },
    deleteUser: ({ username }: Given) => (username === state.mainUser ? no(400, 'Cannot delete main user') : state.users.delete(String(username)) ? ok() : no(404, 'User does not exist')),
    ...(state.since('3.6.0') && { generatePasswordResetLink: ({ username }: Given) => ok({ passwordResetLink: `https://auth.${state.domain}/ui/reset?token=${String(username)}` }) }),
    addSshKey: withKeys((keys, key) => {
      if (!key.startsWith('ssh-')) return no(400, 'Invalid key type. Only ssh-ed25519, ssh-rsa and ssh-ecdsa are supported');
      if (keys.includes(key)) return no(409, 'Key already exists');
      keys.push(key);
      return ok();
    }),
    removeSshKey: withKeys((keys, key) => {
      const at = keys.indexOf(key);
      if (at < 0) return no(404, 'Key not found');
      keys.splice(at, 1);
      return ok();
    }),
  };
}

function backups({ state, now }: World): Tree {
  const start = (): Tree => {
    if (state.restic.state === 'NO_KEY') return no(400, 'No key provided');
    // Several become one queue, which is one backup here.
    if (!state.jobs.some(({ name }) => name.startsWith('Backup'))) backUp(state, now);
    return ok();
  };
  return {
    ...(state.since(laterSchema) && { totalBackup: start }),
    startBackup: ({ serviceId }: Given) => (state.services.has(String(serviceId)) ? start() : no(300, 'Nonexistent service')),
    restoreBackup: ({ snapshotId }: Given) => {
      if (!state.restic.snapshots.some(({ id }) => id.startsWith(String(snapshotId)))) return no(404, 'Backup not found');
      restore(state, now);
      return ok();
    },
    forceSnapshotsReload: () => ok(),
    initializeRepository: () => {
      state.restic.state = 'INITIALIZED';
      return ok();
    },
  };
}

function keysOf(state: SelfPrivacyState, user: unknown): string[] | undefined {
  return user === 'root' ? state.rootKeys : user === state.mainUser ? state.mainKeys : state.users.get(String(user))?.keys;
}

function written({ uid, name, startedAt, endsAt }: Job, now: number): Tree {
  const type = /back ?up/i.test(name) ? 'services.nextcloud.backup' : /restor/i.test(name) ? 'services.nextcloud.restore' : 'system.nixos.rebuild';
  return { uid, typeId: type, name, status: 'RUNNING', progress: Math.min(99, Math.max(0, Math.round(((now - startedAt) / (endsAt - startedAt)) * 100))), error: null, finishedAt: null };
}
