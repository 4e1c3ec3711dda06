/**
 * What the keyring holds: the app passwords, the vault keys, and which vaults there are.
 * @module
 */

import * as v from 'valibot';

import { isAccountId, isServerId, isVaultId } from '../../core/ids.ts';

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
  /** A new app password was asked for, and its answer is not here. */
  rotating: v.optional(v.boolean()),
  /** Signed in as an app of the server, whose secret opens every account there; `appPassword` is empty then. */
  appApi: v.optional(v.object({ appId: v.string(), appVersion: v.string(), aaVersion: v.string(), secret: v.string() })),
});

const knownVault = v.object({
  id: vaultId,
  account: accountId,
  name: v.string(),
  /** The vault key as typed; null until the person has given it. */
  key: v.nullable(v.string()),
  /** Made by us: shown even while the server hides it because it is empty. */
  made: v.boolean(),
  /** What was begun and must be brought to its end: it lacks its sharing keys or its test credential. */
  unfinished: v.optional(v.boolean()),
  /** Keys that some of it may still be under, the newest first: of a change that is under way, or known from before. */
  others: v.optional(v.array(v.string())),
  /** A change of the vault key that isn't over: `key` is then the one that all shall be under in the end. */
  change: v.optional(v.object({
    /** Names this change, and which way it goes: another one for its undoing. */
    id: v.string(),
    /** What `key` was before; the same where all is only to be brought under one key. */
    from: v.string(),
    paused: v.boolean(),
    undoing: v.boolean(),
  })),
});

/** A SelfPrivacy server. Its token may do everything there. */
const pairedServer = v.object({ id: v.pipe(v.string(), v.guard(isServerId)), domain: v.string(), token: v.string() });

/** An app that an administrator is about to register. */
const proposedApp = v.object({ server: v.string(), appId: v.string(), appVersion: v.string(), secret: v.string() });

export const contentsShape = v.object({ version: v.literal(1), accounts: v.array(account), vaults: v.array(knownVault), servers: v.optional(v.array(pairedServer)), proposedApp: v.optional(proposedApp) });

export type Account = v.InferOutput<typeof account>;
export type ProposedApp = v.InferOutput<typeof proposedApp>;
export type PairedServer = v.InferOutput<typeof pairedServer>;
export type KnownVault = v.InferOutput<typeof knownVault>;
export type Contents = v.InferOutput<typeof contentsShape>;

/** Every key that may open something of a vault, the one that all should be under first. Empty: it is closed. */
export function keysOf({ key, others = [] }: KnownVault): readonly string[] {
  return key === null ? [] : [key, ...others.filter((other) => other !== key)];
}

/** The same vault, and one thing less to be done with it. */
export function without(vault: KnownVault, what: 'change' | 'unfinished' | 'others'): KnownVault {
  const rest = { ...vault };
  Reflect.deleteProperty(rest, what);
  return rest;
}

export const noContents: Contents = { version: 1, accounts: [], vaults: [] };
