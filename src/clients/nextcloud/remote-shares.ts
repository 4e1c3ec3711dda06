/**
 * What people on other servers share with this person.
 * @see contracts: ScienceMesh §4 (receive)
 * @module
 */

import * as v from 'valibot';

import { segment, type Server } from '../http.ts';
import { integer, readItems, textOrEmpty } from '../shapes.ts';
import { ocsData, sendOcs, type OcsAsk } from './ocs.ts';

/** A share from elsewhere. The secret that reads it at its sender's is never taken out of the answer. */
export interface RemoteShare {
  id: string;
  /** The sender's server, e.g. `https://other.example/`. */
  remote: string;
  /** Their user id there. */
  owner: string;
  /** With its leading slash. */
  name: string;
  /** Where it lies among one's own files, once accepted. */
  path: string | null;
}

export interface RemoteShares {
  pending: () => Promise<RemoteShare[]>;
  accepted: () => Promise<RemoteShare[]>;
  /** @throws Failure `not-found` if it was withdrawn meanwhile */
  accept: (id: string) => Promise<void>;
  decline: (id: string) => Promise<void>;
  /** Gives it back; its sender's share vanishes too. */
  leave: (id: string) => Promise<void>;
}

const id = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^\d{1,15}$/));
const shape = v.object({ id, remote: v.pipe(v.string(), v.maxLength(2048)), owner: textOrEmpty, name: textOrEmpty, mountpoint: textOrEmpty, accepted: v.fallback(integer, 0) });

const api = '/apps/files_sharing/api/v1/remote_shares';

export function remoteShares(server: Server): RemoteShares {
  const call = async (ask: OcsAsk) => ocsData(server, await sendOcs(server, { ...ask, path: api + ask.path }));
  return {
    pending: async () => readItems(server, shape, await call({ method: 'GET', path: '/pending' })).map((share) => inOurWords(share, false)),
    accepted: async () => readItems(server, shape, await call({ method: 'GET', path: '' })).map((share) => inOurWords(share, true)),
    accept: async (share) => { await call({ method: 'POST', path: `/pending/${segment(share)}` }); },
    decline: async (share) => { await call({ method: 'DELETE', path: `/pending/${segment(share)}` }); },
    leave: async (share) => { await call({ method: 'DELETE', path: `/${segment(share)}` }); },
  };
}

function inOurWords({ id: number, remote, owner, name, mountpoint }: v.InferOutput<typeof shape>, accepted: boolean): RemoteShare {
  return { id: number, remote, owner, name, path: accepted && mountpoint.startsWith('/') ? mountpoint : null };
}
