/**
 * Opening vaults with their keys, and closing them.
 * @module
 */

import { passman } from '../../clients/passman/passman.ts';
import { checkVaultKey } from '../../core/envelopes/vault-reader.ts';
import { accountOf, guidOf, type VaultId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { problemOf, readRecords } from '../accounts/refresh.ts';
import { serverOf } from '../accounts/server-of.ts';
import type { ScreenHandlers } from '../answer.ts';
import { without, type KnownVault } from '../session/contents.ts';
import type { App } from './app.ts';

type Names = 'openVault' | 'closeVault' | 'refresh';

export function vaultHandlers(app: App): Pick<ScreenHandlers, Names> {
  const { session, vaults } = app;

  async function rememberKey(vault: VaultId, key: string | null): Promise<void> {
    await knownVault(vault, app);
    await session.keyring.change((contents) => ({ ...contents, vaults: contents.vaults.map((each) => (each.id === vault ? { ...(key === null ? without(each, 'others') : each), key } : each)) }));
  }

  return {
    async openVault({ vault, key, unlockPassword }) {
      await session.use();
      const records = await recordsUnderKey(await knownVault(vault, app), key, app);
      // First, so that a worker that dies in between leaves a keyring with a password and no key, not the other way round.
      if ((await session.keyring.state()) === 'new') await session.keyring.protect(unlockPassword ?? key);
      await session.use();
      await rememberKey(vault, key);
      // Whatever is typed while it is locked can be put away from now on.
      await app.writes.letterBox.prepare();
      const opened = vaults.start(vault, key);
      const reading = app.keepAlive(vaults.takeIn(opened, records));
      // The rest is read behind; should that fail, the vault says so.
      reading.catch((error: unknown) => { opened.problem = problemOf(error); });
      await Promise.race([reading, opened.whenReady]);
      app.changed();
      return app.state();
    },
    async closeVault({ vault }) {
      await session.use();
      const known = await knownVault(vault, app);
      // Some of it is under one key, the rest under the other: neither may be forgotten now.
      if (known.change) throw new Failure({ kind: 'key-change-open', vault: known.name });
      await rememberKey(vault, null);
      await vaults.remove(vault);
      return app.state();
    },
    async refresh() {
      await session.use();
      await app.refresh.all();
      return app.state();
    },
  };
}

async function knownVault(id: VaultId, { session }: App): Promise<KnownVault> {
  const vault = (await session.keyring.contents()).vaults.find((each) => each.id === id);
  if (!vault) throw new Failure({ kind: 'gone', what: 'vault' });
  return vault;
}

/** @throws {Failure} `wrong-vault-key`. A vault that holds nothing to test a key on takes any: nobody is locked out by an empty challenge. */
async function recordsUnderKey(vault: KnownVault, key: string, { session, servers }: App) {
  const account = (await session.keyring.contents()).accounts.find(({ id }) => id === accountOf(vault.id));
  if (!account) throw new Failure({ kind: 'gone', what: 'account' });
  const client = passman(await serverOf(account, servers));
  const [listed, records] = await Promise.all([client.vaults.list(), readRecords(vault.id, client)]);
  const challenge = listed.find(({ guid }) => guid === guidOf(vault.id))?.challenge;
  if ((await checkVaultKey(key, challenge, records)) === 'wrong') throw new Failure({ kind: 'wrong-vault-key', vault: vault.name });
  return records;
}
