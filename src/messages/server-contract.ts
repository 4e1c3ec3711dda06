/**
 * The contract's part about SelfPrivacy servers. A token never leaves the background.
 * @module
 */

import type { CredentialId, ServerId, VaultId } from '../core/ids.ts';
import type { PhraseReading } from '../core/mnemonic/read-phrase.ts';
import type { Problem } from '../core/problem.ts';
import type { Service } from '../core/selfprivacy/services.ts';
import type { Lack } from '../core/selfprivacy/versions.ts';
import type { Nothing } from './contract.ts';

export interface ServerSummary {
  id: ServerId;
  domain: string;
  /** Null: not asked yet since the browser started. */
  version: string | null;
  lacks: readonly Lack[];
  services: readonly Service[];
  /** Services that were running and are broken now. */
  broken: readonly string[];
  /** Milliseconds since 1970 of the last answer; null: none yet. */
  lookedAt: number | null;
  /** It was told to rebuild or restart; until then, what isn't running is no news. */
  quietUntil: number | null;
  /** Settings were changed since it was last told to apply them. */
  unapplied: boolean;
  /** What services were switched to, where they aren't there yet. */
  wanted: Readonly<Record<string, boolean>>;
  problem: Problem | null;
}

/** Which of a server's pages. */
export type ServerPart = 'devices' | 'users' | 'ssh' | 'maintenance' | 'backups' | 'dns';

export interface ServerDevice { name: string; day: string | null; isCaller: boolean }
export interface ServerRecovery { exists: boolean; valid: boolean; expires: string | null; usesLeft: number | null }
export interface ServerJob { id: string; name: string; state: 'waiting' | 'running' | 'done' | 'failed'; progress: number | null }
export interface ServerSnapshot { id: string; at: string | null; what: string | null }

export type ServerDetail =
  | { part: 'devices'; devices: readonly ServerDevice[]; recovery: ServerRecovery }
  | { part: 'users'; users: readonly string[] }
  /** `passwordLogin` null: this version has no such switch. */
  | { part: 'ssh'; enabled: boolean; passwordLogin: boolean | null; keys: readonly { user: string; key: string }[]; users: readonly string[] }
  | { part: 'maintenance'; timezone: string; autoUpgrade: { enabled: boolean; allowReboot: boolean }; about: readonly string[]; jobs: readonly ServerJob[] }
  | { part: 'backups'; state: 'no-key' | 'not-ready' | 'starting' | 'idle' | 'backing-up' | 'restoring' | 'failed'; progress: number | null; error: string | null; snapshots: readonly ServerSnapshot[] }
  | { part: 'dns'; name: string; type: string; value: string };

/** `confirm` is what the person typed: the server's domain. */
export type ServerChange =
  | { do: 'switch'; service: string; on: boolean }
  | { do: 'apply' }
  | { do: 'revoke-device'; name: string }
  | { do: 'rotate-token' | 'cancel-invitation' }
  | { do: 'remove-user'; name: string; confirm: string }
  | { do: 'change-ssh'; enabled: boolean; passwordLogin: boolean | null }
  | { do: 'add-key' | 'remove-key'; user: string; key: string }
  | { do: 'set-timezone'; timezone: string }
  | { do: 'set-auto-upgrade'; enabled: boolean; allowReboot: boolean }
  | { do: 'upgrade' | 'rollback' | 'reboot' | 'pull'; confirm: string }
  | { do: 'back-up' | 'reload-backups' }
  | { do: 'restore'; snapshot: string; confirm: string }
  | { do: 'set-backup-keys'; accountId: string; accountKey: string; bucket: string };

export interface ServerRequests {
  /** The screen must hold the permission for the API's origin already. @throws `bad-address`, `not-selfprivacy`, `server-too-old` */
  probeSelfPrivacy: { ask: { domain: string }; reply: { domain: string; version: string; lacks: readonly Lack[] } };
  /** Tells a slip from a wrong phrase, before any server is asked. */
  checkPhrase: { ask: { phrase: string; words: 12 | 18 }; reply: { reading: Exclude<PhraseReading, { state: 'good' }> | { state: 'good' } } };
  /** `invitation`: twelve words of another device; `recovery`: eighteen of the recovery kit. `name`: what the server made of ours; null: it didn't say. @throws `wrong-phrase` */
  pairServer: { ask: { domain: string; phrase: string; device: string; how: 'invitation' | 'recovery' }; reply: { server: ServerId; name: string | null } };
  getServers: { ask: Nothing; reply: { servers: readonly ServerSummary[] } };
  /** Asks the server now. What goes wrong stands in the summary. */
  lookAtServer: { ask: { server: ServerId }; reply: ServerSummary };
  getServerDetail: { ask: { server: ServerId; part: ServerPart }; reply: ServerDetail };
  changeServer: { ask: { server: ServerId; change: ServerChange }; reply: ServerSummary };
  /** Twelve words for another device: what the person asked to see. `endsAt`: milliseconds since 1970. */
  inviteDevice: { ask: { server: ServerId }; reply: { phrase: string; endsAt: number } };
  copyInvitation: { ask: { phrase: string }; reply: { clearsAt: number | null } };
  /** Makes a recovery phrase and keeps it as a credential; it is shown nowhere. `expires`: milliseconds since 1970. */
  makeRecoveryKit: { ask: { server: ServerId; vault: VaultId; expires: number | null; uses: number | null; label: string }; reply: { credential: CredentialId } };
  /** Makes a password, keeps it as a credential, then makes the user. `link`: where the password is set, on servers that take none. */
  createServerUser: { ask: { server: ServerId; vault: VaultId; name: string; label: string }; reply: { credential: CredentialId; link: string | null } };
  /** Which of the services that Latchkey can use answer at their usual addresses. */
  findAdoptable: { ask: { server: ServerId }; reply: { nextcloud: string | null; bitwarden: string | null } };
  /** Makes the token worthless and forgets the server. `rotated: false`: the server could not be told. */
  removeServer: { ask: { server: ServerId; confirm: string }; reply: { rotated: boolean } };
}
