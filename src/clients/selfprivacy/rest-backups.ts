/**
 * Backups over REST: restic to one bucket, the whole server at once.
 * @see contracts: SelfPrivacy §3
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { hostOf, patientTimeoutMs, type Ask, type Server } from '../http.ts';
import { readItems, readShape, textOrNull } from '../shapes.ts';
import { callRest } from './refusal.ts';
import type { BackupState, SelfPrivacy } from './selfprivacy.ts';

const status = v.object({ status: v.string(), progress: v.fallback(v.number(), 0), error_message: textOrNull });
const snapshot = v.object({ short_id: v.pipe(v.string(), v.regex(/^[0-9a-f]{6,64}$/)), time: textOrNull });
const states: Readonly<Record<string, BackupState['state']>> = {
  NO_KEY: 'no-key', NOT_INITIALIZED: 'not-ready', INITIALIZING: 'starting', INITIALIZED: 'idle', BACKING_UP: 'backing-up', RESTORING: 'restoring', ERROR: 'failed',
};

export function restBackups(server: Server): SelfPrivacy['backups'] {
  // The first call after a restart may wait for the backup program.
  const call = (ask: Ask): Promise<unknown> => callRest(server, { timeoutMs: patientTimeoutMs, ...ask });
  const state = async (): Promise<BackupState> => {
    const read = readShape(server, status, await call({ method: 'GET', path: '/services/restic/backup/status' }));
    const known = Object.hasOwn(states, read.status) ? states[read.status] ?? 'failed' : 'failed';
    return { state: known, progress: known === 'backing-up' ? Math.min(1, Math.max(0, read.progress)) : null, error: read.error_message };
  };
  return {
    state,
    list: async () => readItems(server, snapshot, await call({ method: 'GET', path: '/services/restic/backup/list' })).map(({ short_id: id, time }) => ({ id, at: time, what: null })),
    reload: async () => { await call({ method: 'GET', path: '/services/restic/backup/reload' }); },
    async create() {
      // The server would start it all the same, and the two would write over each other.
      if ((await state()).state === 'restoring') throw new Failure({ kind: 'server-refused', host: hostOf(server), why: 'restore-running' });
      await call({ method: 'PUT', path: '/services/restic/backup/create' });
    },
    restore: async (backupId) => { await call({ method: 'PUT', path: '/services/restic/backup/restore', json: { backupId } }); },
    setKeys: async (keys) => { await call({ method: 'PUT', path: '/services/restic/backblaze/config', json: keys }); },
  };
}
