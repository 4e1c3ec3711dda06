/**
 * The contract between the background and everyone who asks it for something.
 *
 * Two groups, two routers: what our own screens may ask, and what our script in a web page may ask.
 * To add a request: its reply and its ask here, its shape in `shapes.ts`, its handler in
 * `background/handlers/`; the compiler asks for whichever is missing.
 * @module
 */

import type { EncryptedField } from '../core/credential/sealed.ts';
import type { AttachedFile, CustomField, UnreadableReason } from '../core/credential/credential.ts';
import type { ComparablePart } from '../core/credential/compare.ts';
import type { CredentialForm } from '../core/credential/form.ts';
import type { SearchOrder } from '../core/credential/search.ts';
import type { Rights } from '../core/credential/rights.ts';
import type { FieldRole } from '../core/forms/facts.ts';
import type { AccountId, CredentialId, VaultId } from '../core/ids.ts';
import type { Problem } from '../core/problem.ts';
import type { SharingRequests } from './sharing-contract.ts';

import type { DraftRow, QueuedWrite } from './queue-views.ts';
import type { HealthView } from './health-views.ts';
import type { GeneratorRequests } from './generator-contract.ts';
import type { OtpRequests } from './otp-contract.ts';
import type { TransferRequests } from './transfer-contract.ts';
import type { PageRequests } from './page-contract.ts';
import type { CaptureRequests } from './capture-contract.ts';

export type { Rights } from '../core/credential/rights.ts';
export type { BreachView, HealthFinding, HealthNumbers, HealthView, Progress } from './health-views.ts';
export type { DraftRow, QueuedWrite } from './queue-views.ts';
export type { Sharee, ShareOffer, SharingView } from './sharing-contract.ts';
export type { CredentialForm } from '../core/credential/form.ts';
export type { ChosenRecipes, PassphraseRecipe, PasswordRecipe, Recipe } from '../core/generator-recipes.ts';
export type { SiteRules } from '../core/password-rules.ts';
export type { CaptureCard, CaptureChoice } from './capture-contract.ts';
export type { GeneratedItem, GeneratorSite } from './generator-contract.ts';
export type { FillOrder, FillOutcome, PageCall, PageLook, PageRequests, TypedLogin } from './page-contract.ts';

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
  favourite: boolean;
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
  customFields: FieldView<readonly CustomField[]>;
  files: FieldView<readonly AttachedFile[]>;
  /** Whether there is one; the value comes from `reveal`. */
  password: FieldView<{ present: boolean }>;
  otp: FieldView<{ period: number; digits: number; issuer: string } | null>;
  compromised: boolean;
  /** Unix seconds. */
  expires: number | null;
  /** Seconds. */
  renewEvery: number | null;
  trashed: number | null;
  created: number;
  changed: number;
  unreadable: readonly EncryptedField[];
  /** `owner`: user id of who shares it with us; null for one's own, with which everything is allowed. */
  access: { owner: string | null; rights: Rights };
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

/** `queued`: it is kept here and shown at once; the server hears of it later. */
export type WriteState = 'saved' | 'queued';

/** What a write came to. `undo` is good for ten seconds; null: there is nothing to undo. */
export interface Written { state: WriteState; undo: string | null }

/** One of several that could not be changed, and why. */
export interface Refused { credential: CredentialId; label: string; problem: Problem }

/** What a write to several came to: `done` counts those that were changed; `undo` takes all of them back. */
export interface SeveralWritten extends Written { done: number; refused: readonly Refused[] }

/** What a form opens with. */
export interface OpenedForm {
  vault: VaultId;
  form: CredentialForm;
  /** Says which state the form was read from. Only ever handed back, with `keepDraft` and `saveCredential`. Null for a new credential. */
  base: string | null;
  /** A kept draft was found: `form` is the draft. */
  draft: boolean;
  /** Why the draft could not be saved; null: nobody tried. */
  problem: Problem | null;
  /** Parts that cannot be read, and so not be edited. */
  locked: readonly (keyof CredentialForm)[];
  /** All tags of the vault, for suggestions, the most used first. */
  tags: readonly string[];
}

/** A tag, and how many logins have it. */
export interface TagCount { tag: string; count: number }

/** Which list is looked at. `query` may hold operators. */
export interface ListAsk { vault: VaultId | null; show: 'active' | 'trash'; query: string; order: SearchOrder }

/** A file on its way to or from a server. */
export interface Transfer {
  id: string;
  what: 'upload' | 'download';
  /** Of an upload. */
  name: string;
  /** Bytes of the file; of an upload. */
  size: number;
  /** `stuck`: an upload that will not be tried again by itself. */
  state: 'running' | 'waiting' | 'stuck';
  /** What went wrong at the last attempt. */
  problem: Problem | null;
  /** Bytes that came so far: 2.4 for each of the file. Null: nobody knows. */
  bytes: number | null;
  /** Of a download. */
  fileId: number | null;
}

/** Parts of a credential that a revision can differ in. */
export type RevisionPart = ComparablePart;

/** A state that a credential had. */
export interface RevisionLine {
  revision: number;
  /** Unix seconds of the change that ended this state. */
  at: number;
  /** User id of who made that change. */
  by: string;
  label: string;
  /** What that change was about: the parts in which this state differs from the next. */
  changed: readonly RevisionPart[];
  /** Parts of it that cannot be read. */
  unreadable: readonly RevisionPart[];
}

/** One part, then and now. Of a secret only whether there is one (`hidden`): it is asked for by `revealRevision`. */
export interface ComparedPart {
  part: RevisionPart;
  same: boolean;
  secret: boolean;
  then: FieldView<string>;
  now: FieldView<string>;
}

/** A part of a revision that can be shown or copied. */
export type RevisionSecret = 'password' | 'otp' | 'customFields';

/** Logins with one password; at most 20 rows of them. */
export interface ReuseGroup { size: number; rows: readonly Row[] }

/* -------------------------------------------------------------------- what screens ask ---- */

/** Each request of our own screens: what is asked and what comes back. */
export interface ScreenRequests extends SharingRequests, GeneratorRequests, OtpRequests, TransferRequests, CaptureRequests {
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
  /** Revokes the app password and removes every trace. `revoked: false`: the server could not be told. @throws `unsent`: writes wait, and `discard` doesn't say that they may be lost */
  signOut: { ask: { account: AccountId; discard?: boolean | undefined }; reply: { revoked: boolean } };

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

  // The life of a vault
  /** The first vault's key becomes the unlock password, unless another is given. `finished: false`: it is made, the rest follows when the server can be reached. */
  createVault: { ask: { account: AccountId; name: string; key: string; unlockPassword: string | null }; reply: { vault: VaultId; finished: boolean } };
  renameVault: { ask: { vault: VaultId; name: string }; reply: AppState };
  /** With all that is in it, for good. `confirm` is its name as the person typed it; any other is `not-allowed`. */
  deleteVault: { ask: { vault: VaultId; confirm: string }; reply: AppState };
  /** `current`: typed once more. Resolves when both keys are kept; how it goes on is in the state. */
  changeVaultKey: { ask: { vault: VaultId; current: string; next: string }; reply: AppState };
  /** `gather`: begins to bring all under the key that it has. `finish`: accepts what is left. */
  controlKeyChange: { ask: { vault: VaultId; order: 'pause' | 'resume' | 'undo' | 'finish' | 'gather' }; reply: AppState };
  /** One more key, for what its own doesn't open: it was changed elsewhere. */
  learnVaultKey: { ask: { vault: VaultId; key: string }; reply: AppState };

  // Browse
  getPopup: { ask: Nothing; reply: PopupView };
  /** Searches all open vaults; an empty query lists all by label. At most `limit` rows; `total` counts all. */
  search: { ask: { query: string; limit: number }; reply: { rows: readonly Row[]; total: number } };
  getCredential: { ask: { credential: CredentialId }; reply: CredentialView };
  /** With `getCode` the only reply that holds a secret: what a person asked to see, one part at a time. */
  reveal: { ask: { credential: CredentialId; part: Part }; reply: { value: string } };
  /** `clockAhead`: seconds, only where our clock is so wrong that the code may be refused. */
  /** `endsAt`: when this code stops being valid, in milliseconds since 1970. No server is asked for the time. `period`: seconds. */
  getCode: { ask: { credential: CredentialId }; reply: { code: string; endsAt: number; period: number; clockAhead: number | null } };
  /** Puts a part on the clipboard without showing it. `clearsAt` null: it stays. */
  copy: { ask: { credential: CredentialId; part: Part }; reply: { clearsAt: number | null } };
  /** Opens the credential's own address in a new tab (http and https only). */
  openSite: { ask: { credential: CredentialId }; reply: Nothing };

  // Fill
  fill: { ask: { credential: CredentialId; tabId: number; documentId: string }; reply: FillReport };

  saveSettings: { ask: { settings: Settings }; reply: AppState };

  // Write
  /** A new credential where `credential` is null; its vault is then the draft's or the first open one where `vault` is null. */
  openForm: { ask: { credential: CredentialId | null; vault: VaultId | null }; reply: OpenedForm };
  /** Seals what was typed so far, even where Latchkey has locked meanwhile. One draft for each credential, and one new one for each vault. */
  keepDraft: { ask: { credential: CredentialId | null; vault: VaultId; form: CredentialForm; base: string | null }; reply: Nothing };
  dropDraft: { ask: { credential: CredentialId | null; vault: VaultId }; reply: Nothing };
  /**
   * Creates or edits; drops the draft. Until the server has it, a new credential has an id of ours, which goes on
   * naming it afterwards. `merged`: another client changed it too, both changes are in; `clashes`: parts that both
   * changed: ours is written, theirs is in the history.
   */
  saveCredential: {
    ask: { credential: CredentialId | null; vault: VaultId; form: CredentialForm; base: string | null };
    reply: Written & { credential: CredentialId; merged: boolean; clashes: readonly (keyof CredentialForm)[] };
  };
  setTrashed: { ask: { credentials: readonly CredentialId[]; trashed: boolean }; reply: SeveralWritten };
  /** For good. `confirm` is the label as the person typed it; any other is `not-allowed`. */
  destroyCredential: { ask: { credential: CredentialId; confirm: string }; reply: { state: WriteState } };
  /** Everything but files, which belong to one credential only. */
  duplicateCredential: { ask: { credential: CredentialId; label: string }; reply: Written & { credential: CredentialId } };
  /** @throws `gone` when the time is over */
  undo: { ask: { undo: string }; reply: { state: WriteState } };
  /** One page of a vault's list, or of all open vaults'. */
  listVault: { ask: ListAsk & { offset: number; limit: number }; reply: { rows: readonly Row[]; total: number } };
  /** What was typed and not saved, the newest first. */
  getDrafts: { ask: Nothing; reply: { drafts: readonly DraftRow[] } };
  /** What waits to be sent, oldest first. */
  getQueue: { ask: Nothing; reply: { writes: readonly QueuedWrite[] } };
  /** Tries at once what waits. */
  sendQueue: { ask: Nothing; reply: { writes: readonly QueuedWrite[] } };
  /** Forgets a draft, and a stuck write with it. A write that waits isn't sent any more; its values become the credential's draft. */
  dismissQueued: { ask: { id: string }; reply: Nothing };

  // Organise
  /** Tags of one vault or of all open ones, by name; what is in the trash does not count. With `credentials` only theirs. */
  listTags: { ask: { vault: VaultId | null; credentials: readonly CredentialId[] | null }; reply: { tags: readonly TagCount[] } };
  /** Ids of a stretch of a list, for a selection that reaches beyond the rows on screen. */
  /** Adds tags to logins and takes others away. */
  changeTags: { ask: { credentials: readonly CredentialId[]; add: readonly string[]; remove: readonly string[] }; reply: SeveralWritten };
  setFavourite: { ask: { credentials: readonly CredentialId[]; favourite: boolean }; reply: SeveralWritten };
  /**
   * To another open vault, also of another account: a copy under that vault's key is made and read back, then the old
   * one goes to its trash. Its history stays there.
   */
  moveCredentials: { ask: { credentials: readonly CredentialId[]; to: VaultId }; reply: SeveralWritten };
  listIds: { ask: ListAsk & { offset: number; limit: number }; reply: { ids: readonly CredentialId[] } };

  // Files
  /** Announces a file. `field`: label of the custom field that it becomes the value of; null: it goes to the credential's files. @throws `not-allowed` for one that is too large */
  beginAttaching: { ask: { credential: CredentialId; name: string; mimetype: string; size: number; field: string | null }; reply: { attaching: string } };
  /** The next bytes as base64, in order; only the last part may be padded. @throws `gone` after a lock or a restart: begin again */
  attachPart: { ask: { attaching: string; part: string }; reply: Nothing };
  endAttaching: { ask: { attaching: string }; reply: { state: WriteState } };
  dropAttaching: { ask: { attaching: string }; reply: Nothing };
  renameFile: { ask: { credential: CredentialId; fileId: number; name: string }; reply: Written };
  removeFile: { ask: { credential: CredentialId; fileId: number }; reply: Written };
  /** Fetches and opens a file. `name`: safe to be written to a disk; `size`: bytes. Close it. */
  openFile: { ask: { credential: CredentialId; fileId: number }; reply: { opened: string; name: string; size: number; parts: number } };
  /** Base64. `part` counts from 0. */
  readFilePart: { ask: { opened: string; part: number }; reply: { part: string } };
  closeFile: { ask: { opened: string }; reply: Nothing };
  getTransfers: { ask: { credential: CredentialId }; reply: { transfers: readonly Transfer[] } };
  /** Tries a stuck upload again. */
  retryTransfer: { ask: { id: string }; reply: Nothing };
  /** Calls an upload off. */
  dropTransfer: { ask: { id: string }; reply: Nothing };

  // Revisions
  /** The newest first. `own`: they may be deleted. */
  getRevisions: { ask: { credential: CredentialId }; reply: { revisions: readonly RevisionLine[]; own: boolean } };
  /** `restorable`: it can be gone back to, as a whole or in the parts that can be read. */
  compareRevision: { ask: { credential: CredentialId; revision: number }; reply: { parts: readonly ComparedPart[]; restorable: boolean } };
  /** What a person asked to see. `state`: the revision's or today's. */
  revealRevision: { ask: { credential: CredentialId; revision: number; part: RevisionSecret; state: 'then' | 'now' }; reply: { value: string } };
  /** An edit like any other: what is now becomes a revision. Files stay as they are. */
  restoreRevision: { ask: { credential: CredentialId; revision: number }; reply: Written };
  /** Deleted on the server a little later, until then it can be undone. */
  deleteRevision: { ask: { credential: CredentialId; revision: number }; reply: Nothing };
  keepRevision: { ask: { credential: CredentialId; revision: number }; reply: Nothing };
  // Health
  /** What is known; looking at it puts no lock off. */
  getHealth: { ask: Nothing; reply: HealthView };
  /** Looks at what is not known yet, behind the reply. Only what has changed is looked at again. */
  checkHealth: { ask: Nothing; reply: HealthView };
  /** Stops both checks; what was found stays. */
  cancelHealth: { ask: Nothing; reply: HealthView };
  listReused: { ask: { offset: number; limit: number }; reply: { groups: readonly ReuseGroup[]; total: number } };
  /** Whom to ask about breaches; null: nobody, and what was found is forgotten. The screen must hold the permission for its origin already. */
  setBreachService: { ask: { service: string | null }; reply: HealthView };
  /** Asks about every password, behind the reply: five digits of a hash at a time, nothing else. */
  checkBreaches: { ask: Nothing; reply: HealthView };
}

/* ------------------------------------------------------------------------- the envelope ---- */

/** Sent by the background to all screens when something they show has changed. */
export interface News { news: 'changed' }

/** Name of a request of our screens. */
export type ScreenRequest = keyof ScreenRequests;
/** Name of a request of our script in a page. */
export type PageRequest = keyof PageRequests;
/** `version` is the sender's: after an update, an old screen is told to reload instead of half working. */
export interface Message { to: 'screen-router' | 'page-router'; name: string; ask: unknown; version: string }
