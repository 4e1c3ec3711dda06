/**
 * What the pages of a server show, read when one is opened.
 * @module
 */

import type { SelfPrivacy } from '../../clients/selfprivacy/selfprivacy.ts';
import type { ServerDetail, ServerPart } from '../../messages/contract.ts';

export async function readDetail(part: ServerPart, api: SelfPrivacy, domain: string): Promise<ServerDetail> {
  switch (part) {
    case 'devices': {
      const [devices, { exists, valid, expires, usesLeft }] = await Promise.all([api.devices.list(), api.recovery.state()]);
      return { part, devices, recovery: { exists, valid, expires, usesLeft } };
    }
    case 'users':
      return { part, users: await api.users.list() };
    case 'ssh':
      return readSsh(api);
    case 'maintenance': {
      const [timezone, autoUpgrade, about, jobs] = await Promise.all([api.system.timezone(), api.system.autoUpgrade(), api.system.about(), api.system.jobs()]);
      return { part, timezone, autoUpgrade, about, jobs };
    }
    case 'backups': {
      const state = await api.backups.state();
      const snapshots = state.state === 'no-key' || state.state === 'not-ready' ? [] : await api.backups.list();
      return { part, ...state, snapshots };
    }
    case 'dns':
      return { part, ...(await api.services.dkim(domain)) };
  }
}

async function readSsh({ ssh, users }: SelfPrivacy): Promise<ServerDetail> {
  const [settings, names] = await Promise.all([ssh.settings(), users.list()]);
  const owners = ['root', ...names];
  const keys = await Promise.all(owners.map(async (user) => (await ssh.keys(user)).map((key) => ({ user, key }))));
  return { part: 'ssh', ...settings, keys: keys.flat(), users: owners };
}
