/**
 * Backups: the states of the backup program, and what it may be asked in each.
 * @module
 */

import { randomBytes } from 'node:crypto';

import { Refused } from './refused.ts';
import type { Call, Route } from './route.ts';
import type { ResticState, SelfPrivacyState, Snapshot } from './state.ts';

type Said = readonly [status: number, says: string];
const noCreate: Partial<Record<ResticState, Said>> = { NO_KEY: [400, 'No key provided'], INITIALIZING: [400, 'Backup is initializing'], BACKING_UP: [409, 'Backup is already running'] };
const noRestore: Partial<Record<ResticState, Said>> = {
  NO_KEY: [400, 'No key provided'], NOT_INITIALIZED: [400, 'Repository is not initialized'], INITIALIZING: [400, 'Repository is initializing'],
  BACKING_UP: [409, 'Backup is already running'], RESTORING: [409, 'Restore is already running'],
};
/** The worker that does it looks for work now and then. */
const pickUpMs = 300;

export const resticRoutes: readonly Route[] = [
  ['GET', /^\/services\/restic\/backup\/list$/, ({ state }) => ({ json: state.restic.snapshots.map(written) })],
  ['GET', /^\/services\/restic\/backup\/reload$/, () => ({ json: { status: 0, message: 'Snapshots reload started' } })],
  ['GET', /^\/services\/restic\/backup\/status$/, ({ state: { restic } }) => ({ json: { status: restic.state, progress: restic.progress, error_message: restic.error } })],
  ['PUT', /^\/services\/restic\/backup\/create$/, (call) => {
    refuse(noCreate, call.state.restic.state);
    backUp(call.state, call.now);
    return { json: { status: 0, message: 'Backup creation has started' } };
  }],
  ['PUT', /^\/services\/restic\/backup\/restore$/, ({ state, arguments: given, now }) => {
    const id = given.text('backupId');
    refuse(noRestore, state.restic.state);
    if (!state.restic.snapshots.some((one) => shortId(one) === id)) throw new Refused(404, 'Backup not found');
    restore(state, now);
    return { json: { status: 0, message: 'Backup restoration procedure started' } };
  }],
  ['PUT', /^\/services\/restic\/backblaze\/config$/, setKeys],
];

function refuse(table: Partial<Record<ResticState, Said>>, state: ResticState): void {
  const said = table[state];
  if (said !== undefined) throw new Refused(...said);
}

export function backUp(state: SelfPrivacyState, now: number): void {
  state.started.push('backup');
  state.start('Backup queued', now, pickUpMs, () => {
    state.restic.state = 'BACKING_UP';
    state.start('Backup', now + pickUpMs, state.rebuildMs, () => {
      state.restic.state = 'INITIALIZED';
      state.restic.progress = 0;
      state.restic.snapshots.unshift({ time: state.isoNow(now), id: randomBytes(32).toString('hex'), service: 'nextcloud' });
    });
  });
}

export function restore(state: SelfPrivacyState, now: number): void {
  state.started.push('restore');
  state.start('Restore queued', now, pickUpMs, () => {
    state.restic.state = 'RESTORING';
    state.start('Restore', now + pickUpMs, state.rebuildMs, () => { state.restic.state = 'INITIALIZED'; });
  });
}

function setKeys({ state, arguments: given, now }: Call): { json: unknown } {
  for (const name of ['accountId', 'accountKey', 'bucket']) given.text(name);
  state.start('Repository', now, pickUpMs, () => { state.restic.state = 'INITIALIZED'; });
  return { json: 'New Backblaze settings saved' };
}

function shortId({ id }: Snapshot): string {
  return id.slice(0, 8);
}

/** One that was just made is known by its name and time only. */
function written(one: Snapshot): unknown {
  if (one.time.endsWith('Z')) return { short_id: shortId(one), time: one.time };
  return { time: one.time, tree: 'b76152d1e716d86d420407ead05d9911f2b6d971fe1589c12b63e4de65b14d4e', paths: ['/var'], hostname: 'test-host', username: 'root', id: one.id, short_id: shortId(one) };
}
