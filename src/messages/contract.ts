/**
 * The contract between the background and everyone who asks it for something.
 *
 * Two groups, two routers: what our own screens may ask, and what our script in a web page may ask.
 * To add a request: its reply and its ask here, its shape in `shapes.ts`, its handler in
 * `background/handlers/`; the compiler asks for whichever is missing.
 * @module
 */

import type { EncryptedField } from '../core/credential/sealed.ts';
import type { AttachedFile, UnreadableReason } from '../core/credential/credential.ts';
import type { FieldRole } from '../core/forms/facts.ts';
import type { AccountId, CredentialId, VaultId } from '../core/ids.ts';
import type { Problem } from '../core/problem.ts';

/** An ask or a reply without content. */
export type Nothing = Record<string, never>;

/** Every reply: what was asked for, or what went wrong. */
export type Answer<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };

/* ------------------------------------------------------------------ what screens see ---- */

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
  problem: Problem | null;
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

/** One row of a list. No secret. */
export interface Row {
  id: CredentialId;
  label: string;
  /** User name, else e-mail, else empty. */
  account: string;
  /** Host of the address, as ASCII; empty when there is none. */
  host: string;
  vault: string;
  hasCode: boolean;
  hasPassword: boolean;
  icon: string | null;
  damaged: boolean;
  shared: boolean;
}

/** The page behind the popup, as the browser says. */
export interface Site {
  tabId: number;
  /** The document that is there now; a fill into another one is refused. Empty where the browser has none. */
  documentId: string;
  /** ASCII host with port. */
  host: string;
  /** Registrable domain, for people to recognise; the host where there is none. */
  domain: string;
  secure: boolean;
}

/** What the popup shows when it opens. */
export interface PopupView {
  app: AppState;
  /** Null: the active tab is no web page, or may not be seen. `problem` says why. */
  site: Site | null;
  problem: Problem | null;
  matches: readonly Row[];
  /** Logins of this site that are not offered, e.g. an https login on an http page. */
  withheld: Problem | null;
}

/** A field as a person sees it. `legacy`: it was stored unencrypted. */
export type FieldView<Value> = { state: 'read' | 'legacy'; value: Value } | { state: 'unreadable'; why: UnreadableReason };

/** What a person sees of one credential. Secrets are asked for one at a time, with `reveal`. */
export interface CredentialView {
  row: Row;
  username: FieldView<string>;
  email: FieldView<string>;
  url: FieldView<string>;
  description: FieldView<string>;
  tags: FieldView<readonly string[]>;
  /** `value` is empty for a secret one. */
  customFields: FieldView<readonly { label: string; value: string; secret: boolean; kind: 'text' | 'password' | 'file' }[]>;
  files: FieldView<readonly AttachedFile[]>;
  /** Whether there is one; the value comes from `reveal`. */
  password: FieldView<{ present: boolean }>;
  otp: FieldView<{ period: number; digits: number; issuer: string } | null>;
  compromised: boolean;
  /** Unix seconds. */
  expires: number | null;
  trashed: number | null;
  created: number;
  changed: number;
  unreadable: readonly EncryptedField[];
}

/** A part of a credential that can be copied or shown. `custom` counts from 0. */
export type Part = { field: 'username' | 'email' | 'password' | 'url' | 'code' } | { field: 'custom'; index: number };

/** A server that answered. `origin` is what a permission must be asked for. */
export interface ServerProbe {
  /** Base address without a trailing slash. */
  server: string;
  host: string;
  productName: string;
  version: string;
  plainHttp: boolean;
}

/** How far the sign-in with the browser has come. */
export interface LoginFlow {
  /** Changes whenever the flow moves on. */
  state: 'none' | 'waiting' | 'done' | 'failed';
  host: string;
  /** Milliseconds since 1970. */
  expiresAt: number | null;
  problem: Problem | null;
  account: AccountId | null;
}

/** What a fill has done. */
export interface FillReport {
  filled: readonly FieldRole[];
  /** One sentence's worth of fact for the person, when something was left out. */
  left: Problem | null;
}

/* -------------------------------------------------------------------- what screens ask ---- */

/** Each request of our own screens: what is asked and what comes back. */
export interface ScreenRequests {
  getState: { ask: Nothing; reply: AppState };

  // Accounts
  /** Reads `status.php`; the screen must hold the permission for the origin already. */
  probeServer: { ask: { address: string }; reply: ServerProbe };
  /** Starts Login Flow v2 and opens its page in a tab. `acceptPlainHttp` is the person's explicit yes. */
  startLoginFlow: { ask: { server: string; acceptPlainHttp: boolean }; reply: LoginFlow };
  getLoginFlow: { ask: Nothing; reply: LoginFlow };
  cancelLoginFlow: { ask: Nothing; reply: LoginFlow };
  /** With an app password, or with a real one, which is exchanged at once and forgotten. */
  signIn: { ask: { server: string; loginName: string; password: string; acceptPlainHttp: boolean }; reply: { account: AccountId } };
  /** Revokes the app password and removes every trace. `revoked: false`: the server could not be told. */
  signOut: { ask: { account: AccountId }; reply: { revoked: boolean } };

  // Lock
  /** Opens the keyring, and every vault whose key it holds. */
  unlock: { ask: { password: string }; reply: AppState };
  lock: { ask: Nothing; reply: AppState };
  changeUnlockPassword: { ask: { current: string; next: string }; reply: Nothing };
  /** Forgets everything that is kept here; `confirm` is what the person typed. Nothing on a server is touched. */
  startOver: { ask: { confirm: string }; reply: AppState };

  // Vaults
  /** Checks the key and keeps it. The first key ever becomes the unlock password, unless `unlockPassword` is given. */
  openVault: { ask: { vault: VaultId; key: string; unlockPassword: string | null }; reply: AppState };
  /** Forgets the key; the vault itself stays as it is on the server. */
  closeVault: { ask: { vault: VaultId }; reply: AppState };
  /** Looks for vaults and changes on the servers, now. */
  refresh: { ask: Nothing; reply: AppState };

  // Browse
  getPopup: { ask: Nothing; reply: PopupView };
  /** Searches all open vaults; an empty query lists all by label. At most `limit` rows; `total` counts all. */
  search: { ask: { query: string; limit: number }; reply: { rows: readonly Row[]; total: number } };
  getCredential: { ask: { credential: CredentialId }; reply: CredentialView };
  /** With `getCode` the only reply that holds a secret: what a person asked to see, one part at a time. */
  reveal: { ask: { credential: CredentialId; part: Part }; reply: { value: string } };
  /** `endsAt`: when this code stops being valid, in milliseconds since 1970. No server is asked for the time. `period`: seconds. */
  getCode: { ask: { credential: CredentialId }; reply: { code: string; endsAt: number; period: number } };
  /** Puts a part on the clipboard without showing it. `clearsAt` null: it stays. */
  copy: { ask: { credential: CredentialId; part: Part }; reply: { clearsAt: number | null } };
  /** Opens the credential's own address in a new tab (http and https only). */
  openSite: { ask: { credential: CredentialId }; reply: Nothing };

  // Fill
  fill: { ask: { credential: CredentialId; tabId: number; documentId: string }; reply: FillReport };

  saveSettings: { ask: { settings: Settings }; reply: AppState };
}

/* ---------------------------------------------------------------- what a web page asks ---- */

/** What our script fills in: one login, chosen by a person, for one document. */
export interface FillOrder {
  /** The order is void in a document of any other origin. */
  origin: string;
  username: string | null;
  email: string | null;
  password: string | null;
  code: string | null;
}

/** Each request of our script in a web page. A ticket is made for one document and is good for one use. */
export interface PageRequests {
  takeOrder: { ask: { ticket: string }; reply: FillOrder };
}

/** What the background tells our script in one document. */
export type PageCall = { do: 'fill'; ticket: string } | { do: 'look' };

/** Answer to `fill`. */
export type FillOutcome = { filled: readonly FieldRole[]; problem: Problem | null };
/** Answer to `look`: what the document offers. Counts only; no text of the page. */
export interface PageLook { origin: string; roles: readonly FieldRole[] }

/* ------------------------------------------------------------------------- the envelope ---- */

/** Sent by the background to all screens when something they show has changed. */
export interface News { news: 'changed' }

/** Name of a request of our screens. */
export type ScreenRequest = keyof ScreenRequests;
/** Name of a request of our script in a page. */
export type PageRequest = keyof PageRequests;
/** `version` is the sender's: after an update, an old screen is told to reload instead of half working. */
export interface Message { to: 'screen-router' | 'page-router'; name: string; ask: unknown; version: string }
