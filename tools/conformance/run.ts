/**
 * The chapters in their order. A new one is a file beside this one, and a line here.
 * @module
 */

import { setTimeout as sleep } from 'node:timers/promises';

import { checkAppApi } from './app-api.ts';
import { checkAppPassword, checkWrongPassword } from './app-password.ts';
import { cleanup } from './cleanup.ts';
import { checkChanges, checkCredentials, checkRemoval } from './credentials.ts';
import { checkEncryptedFolders } from './encrypted-folders.ts';
import { checkFiles } from './files.ts';
import { checkKeyChange } from './key-change.ts';
import { checkCapabilities, checkLoginFlow, checkServer, signIn } from './nextcloud.ts';
import type { Options } from './options.ts';
import { expectThat, report, type Checks, type Report } from './report.ts';
import { removeLeftovers } from './leftovers.ts';
import { checkPeople } from './people.ts';
import { checkProduct } from './product.ts';
import { checkSharing } from './sharing.ts';
import { checkNewVault, checkVaultChanges, checkVaultRemoval } from './vaults.ts';
import type { World } from './world.ts';

export interface Run {
  /** Resolves when everything was checked and cleaned up. */
  done: Promise<Report>;
  /** For Ctrl-C: no further check is begun; what was made is removed, and `done` resolves. */
  stop: () => void;
}

/** Thrown where a check would begin after Ctrl-C. */
class Stopped extends Error {}

/** @param wait - milliseconds, where the server asks for patience */
export function runConformance(options: Options, fetch: typeof globalThis.fetch, print: (line: string) => void, wait: Wait = sleep): Run {
  const results = report(print);
  const undo = cleanup();
  const watch = watchCookies(patient(fetch, wait));
  let stopped = false;
  const checks: Checks = {
    ...results,
    check: (name, run) => (stopped ? Promise.reject(new Stopped()) : results.check(name, run)),
  };
  async function all(): Promise<Report> {
    try {
      await checkAll({ options, fetch: watch.fetch, report: checks, cleanup: undo });
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    } finally {
      await undo.run(results);
    }
    results.chapter('All requests');
    await results.check('went without cookies, caches and redirects', watch.verdict);
    return results;
  }
  return { done: all(), stop: () => { stopped = true; } };
}

async function checkAll(base: Omit<World, 'first' | 'second'>): Promise<void> {
  if (!(await checkServer(base))) return;
  const first = await signIn(base, base.options.first);
  if (first === null) return;
  const other = base.options.second === null ? null : await signIn(base, base.options.second);
  // Nobody can share with themselves: under two names, it is one person.
  const second = other?.user.userId === first.user.userId ? null : other;
  const world: World = { ...base, first, second };
  await checkCapabilities(world);
  await checkLoginFlow(world);
  await removeLeftovers(world);
  await checkVaultLife(world);
  await checkProduct(world);
  await checkKeyChange(world);
  await checkAppApi(world);
  await checkPeople(world);
  await checkEncryptedFolders(world);
  await checkAppPassword(world);
  await checkWrongPassword(world);
}

async function checkVaultLife(world: World): Promise<void> {
  const vault = await checkNewVault(world);
  if (vault === null) return;
  const credential = await checkCredentials(world, vault);
  if (credential !== null) await checkChanges(world, vault, credential);
  await checkFiles(world, vault);
  await checkVaultChanges(world, vault);
  await checkSharing(world, vault);
  if (credential !== null) await checkRemoval(world, credential);
  await checkVaultRemoval(world, vault);
}

/** Remembers how every request was to be sent. */
function watchCookies(fetch: typeof globalThis.fetch): { fetch: typeof globalThis.fetch; verdict: () => string } {
  let requests = 0;
  let careless = 0;
  return {
    fetch: (input, init = {}) => {
      requests++;
      if (init.credentials !== 'omit' || init.cache !== 'no-store' || init.redirect !== 'manual') careless++;
      return fetchAgain(fetch, input, init);
    },
    verdict: () => {
      expectThat(careless === 0, 'every request leaves them out');
      return `${requests} requests`;
    },
  };
}

type Wait = (milliseconds: number) => Promise<unknown>;
const shortestWait = 5000;
const longestWait = 60_000;
/** Together more than the minute by which Nextcloud counts: it doesn't say itself how long to wait. */
const waits = [shortestWait, 30_000, longestWait];

/** Asks again where the server limits the rate: nothing was done then. What a wrong password costs is waited for too. */
function patient(fetch: typeof globalThis.fetch, wait: Wait): typeof globalThis.fetch {
  return async (...request) => {
    for (const usual of waits) {
      const response = await fetch(...request);
      if (response.status !== 429) return response;
      void response.body?.cancel().catch(() => undefined);
      const asked = Number(response.headers.get('retry-after') ?? NaN) * 1000;
      await wait(Number.isFinite(asked) ? Math.min(Math.max(asked, shortestWait), longestWait) : usual);
    }
    return fetch(...request);
  };
}

/** Browsers ask again where a waiting connection was closed meanwhile; Node's fetch does not. */
async function fetchAgain(fetch: typeof globalThis.fetch, ...[input, init]: Required<Parameters<typeof globalThis.fetch>>): Promise<Response> {
  try {
    return await fetch(input, init);
  } catch (error) {
    const code: unknown = error instanceof TypeError && error.cause instanceof Error ? Reflect.get(error.cause, 'code') : null;
    if (init.method === 'GET' && (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET')) return fetch(input, init);
    throw error;
  }
}
