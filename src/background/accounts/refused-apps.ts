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

/** Milliseconds for which one good answer stands for the next ones, and for which others wait for the first. */
const provenFor = 60_000;
const patience = 10_000;

/**
 * @param session - so that a stopped worker doesn't forget it
 * @param clock - milliseconds
 */
export function refusedApps(session: StorageArea, clock: () => number): RefusedApps {
  const item = stored(session, 'refusedApps', v.array(v.string()));
  const queue = oneAtATime();
  const change = (edit: (all: string[]) => string[]): Promise<void> => queue(async () => item.write(edit((await item.read()) ?? [])));
  /** At once, also for requests that are already on their way here. */
  const now = new Set<AccountId>();
  const proven = new Map<AccountId, number>();
  /** The one request that shows whether the secret is still good, of those that come at once. */
  const proving = new Map<AccountId, Promise<void>>();

  async function ask(account: AccountId, host: string, send: () => Promise<Response>): Promise<Response> {
    const stopped = (await item.read())?.includes(account) === true;
    if (stopped || now.has(account)) throw new Failure({ kind: 'app-refused', host });
    const response = await send();
    if (response.status === 401 && !(await isAboutOneItem(response, host))) {
      now.add(account);
      proven.delete(account);
      await change((all) => [...all.filter((one) => one !== account), account]);
    } else proven.set(account, clock());
    return response;
  }

  return {
    guarded: (account, host, fetch) => async (...request) => {
      const send = () => ask(account, host, () => fetch(...request));
      while (clock() - (proven.get(account) ?? -Infinity) >= provenFor) {
        const first = proving.get(account);
        if (first === undefined) {
          const sending = send();
          const over = (): void => { proving.delete(account); };
          proving.set(account, sending.then(over, over));
          return sending;
        }
        // A large file on its way holds nobody up.
        if (!(await within(first, patience))) break;
      }
      return send();
    },
    async forgive(account) {
      now.delete(account);
      proven.delete(account);
      await change((all) => all.filter((one) => one !== account));
    },
  };
}

/** @returns whether it came in time */
async function within(work: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => { timer = setTimeout(() => { resolve(false); }, milliseconds); });
  const inTime = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}

/** Passman says 401 also of an item that one may only read. */
async function isAboutOneItem(response: Response, host: string): Promise<boolean> {
  const text = await readBody(response.clone(), host, { limit: largestRefusal }).catch(() => null);
  return text !== null && isPassmansNo(readHostileJson(text, host));
}
