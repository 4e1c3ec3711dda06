/**
 * Backups over GraphQL: kept by service, done by jobs.
 * @see contracts: SelfPrivacy §4
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { hostOf, type Server } from '../http.ts';
import { readItems, textOrNull } from '../shapes.ts';
import { inside, mutate, query, whereLacking, type Codes } from './graphql-call.ts';
import { readJobs } from './graphql-system.ts';
import type { BackupState, SelfPrivacy } from './selfprivacy.ts';

// Never `encryptionKey`: it opens every backup.
const configuration = v.object({ provider: textOrNull, isInitialized: v.boolean() });
const snapshot = v.object({ id: v.pipe(v.string(), v.maxLength(128)), createdAt: textOrNull, service: v.nullable(v.object({ id: v.string() })) });

const service = v.object({ id: v.string(), isEnabled: v.boolean(), canBeBackedUp: v.boolean() });
const noKey: Codes = { 400: 'no-backup-key' };

export function graphqlBackups(server: Server): SelfPrivacy['backups'] {
  const state = async (): Promise<BackupState> => {
    const { provider, isInitialized } = inside(server, await query(server, '{ backup { configuration { provider isInitialized } } }'), 'backup.configuration', configuration);
    if (!isInitialized) return { state: provider === null || provider === 'NONE' ? 'no-key' : 'not-ready', progress: null, error: null };
    const busy = (await whereLacking(readJobs(server), () => [])).filter((job) => job.state === 'waiting' || job.state === 'running');
    const restoring = busy.find(({ type }) => /restore$/.test(type));
    if (restoring !== undefined) return { state: 'restoring', progress: null, error: null };
    const backingUp = busy.find(({ type }) => /backup$/.test(type));
    if (backingUp !== undefined) return { state: 'backing-up', progress: (backingUp.progress ?? 0) / 100, error: null };
    return { state: 'idle', progress: null, error: null };
  };
  return {
    state,
    async list() {
      const found = inside(server, await query(server, '{ backup { allSnapshots { id createdAt service { id } } } }'), 'backup.allSnapshots', v.unknown());
      return readItems(server, snapshot, found).map(({ id, createdAt, service }) => ({ id, at: createdAt, what: service?.id ?? null }));
    },
    reload: async () => { await mutate(server, 'backup.forceSnapshotsReload', { call: 'forceSnapshotsReload' }); },
    async create() {
      if ((await state()).state === 'restoring') throw new Failure({ kind: 'server-refused', host: hostOf(server), why: 'restore-running' });
      const all = mutate(server, 'backup.totalBackup', { call: 'totalBackup', codes: noKey }).then(() => undefined);
      await whereLacking(all, () => backUpEach(server));
    },
    restore: async (id) => { await mutate(server, 'backup.restoreBackup', { head: '($id: String!)', call: 'restoreBackup(snapshotId: $id)', variables: { id }, codes: { 404: 'no-such-backup' } }); },
    setKeys: async ({ accountId, accountKey, bucket }) => {
      const repository = { provider: 'BACKBLAZE', locationId: bucket, locationName: bucket, login: accountId, password: accountKey };
      await mutate(server, 'backup.initializeRepository', { head: '($repository: InitializeRepositoryInput!)', call: 'initializeRepository(repository: $repository)', variables: { repository } });
    },
  };
}

/** Early 3.x knows no backup of everything: the services are backed up one by one. */
async function backUpEach(server: Server): Promise<void> {
  const found = inside(server, await query(server, '{ services { allServices { id isEnabled canBeBackedUp } } }'), 'services.allServices', v.unknown());
  for (const { id, isEnabled, canBeBackedUp } of readItems(server, service, found)) {
    if (isEnabled && canBeBackedUp) await mutate(server, 'backup.startBackup', { head: '($id: String!)', call: 'startBackup(serviceId: $id)', variables: { id }, codes: noKey });
  }
}
