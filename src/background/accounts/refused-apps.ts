/**
 * Apps that a server has refused: nothing more is asked with their secrets until a person says so, since every further
 * try would count against this address.
 * @see contracts: AppAPI §2
 * @module
 */

import * as v from 'valibot';

import { readBody, readHostileJson } from '../../clients/body.ts';
import { isPassmansNo } from '../../clients/refusal.ts';
import { Failure } from '../../core/problem.ts';
import type { AccountId } from '../../core/ids.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { stored, type StorageArea } from '../stored.ts';

export interface RefusedApps {
  /** The same network, which lets nothing more of this account through after the first 401. @throws {Failure} `app-refused` */
  guarded: (account: AccountId, host: string, fetch: typeof globalThis.fetch) => typeof globalThis.fetch;
  /** It was paired anew, or a person wants to know. */
  forgive: (account: AccountId) => Promise<void>;
}

/** More than any refusal has. */
const largestRefusal = 64 * 1024;

/** @param session - so that a stopped worker doesn't forget it */
export function refusedApps(session: StorageArea): RefusedApps {
  const item = stored(session, 'refusedApps', v.array(v.string()));
  const queue = oneAtATime();
  const change = (edit: (all: string[]) => string[]): Promise<void> => queue(async () => item.write(edit((await item.read()) ?? [])));
  /** At once, also for requests that are already on their way here. */
  const now = new Set<AccountId>();
  return {
    guarded: (account, host, fetch) => async (...request) => {
      const stopped = (await item.read())?.includes(account) === true;
      if (stopped || now.has(account)) throw new Failure({ kind: 'app-refused', host });
      const response = await fetch(...request);
      if (response.status === 401 && !(await isAboutOneItem(response, host))) {
        now.add(account);
        await change((all) => [...all.filter((one) => one !== account), account]);
      }
      return response;
    },
    async forgive(account) {
      now.delete(account);
      await change((all) => all.filter((one) => one !== account));
    },
  };
}

/** Passman says 401 also of an item that one may only read. */
async function isAboutOneItem(response: Response, host: string): Promise<boolean> {
  const text = await readBody(response.clone(), host, { limit: largestRefusal }).catch(() => null);
  return text !== null && isPassmansNo(readHostileJson(text, host));
}
