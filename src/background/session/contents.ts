/**
 * What the keyring holds: the app passwords, the vault keys, and which vaults there are.
 * @module
 */

import * as v from 'valibot';

import { isAccountId, isVaultId } from '../../core/ids.ts';

const accountId = v.pipe(v.string(), v.guard(isAccountId));
const vaultId = v.pipe(v.string(), v.guard(isVaultId));

const account = v.object({
  id: accountId,
  /** Base address without a trailing slash. */
  server: v.string(),
  loginName: v.string(),
  userId: v.string(),
  displayName: v.string(),
  appPassword: v.string(),
  passmanVersion: v.nullable(v.string()),
});

const knownVault = v.object({
  id: vaultId,
  account: accountId,
  name: v.string(),
  /** The vault key as typed; null until the person has given it. */
  key: v.nullable(v.string()),
  /** Made by us: shown even while the server hides it because it is empty. */
  made: v.boolean(),
});

export const contentsShape = v.object({ version: v.literal(1), accounts: v.array(account), vaults: v.array(knownVault) });

export type Account = v.InferOutput<typeof account>;
export type KnownVault = v.InferOutput<typeof knownVault>;
export type Contents = v.InferOutput<typeof contentsShape>;

export const noContents: Contents = { version: 1, accounts: [], vaults: [] };
