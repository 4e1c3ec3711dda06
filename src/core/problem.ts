/**
 * Everything that can go wrong, as data, and the one class that carries it.
 *
 * Thrown anywhere, caught once (`background/answer.ts`), put in words once (`ui/explain.ts`).
 * A problem never quotes a secret, a message or a server's text.
 * @module
 */

import type { ServerRefusal } from './selfprivacy/refusals.ts';

/** Times are milliseconds since 1970; hosts are what `URL.host` gives. */
export type Problem =
  // The keyring
  | { kind: 'locked' }
  | { kind: 'wrong-unlock-password'; retryAt: number | null }
  | { kind: 'too-many-tries'; retryAt: number }
  | { kind: 'wrong-vault-key'; vault: string }
  | { kind: 'damaged-keyring' }
  /** What is kept here was written by a newer Latchkey, and this one may not touch it. */
  | { kind: 'newer-data' }
  | { kind: 'storage-failed' }
  // The way to a server
  | { kind: 'bad-address' }
  | { kind: 'plain-http'; host: string }
  | { kind: 'no-permission'; host: string }
  | { kind: 'unreachable'; host: string }
  | { kind: 'timeout'; host: string }
  | { kind: 'cut-off'; host: string }
  | { kind: 'redirected'; host: string; to: string }
  | { kind: 'cancelled' }
  // What a server says
  | { kind: 'not-nextcloud'; host: string }
  | { kind: 'no-passman'; host: string }
  | { kind: 'wrong-login'; host: string }
  | { kind: 'needs-login-flow'; host: string }
  | { kind: 'signed-out'; host: string }
  /** The app password was replaced, and the answer with the new one was lost. */
  | { kind: 'password-lost'; host: string }
  | { kind: 'throttled'; host: string; retryAfterSeconds: number | null }
  | { kind: 'maintenance'; host: string }
  | { kind: 'server-error'; host: string; status: number }
  | { kind: 'forbidden'; host: string }
  | { kind: 'not-found'; host: string }
  | { kind: 'bad-answer'; host: string; why: 'not-json' | 'too-large' | 'too-deep' | 'shape' }
  | { kind: 'login-expired'; host: string }
  | { kind: 'foreign-login-address'; host: string; to: string }
  // AppAPI
  | { kind: 'no-app-api'; host: string }
  /** The secret, the app or its user is not accepted: nothing more is asked with it. */
  | { kind: 'app-refused'; host: string }
  | { kind: 'app-disabled'; host: string }
  // Encrypted folders
  | { kind: 'no-e2ee'; host: string }
  | { kind: 'folder-refused'; host: string; why: FolderRefusal }
  // What a SelfPrivacy server says
  | { kind: 'not-selfprivacy'; host: string }
  | { kind: 'server-too-old'; host: string; version: string }
  | { kind: 'wrong-phrase'; host: string }
  | { kind: 'device-revoked'; host: string }
  | { kind: 'restarting'; host: string }
  /** This version of it knows no such thing. */
  | { kind: 'server-cannot'; host: string }
  | { kind: 'server-refused'; host: string; why: ServerRefusal }
  // What is kept
  | { kind: 'gone'; what: 'credential' | 'vault' | 'account' | 'file' | 'revision' | 'offer' | 'import' | 'export' | 'capture' | 'folder' | 'contact' | 'share' | 'server' }
  | { kind: 'unreadable-field'; label: string }
  | { kind: 'unreadable-file'; name: string }
  | { kind: 'changed-meanwhile'; label: string }
  /** Changes and drafts of an account that would be lost. */
  | { kind: 'unsent'; writes: number; drafts: number }
  /** To another vault: it is shared. */
  | { kind: 'cannot-move'; label: string }
  /** For a copy of the credential that names it: it is too large, or wasn't the same on the other side. */
  | { kind: 'file-not-copied'; name: string }
  | { kind: 'writes-waiting'; vault: string }
  | { kind: 'key-change-open'; vault: string }
  // What is shared; `who` is a user id
  | { kind: 'unsent-changes'; label: string }
  | { kind: 'no-sharing-keys'; who: string }
  | { kind: 'new-sharing-keys'; who: string }
  | { kind: 'broken-offer'; label: string }
  | { kind: 'not-permitted'; right: 'write' | 'files' | 'history'; owner: string }
  // People on other servers
  | { kind: 'invite'; host: string; why: InviteTrouble }
  | { kind: 'share-refused'; host: string; why: ShareTrouble }
  | { kind: 'sealed-file'; why: 'not-sealed' | 'wrong-passphrase' | 'not-for-me' | 'damaged' | 'no-login' | 'no-key' | 'too-large' }
  // A web page
  /** `join`: the person may be asked whether the two belong together. */
  | { kind: 'wrong-site'; login: string; page: string; join: boolean }
  | { kind: 'insecure-page'; host: string }
  | { kind: 'unproven-address'; label: string }
  /** A frame of another site than the page's, in which the login has its place: to be asked first. `remember`: the answer may be kept for the two. */
  | { kind: 'foreign-frame'; host: string; page: string; remember: boolean }
  /** The form is in a frame of a site that the login isn't for. */
  | { kind: 'frame-of-other-site'; login: string; host: string; join: boolean }
  /** Nothing was found, and a frame that may not be looked into could hold it. */
  | { kind: 'closed-frame'; host: string }
  /** What is filled would be sent to another site, or to this one without encryption. */
  | { kind: 'foreign-form'; host: string; plain: boolean }
  | { kind: 'site-excluded'; site: string }
  /** What was typed names no site that anybody could own. */
  | { kind: 'no-site'; text: string }
  | { kind: 'same-site'; site: string }
  | { kind: 'still-loading' }
  | { kind: 'restricted-page' }
  | { kind: 'page-changed' }
  | { kind: 'no-fields' }
  | { kind: 'only-new-password' }
  | { kind: 'nothing-to-fill' }
  // Keys and people of encrypted folders; `who` is a user id
  /** The keys of server and people that were seen before: what is kept of them cannot be read. */
  | { kind: 'pins-unread' }
  /** Locked, and a lock that this browser has asked for was never answered. `until`: Unix seconds, when the server will have lifted such a one. */
  | { kind: 'own-lock-left'; folder: string; until: number }
  | { kind: 'folders-closed'; host: string }
  | { kind: 'wrong-words' }
  /** Null: the server's own key. */
  | { kind: 'keys-changed'; who: string | null; host: string }
  /** The key that we have is no longer the account's. */
  | { kind: 'keys-reset'; host: string }
  | { kind: 'bad-certificate'; who: string; why: 'unreadable' | 'name' | 'signature' | 'time' }
  | { kind: 'no-folder-keys'; who: string }
  | { kind: 'folder-doubt'; folder: string; why: FolderDoubt }
  | { kind: 'name-taken'; name: string }
  /** A change whose end nobody knows yet. */
  | { kind: 'change-unsettled'; folder: string }
  // Latchkey itself
  | { kind: 'not-allowed' }
  | { kind: 'outdated' }
  | { kind: 'bug' };

/**
 * Why an invitation between servers came to nothing. `unknown`: the inviter's server has no such token, or it was
 * revoked; `used`: somebody has accepted it; `profile`: one's own name or mail address is missing.
 */
export type InviteTrouble =
  | 'disabled' | 'unknown' | 'expired' | 'used' | 'own-server' | 'no-invites-there' | 'profile'
  | 'address-needed' | 'bad-address' | 'invited-already' | 'has-address' | 'mail-failed'
  | 'remote-nonsense' | 'no-contact-made' | 'mesh-down' | 'not-accepted';

/** Why a server refuses something about keys or encrypted folders. */
export type FolderRefusal =
  /** Somebody holds a lock on it, or on a folder around it. */
  | 'locked'
  /** Its stored counter is ahead of the one that was sent. */
  | 'outdated'
  /** Our token holds no lock on it, or no longer the only one. */
  | 'lock-lost'
  /** The server takes us for a program that knows nothing of encryption. */
  | 'client'
  /** Something on the way takes headers out of requests. */
  | 'headers-lost'
  | 'no-metadata'
  | 'metadata-exists'
  /** Not empty, not a folder, or (before app 2.0) shared: can be marked neither way. */
  | 'not-empty'
  | 'keys-exist'
  /** The certificate was asked for another user id. */
  | 'wrong-name'
  | 'bad-key'
  /** Of a public link: it has none, so no words open it. */
  | 'no-key'
  /** Only after the account's own password. */
  | 'needs-password'
  | 'storage-full';
/** Why a folder is not shown, or not written to. */
export type FolderDoubt =
  /** Older than what was seen here before. */
  | 'rolled-back'
  /** What was remembered of it here cannot be read, so nobody can tell. */
  | 'memory-lost'
  /** Its list of keys is not the longer one of what was seen here before. */
  | 'checksum-removed'
  | 'unknown-key'
  /** By none of its people, or not at all. */
  | 'unsigned'
  | 'unknown-version'
  | 'not-for-us'
  | 'tampered'
  | 'unstarted'
  | 'old-version';

/**
 * Why a share with somebody elsewhere came to nothing. `refused`: for a reason that neither server tells; `no-mesh`: the
 * other server takes part in no sharing; `must-invite`: it wants an accepted invitation first.
 */
/** `not-asked`: the other server might know, but the browser may not reach it. */
export type ShareTrouble = 'refused' | 'not-asked' | 'no-mesh' | 'must-invite' | 'unreachable' | 'encrypted';

/** Carries a {@link Problem}. The message is its kind only, so that a log can never hold more. */
export class Failure extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.kind, options);
    this.name = 'Failure';
    this.problem = problem;
  }
}
