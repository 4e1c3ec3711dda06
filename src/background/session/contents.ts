/**
 * What the keyring holds: the app passwords, the vault keys, and which vaults there are.
 * @module
 */

import * as v from 'valibot';

import { isAccountId, isServerId, isVaultId } from '../../core/ids.ts';

/**
 * Counts the changes to anything stored here that an older Latchkey would misread, or lose by writing it: it refuses
 * (`newer-data`) what has a higher one. What is merely new beside the old needs none: objects here are loose, so an
 * older version keeps what it doesn't know.
 * @see guides: reliability R-11
 */
export const storageFormat = 1;

const accountId = v.pipe(v.string(), v.guard(isAccountId));
const vaultId = v.pipe(v.string(), v.guard(isVaultId));

const accountEntries = {
  id: accountId,
  /** Base address without a trailing slash. */
  server: v.string(),
  loginName: v.string(),
  userId: v.string(),
  displayName: v.string(),
  appPassword: v.string(),
  passmanVersion: v.nullable(v.string()),
  /** What the server's list of devices calls this browser. Left out where that was said elsewhere: with a typed app password. */
  deviceName: v.optional(v.string()),
  /** When its server last answered well, to the hour; milliseconds since 1970. */
  usedAt: v.optional(v.number()),
  /** Requests for encrypted folders go by the name of Nextcloud's desktop app: a person has said so. */
  asDesktop: v.optional(v.boolean()),
  /** A new app password was asked for, and its answer is not here. */
  rotating: v.optional(v.boolean()),
  /** Signed in as an app of the server, whose secret opens every account there; `appPassword` is empty then. */
  appApi: v.optional(v.looseObject({ appId: v.string(), appVersion: v.string(), aaVersion: v.string(), secret: v.string() })),
};

const vaultEntries = {
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
  change: v.optional(v.looseObject({
    /** Names this change, and which way it goes: another one for its undoing. */
    id: v.string(),
    /** What `key` was before; the same where all is only to be brought under one key. */
    from: v.string(),
    paused: v.boolean(),
    undoing: v.boolean(),
  })),
};

/** A SelfPrivacy server. Its token may do everything there. */
const serverEntries = { id: v.pipe(v.string(), v.guard(isServerId)), domain: v.string(), token: v.string() };

/** An app that an administrator is about to register. */
const proposedEntries = { server: v.string(), appId: v.string(), appVersion: v.string(), secret: v.string() };

export const contentsShape = v.looseObject({
  version: v.literal(storageFormat), accounts: v.array(v.looseObject(accountEntries)), vaults: v.array(v.looseObject(vaultEntries)),
  servers: v.optional(v.array(v.looseObject(serverEntries))), proposedApp: v.optional(v.looseObject(proposedEntries)),
});

type Of<Entries extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Entries, undefined>>;
export type Account = Of<typeof accountEntries>;
export type ProposedApp = Of<typeof proposedEntries>;
export type PairedServer = Of<typeof serverEntries>;
export type KnownVault = Of<typeof vaultEntries>;
export interface Contents { version: typeof storageFormat; accounts: Account[]; vaults: KnownVault[]; servers?: PairedServer[] | undefined; proposedApp?: ProposedApp | undefined }

/** Whether opened contents are of a newer Latchkey. */
export function isNewerContents(opened: unknown): boolean {
  return v.is(v.object({ version: v.pipe(v.number(), v.minValue(storageFormat + 1)) }), opened);
}

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

export const noContents: Contents = { version: storageFormat, accounts: [], vaults: [] };
