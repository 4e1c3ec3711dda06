/**
 * The contract's part about what every screen shows.
 * @module
 */

import type { AccountId, VaultId } from '../core/ids.ts';
import type { Problem } from '../core/problem.ts';

/** `new`: no unlock password was ever set. Times are milliseconds since 1970. */
export type LockState =
  | { state: 'new' }
  | { state: 'locked'; retryAt: number | null }
  | { state: 'unlocked'; locksAt: number | null };

/** A signed-in account, without its app password. */
export interface AccountSummary {
  id: AccountId;
  /** Base address without a trailing slash, e.g. `https://cloud.example/nextcloud`. */
  server: string;
  userId: string;
  displayName: string;
  passmanVersion: string | null;
  plainHttp: boolean;
  /** What the server's list of devices calls this browser; null: not known here. */
  deviceName: string | null;
  /** Signed in as this app of the server, whose secret opens every account there; null: by an app password. */
  asApp: { appId: string; keepsFilesWhenDisabled: boolean } | null;
  /** When its server last answered well; milliseconds since 1970; null: never yet. */
  usedAt: number | null;
  problem: Problem | null;
  /** Shares of people on other servers that wait for an answer; left out: none, or not looked yet. */
  waitingShares?: number;
}

/**
 * `closed`: its key is not known yet. `opening`: nothing to show yet. `ready`: url and user name of
 * every item are known. `open`: all is.
 */
export interface VaultSummary {
  id: VaultId;
  account: AccountId;
  name: string;
  state: 'closed' | 'opening' | 'ready' | 'open';
  items: number;
  /** Items with at least one field that cannot be read. */
  damaged: number;
  /** Milliseconds since 1970 of the last complete answer of the server; null = never. */
  syncedAt: number | null;
  syncing: boolean;
  problem: Problem | null;
  /** A change of its key that isn't over; left out: there is none. */
  keyChange?: KeyChange;
  /** It was made here, and the server lacks a part of it yet; left out: it lacks none. */
  unfinished?: boolean;
}

/**
 * How far a change of a vault's key is. `waiting`: it goes on by itself when it can; `incomplete`: it is through, but
 * for what is `left`. All of it can be read all the time.
 */
export interface KeyChange {
  state: 'running' | 'pausing' | 'paused' | 'waiting' | 'incomplete';
  /** It goes back to the key of before. */
  undoing: boolean;
  /** The key stays; what is under another one is brought under it. */
  gathering: boolean;
  done: number;
  /** Null: not known yet. */
  total: number | null;
  /** What stopped it. */
  problem: Problem | null;
  /** `label` null: the vault's sharing keys, or something shared by others. `lost`: the server cannot read it; `foreign`: it is under a key not known here; `file`: a file of it could not be had. */
  left: readonly { label: string | null; why: 'lost' | 'foreign' | 'file' | 'server'; problem: Problem | null }[];
}

/** What a person may choose. */
export interface Settings {
  /** Minutes without use until Latchkey locks; 0 = only when the browser closes. */
  lockAfterMinutes: number;
  lockOnScreenLock: boolean;
  /** Lock when the computer was idle for `lockAfterMinutes`. */
  lockOnIdle: boolean;
  /** Seconds until a copied secret leaves the clipboard; 0 = never. */
  clearClipboardSeconds: number;
  /** Offer to save what was typed into pages, where all sites may be seen. */
  offerToSave: boolean;
  /** Copy the current one-time code where a password was filled and the page has no field for the code. */
  copyCodeAfterFill: boolean;
  /** Notify of logins that come due, where the browser allows it. */
  notifyDue: boolean;
  /** Notify of what people on other servers share, and of invitations that they answered, where the browser allows it. */
  notifyPeople: boolean;
  /** Stand at login fields in pages, where all sites may be seen. */
  menuInPages: boolean;
  /** Notice invitations of other servers on pages, where all sites may be seen. */
  noticeInvites: boolean;
}

/** What every screen shows. */
export interface AppState {
  lock: LockState;
  /** Empty while locked. With `new`, what is here is lost when the browser closes: no password seals it yet. */
  accounts: readonly AccountSummary[];
  /** Empty while locked. */
  vaults: readonly VaultSummary[];
  settings: Settings;
  version: string;
}
