/**
 * All that the cloud remembers, and keeping it in a file between runs.
 * @module
 */

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { emptyFiles } from './files/tables.ts';
import type { FileTables } from './files/tables.ts';
import { emptyMesh } from './mesh/invites.ts';
import type { MeshState } from './mesh/invites.ts';
import type { Flow } from './nextcloud/login-flow.ts';
import type { AppPassword, Person } from './nextcloud/people.ts';
import { emptyTables } from './passman/tables.ts';
import type { Tables } from './passman/tables.ts';

export interface CloudUser {
  userId: string;
  password: string;
  displayName?: string;
  email?: string;
  twoFactor?: boolean;
  admin?: boolean;
}

export interface CloudState {
  people: Person[];
  appPasswords: AppPassword[];
  flows: Flow[];
  passman: Tables;
  files: FileTables;
  mesh: MeshState;
}

export function personOf(user: CloudUser, now: number): Person {
  const seconds = Math.floor(now / 1000);
  return {
    userId: user.userId, password: user.password, displayName: user.displayName ?? user.userId, email: user.email ?? null,
    twoFactor: user.twoFactor ?? false, admin: user.admin ?? false, firstLogin: seconds, lastLogin: seconds,
  };
}

export function freshState(users: readonly CloudUser[], now: number): CloudState {
  return { people: users.map((user) => personOf(user, now)), appPasswords: [], flows: [], passman: emptyTables(), files: emptyFiles(), mesh: emptyMesh() };
}

/** What an earlier run left in the file, or nothing when there is none. Throws when the file is damaged. */
export function loadState(file: string): CloudState | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  return { files: emptyFiles(), mesh: emptyMesh(), ...JSON.parse(text) as Omit<CloudState, 'files' | 'mesh'> };
}

/** Replaces the file in one step, so that a crash leaves the old or the new state. */
export function saveState(file: string, state: CloudState): void {
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
