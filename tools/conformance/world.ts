/**
 * What every chapter works with: the people, the report, and the way back to how it was before.
 * @module
 */

import type { Guid } from '../../src/core/ids.ts';
import { vaultWriter, type VaultWriter } from '../../src/core/envelopes/vault-writer.ts';
import { generateSharingKeys, type SharingKeyPair } from '../../src/core/envelopes/sharing-keys.ts';
import { basic } from '../../src/clients/authentication.ts';
import type { Server } from '../../src/clients/http.ts';
import { passman, type Passman } from '../../src/clients/passman/passman.ts';
import type { User } from '../../src/clients/nextcloud/user.ts';
import type { Cleanup } from './cleanup.ts';
import type { Login, Options } from './options.ts';
import type { Checks } from './report.ts';
import { testCredential } from './sealing.ts';

/** Somebody who is signed in. */
export interface Person {
  user: User;
  server: Server;
  passman: Passman;
  login: Login;
  /** Whether the app password was made by us: only then may it be rotated and revoked. */
  minted: boolean;
}

/** A throw-away vault that is ready for use. */
export interface TestVault {
  id: number;
  guid: Guid;
  name: string;
  key: string;
  writer: VaultWriter;
  sharing: SharingKeyPair;
  /** Call it when the vault was removed on the way. */
  isGone: () => void;
}

export interface World {
  options: Options;
  fetch: typeof globalThis.fetch;
  report: Checks;
  cleanup: Cleanup;
  first: Person;
  second: Person | null;
}

export function serverFor(world: Pick<World, 'options' | 'fetch'>, login: Login): Server {
  return { server: world.options.server, authentication: basic(login.name, login.password), fetch: world.fetch };
}

/** Begins the names of all that a run makes. */
export const mark = 'Latchkey conformance';

/** A vault as official clients make one; gone again after the run. */
export async function makeVault(person: Person, cleanup: Cleanup): Promise<TestVault> {
  const key = `conformance ${crypto.randomUUID()}`;
  const name = `${mark} ${new Date().toISOString().slice(0, 19)}`;
  const made = await person.passman.vaults.create(name);
  const isGone = cleanup.later(`remove the vault of ${person.user.userId}`, async () => { await person.passman.vaults.remove(made.guid); });
  return { id: made.vaultId, guid: made.guid, name, key, writer: vaultWriter(key), sharing: await generateSharingKeys(1024), isGone };
}

/** The rest of the ritual: a hidden first credential, and sharing keys. */
export async function settleVault({ passman: { credentials, vaults } }: Person, vault: TestVault): Promise<void> {
  await credentials.create(await testCredential(vault));
  await vaults.storeSharingKeys(vault.guid, { privateKey: await vault.writer.seal(vault.sharing.privatePem), publicKey: vault.sharing.publicPem });
}

export function personOf(server: Server, user: User, { login, minted }: { login: Login; minted: boolean }): Person {
  return { user, server, passman: passman(server), login, minted };
}
