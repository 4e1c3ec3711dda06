/**
 * Maintenance over GraphQL, and the jobs it starts.
 * @see contracts: SelfPrivacy §4
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { hostOf, type Server } from '../http.ts';
import { readItems, textOrEmpty } from '../shapes.ts';
import { inside, mutate, query, whereLacking } from './graphql-call.ts';
import type { Job, SelfPrivacy } from './selfprivacy.ts';

const job = v.object({ uid: v.string(), typeId: textOrEmpty, name: textOrEmpty, status: v.string(), progress: v.fallback(v.nullable(v.number()), null) });
const jobStates: Readonly<Record<string, Job['state']>> = { CREATED: 'waiting', RUNNING: 'running', FINISHED: 'done', ERROR: 'failed' };
const autoUpgrade = v.object({ enable: v.boolean(), allowReboot: v.boolean() });

export function graphqlSystem(server: Server): SelfPrivacy['system'] {
  const start = (name: string) => async (): Promise<void> => { await mutate(server, `system.${name}`, { call: name }); };
  return {
    apply: start('runSystemRebuild'),
    upgrade: start('runSystemUpgrade'),
    rollback: start('runSystemRollback'),
    reboot: start('rebootSystem'),
    pull: () => Promise.reject(new Failure({ kind: 'server-cannot', host: hostOf(server) })),
    timezone: async () => inside(server, await query(server, '{ system { settings { timezone } } }'), 'system.settings.timezone', v.string()),
    setTimezone: async (timezone) => { await mutate(server, 'system.changeTimezone', { head: '($timezone: String!)', call: 'changeTimezone(timezone: $timezone)', variables: { timezone }, codes: { 400: 'timezone' } }); },
    async autoUpgrade() {
      const { enable, allowReboot } = inside(server, await query(server, '{ system { settings { autoUpgrade { enable allowReboot } } } }'), 'system.settings.autoUpgrade', autoUpgrade);
      return { enabled: enable, allowReboot };
    },
    setAutoUpgrade: async ({ enabled, allowReboot }) => {
      await mutate(server, 'system.changeAutoUpgradeSettings', { head: '($settings: AutoUpgradeSettingsInput!)', call: 'changeAutoUpgradeSettings(settings: $settings)', variables: { settings: { enableAutoUpgrade: enabled, allowReboot } } });
    },
    about: () => whereLacking(readAbout(server), () => []),
    jobs: () => whereLacking(readJobs(server), () => []),
  };
}

async function readAbout(server: Server): Promise<string[]> {
  const { systemVersion, pythonVersion } = inside(server, await query(server, '{ system { info { systemVersion pythonVersion } } }'), 'system.info', v.object({ systemVersion: v.string(), pythonVersion: v.string() }));
  return [systemVersion, pythonVersion];
}

export async function readJobs(server: Server): Promise<Job[]> {
  const found = inside(server, await query(server, '{ jobs { getJobs { uid typeId name status progress } } }'), 'jobs.getJobs', v.unknown());
  return readItems(server, job, found).map(({ uid, typeId, name, status, progress }) => ({ id: uid, type: typeId, name, state: jobStates[status] ?? 'running', progress }));
}
