/**
 * Brings the vaults up to date with their servers.
 * @module
 */

import { wipeRequested, confirmWiped } from '../../clients/nextcloud/app-password.ts';
import { passman, type Passman } from '../../clients/passman/passman.ts';
import type { VaultDetail } from '../../clients/passman/vaults.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { guidOf, vaultId, type AccountId, type Guid, type VaultId } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import type { KeepAlive } from '../keep-alive.ts';
import type { Account, KnownVault } from '../session/contents.ts';
import type { Keyring } from '../session/keyring.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { Vaults } from '../vaults/vaults.ts';
import { settleRotation } from './rotate.ts';
import { serverOf, strangerServer, type ServerWorld } from './server-of.ts';

export interface RefreshWorld extends ServerWorld {
  keyring: Keyring;
  vaults: Vaults;
  keepAlive: KeepAlive;
  changed: () => void;
  /** `lastly`: while its server may still be reached. */
  forgetAccount: (account: Account, lastly: () => Promise<void>) => Promise<void>;
  /** Sends what waits, before the vaults are read. */
  sendWaiting?: () => Promise<void>;
  /** All accounts were asked, with or without success. */
  refreshed?: () => void;
  /** A vault's records, as the server just gave them. */
  tookIn?: (vault: OpenVault, records: readonly SealedCredential[], client: Passman) => Promise<void>;
  /** What else is to be looked at, once an account's vaults are read. */
  lookFurther?: (account: Account) => Promise<void>;
}

export interface Refresh {
  /** All accounts, side by side. Problems are kept for the screens, never thrown. */
  all: () => Promise<void>;
  problems: ReadonlyMap<AccountId, Problem>;
  /** The account is gone, and its problem with it. */
  forget: (account: AccountId) => void;
}

export function refresher(world: RefreshWorld): Refresh {
  const problems = new Map<AccountId, Problem>();
  let running: Promise<void> | null = null;

  /** Never rejects. */
  async function one(account: Account): Promise<void> {
    try {
      const client = passman(await serverOf(account, world));
      await learnVaults(account, client, world.keyring);
      world.changed();
      await syncVaults(account, client);
      await world.lookFurther?.(account);
      await settleRotation(account, world.keyring, null);
      problems.delete(account.id);
    } catch (error) {
      const problem = problemOf(error);
      problems.set(account.id, await settleRotation(account, world.keyring, problem) ?? problem);
      // What couldn't be wiped now is asked for again at the next refresh.
      if (problem.kind === 'signed-out') await wipeIfAsked(account, world).catch(() => undefined);
    }
    world.changed();
  }

  async function syncVaults(account: Account, client: Passman): Promise<void> {
    const loaded = await world.vaults.load();
    const mine = (await world.keyring.contents()).vaults.filter((vault) => vault.account === account.id);
    for (const { id } of mine) {
      const vault = loaded.get(id);
      if (vault) await syncOne(vault, client, world);
    }
  }

  /** Also those that are signed in to meanwhile, or anew: whoever waits for this run wants them too. */
  async function everyAccount(): Promise<void> {
    const done = new Set<string>();
    for (;;) {
      // Locked in the meantime: there is nothing to refresh, and nobody to tell.
      const contents = await world.keyring.contents().catch(() => null);
      if (contents !== null && done.size === 0) await world.sendWaiting?.().catch(() => undefined); // it goes on waiting
      const due = contents?.accounts.filter(({ id, appPassword }) => !done.has(id + appPassword)) ?? [];
      if (due.length === 0) return;
      for (const { id, appPassword } of due) done.add(id + appPassword);
      await Promise.all(due.map(one));
    }
  }

  return {
    problems,
    forget: (account) => void problems.delete(account),
    all() {
      running ??= world.keepAlive(everyAccount()).finally(() => {
        running = null;
        world.refreshed?.();
      });
      return running;
    },
  };
}

async function syncOne(vault: OpenVault, client: Passman, { vaults, changed, tookIn }: RefreshWorld): Promise<void> {
  vault.syncing = true;
  changed();
  try {
    const records = await takeInFresh(vault, client, vaults);
    vault.problem = null;
    // What it is about is there all the same, and looked at again next time.
    await tookIn?.(vault, records, client).catch(() => undefined);
  } catch (error) {
    vault.problem = vaultProblem(error);
    // The account's own troubles stop the other vaults too.
    if (vault.problem.kind === 'signed-out' || vault.problem.kind === 'throttled') throw error;
  } finally {
    vault.syncing = false;
    changed();
  }
}

/** Asks again where something was written meanwhile: the answer may be older than that. */
async function takeInFresh(vault: OpenVault, client: Passman, vaults: Vaults): Promise<SealedCredential[]> {
  for (let again = 2; ; again--) {
    const { generation } = vault;
    const records = await readRecords(vault.id, client, ({ privateSharingKey: privateKey, publicSharingKey: publicKey }) => { vault.sharingKeys = { privateKey, publicKey }; });
    if (await vaults.takeIn(vault, records, again === 0 ? undefined : generation)) return records;
  }
}

/**
 * Own items and those that others share into this vault. An error with the shared ones never hides the own, and
 * neither does one that goes by the guid of an own one.
 */
export async function readRecords(id: VaultId, client: Passman, look: (vault: VaultDetail) => void = () => undefined): Promise<SealedCredential[]> {
  const [detail, shared] = await Promise.all([
    client.vaults.get(guidOf(id)),
    client.sharing.sharedWithMe(guidOf(id)).catch((): SealedCredential[] => []),
  ]);
  look(detail);
  const byGuid = new Map<Guid, SealedCredential>();
  for (const record of [...detail.credentials, ...shared]) if (!byGuid.has(record.guid)) byGuid.set(record.guid, record);
  return [...byGuid.values()];
}

/** More vaults than anybody has, and longer names: a limit for what a server makes us keep. */
const mostVaults = 1000;
const longestName = 200;

/** Which vaults there are. One that the server doesn't list is kept while we hold its key or have made it: the server hides empty ones. */
export async function learnVaults(account: Account, client: Passman, keyring: Keyring): Promise<void> {
  const listed = new Map((await client.vaults.list()).slice(0, mostVaults).map(({ guid, name }) => [vaultId(account.id, guid), name.slice(0, longestName)]));
  // All inside of the change: a key that is kept or forgotten meanwhile, or an account that is signed out, must stay so.
  await keyring.change((contents) => {
    if (!contents.accounts.some(({ id }) => id === account.id)) throw new Failure({ kind: 'gone', what: 'account' });
    const mine = contents.vaults.filter((vault) => vault.account === account.id);
    const found = [...listed].map(([id, name]): KnownVault => {
      const known = mine.find((vault) => vault.id === id);
      return { ...known, id, account: account.id, name, key: known?.key ?? null, made: known?.made ?? false };
    });
    const hidden = mine.filter((vault) => (vault.key !== null || vault.made) && !listed.has(vault.id));
    const next = [...found, ...hidden];
    if (JSON.stringify(next) === JSON.stringify(mine)) return contents;
    return { ...contents, vaults: [...contents.vaults.filter((vault) => vault.account !== account.id), ...next] };
  });
}

/** An administrator or the person may have asked for this device to be wiped. @see contracts: Nextcloud §8.3 */
async function wipeIfAsked(account: Account, world: RefreshWorld): Promise<void> {
  const server = await strangerServer(account.server, world);
  const asked = await wipeRequested(server, account.appPassword).catch(() => false);
  if (!asked) return;
  // Reported only when nothing is left here.
  await world.forgetAccount(account, () => confirmWiped(server, account.appPassword).catch(() => undefined));
}

/** What a screen is told of an error. */
export function problemOf(error: unknown): Problem {
  return error instanceof Failure ? error.problem : { kind: 'bug' };
}

function vaultProblem(error: unknown): Problem {
  const problem = problemOf(error);
  return problem.kind === 'not-found' ? { kind: 'gone', what: 'vault' } : problem;
}
