/**
 * REST, as servers from 1.2.0 to 2.4.3 speak it.
 * @see contracts: SelfPrivacy §3
 * @module
 */

import * as v from 'valibot';

import { readDkim } from '../../core/selfprivacy/dkim.ts';
import { Failure } from '../../core/problem.ts';
import { wallClockAt } from '../../core/selfprivacy/expiration.ts';
import { stateOfExitCode, switchableServices, type Service } from '../../core/selfprivacy/services.ts';
import { hostOf, patientTimeoutMs, segment, type Server } from '../http.ts';
import { readItems, readShape, textOrNull } from '../shapes.ts';
import { restBackups } from './rest-backups.ts';
import { callRest, dayOf, forPhrase, phraseIn, tokenIn } from './refusal.ts';
import type { Pairing, SelfPrivacy } from './selfprivacy.ts';

const device = v.object({ name: v.string(), date: textOrNull, is_caller: v.boolean() });
const recovery = v.object({ exists: v.boolean(), valid: v.boolean(), date: textOrNull, expiration: textOrNull, uses_left: v.nullable(v.number()) });
const statuses = v.record(v.string(), v.number());
const ssh = v.object({ enable: v.boolean(), passwordAuthentication: v.boolean() });
const autoUpgrade = v.object({ enable: v.boolean(), allowReboot: v.boolean() });
const texts = v.array(v.string());
const keysOf = (user: string): `/${string}` => `/services/ssh/keys/${segment(user)}`;

export function restPairing(server: Server): Pairing {
  const ask = (path: string) => (phrase: string, name: string) => forPhrase(server, callRest(server, { method: 'POST', path, json: { token: phrase, device: name } }));
  return { authorize: ask('/auth/new_device/authorize'), recover: ask('/auth/recovery_token/use') };
}

export function overRest(server: Server): SelfPrivacy {
  return { devices: devices(server), recovery: recoveryKit(server), services: services(server), ssh: sshAccess(server), users: users(server), system: system(server), backups: restBackups(server) };
}

function devices(server: Server): SelfPrivacy['devices'] {
  return {
    list: async () => readItems(server, device, await callRest(server, { method: 'GET', path: '/auth/tokens' })).map(({ name, date, is_caller: isCaller }) => ({ name, day: dayOf(date), isCaller })),
    revoke: async (name) => { await callRest(server, { method: 'DELETE', path: '/auth/tokens', json: { token_name: name } }); },
    rotate: async () => tokenIn(server, await callRest(server, { method: 'POST', path: '/auth/tokens' })),
    invite: async () => phraseIn(server, await callRest(server, { method: 'POST', path: '/auth/new_device' })),
    cancelInvitation: async () => { await callRest(server, { method: 'DELETE', path: '/auth/new_device' }); },
  };
}

function recoveryKit(server: Server): SelfPrivacy['recovery'] {
  return {
    async state() {
      const { date, expiration, uses_left: usesLeft, ...rest } = readShape(server, recovery, await callRest(server, { method: 'GET', path: '/auth/recovery_token' }));
      return { ...rest, day: dayOf(date), expires: dayOf(expiration), usesLeft };
    },
    async create({ expires, uses }) {
      // Compared with the server's own wall clock, whatever the text says of its zone.
      const expiration = expires === null ? null : wallClockAt(expires, await timezone(server));
      const limits = { ...(expiration !== null && { expiration }), ...(uses !== null && { uses }) };
      return phraseIn(server, await callRest(server, { method: 'POST', path: '/auth/recovery_token', json: limits }));
    },
  };
}

function services(server: Server): SelfPrivacy['services'] {
  return {
    async list() {
      const codes = readShape(server, statuses, await callRest(server, { method: 'GET', path: '/services/status' }));
      const switchable: readonly string[] = switchableServices;
      return Object.entries(codes).map(([id, code]): Service => ({ id, state: stateOfExitCode(code), switchable: switchable.includes(id) }));
    },
    setEnabled: async (id, enabled) => { await callRest(server, { method: 'POST', path: `/services/${segment(id)}/${enabled ? 'enable' : 'disable'}` }); },
    async dkim(domain) {
      const record = readDkim(readShape(server, v.string(), await callRest(server, { method: 'GET', path: '/services/mailserver/dkim' })), domain);
      if (record === null) throw new Failure({ kind: 'server-refused', host: hostOf(server), why: 'no-dkim' });
      return record;
    },
  };
}

function sshAccess(server: Server): SelfPrivacy['ssh'] {
  return {
    async settings() {
      const { enable: enabled, passwordAuthentication: passwordLogin } = readShape(server, ssh, await callRest(server, { method: 'GET', path: '/services/ssh' }));
      return { enabled, passwordLogin };
    },
    change: async ({ enabled, passwordLogin }) => { await callRest(server, { method: 'PUT', path: '/services/ssh', json: { enable: enabled, passwordAuthentication: passwordLogin } }); },
    keys: async (user) => readShape(server, texts, await callRest(server, { method: 'GET', path: keysOf(user) })),
    async addKey(user, key) {
      const json = { public_key: key };
      await callRest(server, user === 'root' ? { method: 'PUT', path: '/services/ssh/key/send', json } : { method: 'POST', path: keysOf(user), json });
    },
    removeKey: async (user, key) => { await callRest(server, { method: 'DELETE', path: keysOf(user), json: { public_key: key } }); },
  };
}

function users(server: Server): SelfPrivacy['users'] {
  return {
    list: async () => readShape(server, texts, await callRest(server, { method: 'GET', path: '/users' })),
    async create(username, password) {
      await callRest(server, { method: 'POST', path: '/users', json: { username, password } });
      return null;
    },
    remove: async (name) => { await callRest(server, { method: 'DELETE', path: `/users/${segment(name)}` }); },
  };
}

function system(server: Server): SelfPrivacy['system'] {
  const start = async (what: 'apply' | 'upgrade' | 'rollback'): Promise<void> => {
    // The exit code of the unit's start, in an answer that is a success in any case.
    const code = readShape(server, v.number(), await callRest(server, { method: 'GET', path: `/system/configuration/${what}` }));
    if (code !== 0) throw new Failure({ kind: 'server-refused', host: hostOf(server), why: 'job-failed' });
  };
  return {
    apply: () => start('apply'),
    upgrade: () => start('upgrade'),
    rollback: () => start('rollback'),
    reboot: async () => { await callRest(server, { method: 'GET', path: '/system/reboot' }); },
    pull: async () => { await callRest(server, { method: 'GET', path: '/system/configuration/pull', timeoutMs: patientTimeoutMs }); },
    timezone: () => timezone(server),
    setTimezone: async (zone) => { await callRest(server, { method: 'PUT', path: '/system/configuration/timezone', json: { timezone: zone } }); },
    async autoUpgrade() {
      const { enable: enabled, allowReboot } = readShape(server, autoUpgrade, await callRest(server, { method: 'GET', path: '/system/configuration/autoUpgrade' }));
      return { enabled, allowReboot };
    },
    setAutoUpgrade: async ({ enabled, allowReboot }) => { await callRest(server, { method: 'PUT', path: '/system/configuration/autoUpgrade', json: { enable: enabled, allowReboot } }); },
    async about() {
      const { system_version: kernel } = readShape(server, v.object({ system_version: v.string() }), await callRest(server, { method: 'GET', path: '/system/version' }));
      return [kernel, readShape(server, v.string(), await callRest(server, { method: 'GET', path: '/system/pythonVersion' }))];
    },
    jobs: () => Promise.resolve([]),
  };
}

async function timezone(server: Server): Promise<string> {
  return readShape(server, v.string(), await callRest(server, { method: 'GET', path: '/system/configuration/timezone' }));
}
