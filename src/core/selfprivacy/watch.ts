/**
 * What is remembered between two looks at a server, and what has broken or mended since.
 * @see contracts: SelfPrivacy §5 S3
 * @module
 */

import type { Service, ServiceState } from './services.ts';

export interface Watched {
  /** The state of each service at the last look. */
  states: Readonly<Record<string, ServiceState>>;
  /** Services that had been running and were not at the last look: told of when the next look says so too. */
  suspects: readonly string[];
  /** Services that are known to be broken. */
  broken: readonly string[];
}

export const nothingWatched: Watched = { states: {}, suspects: [], broken: [] };

/** A restart of the server takes minutes: what isn't running then is no news. */
export const quietMs = 15 * 60_000;

const bad: ReadonlySet<ServiceState> = new Set(['failed', 'stopped', 'unknown']);

/**
 * @param quiet - the server was told to rebuild or restart a short while ago
 * @returns what to remember, and which services broke with this look
 */
export function look(before: Watched, services: readonly Service[], quiet: boolean): { watched: Watched; broke: string[] } {
  const states = Object.fromEntries(services.map(({ id, state }) => [id, state]));
  if (quiet) return { watched: { states: { ...before.states, ...running(states) }, suspects: [], broken: before.broken.filter((id) => isBad(states[id])) }, broke: [] };
  const broke = before.suspects.filter((id) => isBad(states[id]) && !before.broken.includes(id));
  const suspects = services.filter(({ id, state }) => isBad(state) && before.states[id] === 'running').map(({ id }) => id);
  const broken = [...before.broken, ...broke].filter((id) => isBad(states[id]));
  return { watched: { states, suspects, broken }, broke };
}

function isBad(state: ServiceState | undefined): boolean {
  return state !== undefined && bad.has(state);
}

function running(states: Readonly<Record<string, ServiceState>>): Record<string, ServiceState> {
  return Object.fromEntries(Object.entries(states).filter(([, state]) => state === 'running'));
}
