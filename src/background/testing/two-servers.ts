/**
 * For tests: Alice on `cloud.example` and Ben on `wolke.example`, two servers on the sockets of one.
 * @module
 */

import { isAccountId, type AccountId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import type { Personality } from '../../demo-server/mesh/personality.ts';
import { fetchByHost } from '../../demo-server/testing/fetch-by-host.ts';
import type { PeopleView } from '../../messages/people-contract.ts';
import { People } from '../people/people.ts';

export interface Person {
  people: People;
  id: AccountId;
  /** What rests on the disk. */
  kept: Map<string, unknown>;
  /** Files for a screen. */
  held: Uint8Array[];
}

/** Alice's browser may reach Ben's server, Ben's only his own. */
export interface TwoServers { cloud: Cloud; alice: Person; ben: Person }

export async function twoServers(): Promise<TwoServers> {
  const cloud = await startCloud({ users: [{ userId: 'alice', password: 'alice-pw', displayName: 'Alice', email: 'alice@mail.example' }] });
  return { cloud, alice: personAt(cloud, 'cloud.example', 'alice', ['cloud.example', 'wolke.example']), ben: personAt(cloud, 'wolke.example', 'ben') };
}

export function personAt(cloud: Cloud, host: string, userId: string, mayReach: readonly string[] = [host]): Person {
  const kept = new Map<string, unknown>();
  const held: Uint8Array[] = [];
  const id = `account-${userId}`;
  if (!isAccountId(id)) throw new Error(id);
  const account = { id, server: `https://${host}`, loginName: userId, userId, displayName: userId, appPassword: `${userId}-pw`, passmanVersion: null };
  const people = new People({
    servers: {
      fetch: fetchByHost(cloud),
      permissions: { contains: ({ origins }) => Promise.resolve(origins.every((origin) => mayReach.some((one) => origin.includes(`//${one}/`)))), remove: () => Promise.resolve(true), getAll: () => Promise.resolve({}) },
    },
    keyring: { contents: () => Promise.resolve({ version: 1, accounts: [account], vaults: [] }) },
    blobs: {
      read: (name) => Promise.resolve(kept.get(name) ?? null),
      write: (name, value) => { kept.set(name, structuredClone(value)); return Promise.resolve(); },
      names: (beginning) => Promise.resolve([...kept.keys()].filter((name) => name.startsWith(beginning))),
      remove: (names) => { for (const name of names) kept.delete(name); return Promise.resolve(); },
    },
    vaults: { record: () => Promise.reject(new Failure({ kind: 'gone', what: 'credential' })) },
    writes: { save: () => Promise.reject(new Failure({ kind: 'gone', what: 'vault' })) },
    hold: (bytes) => {
      held.push(new Uint8Array(bytes));
      return { opened: 'held', size: bytes.length, parts: 1 };
    },
    now: Date.now,
  });
  return { people, id, kept, held };
}

/** Which software the two servers are. */
export function meet(cloud: Cloud, own: Personality, theirs: Personality): void {
  cloud.control.setPersonality(own);
  cloud.control.addNeighbour('wolke.example', theirs, [{ userId: 'ben', password: 'ben-pw', displayName: 'Ben Ü', email: 'ben@mail.example' }, { userId: 'nameless', password: 'nameless-pw', displayName: 'Nobody' }]);
}

export const view = ({ people, id }: Person): Promise<PeopleView> => people.view(id, true);

export async function handedOver(inviter: Person): Promise<{ ref: string; link: string; code: string; encoded: string }> {
  const { ref } = await inviter.people.invites.make(inviter.id, { email: '', note: '' });
  return { ref, ...(await inviter.people.invites.handOver(inviter.id, ref)) };
}

export async function problemOf(promise: Promise<unknown>): Promise<unknown> {
  const failure: unknown = await promise.then(() => null, (error: unknown) => error);
  return failure instanceof Failure ? failure.problem : failure;
}
