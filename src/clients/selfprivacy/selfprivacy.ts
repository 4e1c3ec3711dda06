/**
 * A SelfPrivacy server, in one interface for both ways it may be spoken to.
 * @see contracts: SelfPrivacy §3, §4
 * @module
 */

import type { DnsRecord } from '../../core/selfprivacy/dkim.ts';
import type { Service } from '../../core/selfprivacy/services.ts';

/** A device that may do everything on the server. `day`: since when, e.g. `2026-11-29`, on the server's own clock. */
export interface Device { name: string; day: string | null; isCaller: boolean }

/** The one recovery phrase that may exist. `expires` is a day like {@link Device}'s. */
export interface RecoveryState { exists: boolean; valid: boolean; day: string | null; expires: string | null; usesLeft: number | null }

/** `passwordLogin` null: this version has no such switch. */
export interface SshSettings { enabled: boolean; passwordLogin: boolean | null }

export interface AutoUpgrade { enabled: boolean; allowReboot: boolean }

/** Something that takes long. `progress`: percent; null: unknown. `type` e.g. `services.nextcloud.backup`; `name` is the server's own text, in whichever language. */
export interface Job { id: string; type: string; name: string; state: 'waiting' | 'running' | 'done' | 'failed'; progress: number | null }

export interface BackupState {
  state: 'no-key' | 'not-ready' | 'starting' | 'idle' | 'backing-up' | 'restoring' | 'failed';
  /** 0 to 1 while backing up. */
  progress: number | null;
  /** The backup program's own words, for people who ask for them. */
  error: string | null;
}

/** `at`: as the server writes it; null: unknown. `what`: which service, where backups are kept by service. */
export interface Snapshot { id: string; at: string | null; what: string | null }

export interface BackupKeys { accountId: string; accountKey: string; bucket: string }

/** What is done before a device is known; no token goes along. */
export interface Pairing {
  /** With the twelve words that another device shows. @returns the token @throws Failure `wrong-phrase` */
  authorize: (phrase: string, device: string) => Promise<string>;
  /** With the eighteen words of the recovery kit. @returns the token @throws Failure `wrong-phrase` */
  recover: (phrase: string, device: string) => Promise<string>;
}

/** Everything a device may do. @throws Failure `device-revoked`, `restarting`, `server-refused`, `server-cannot`, … */
export interface SelfPrivacy {
  devices: {
    list: () => Promise<Device[]>;
    /** Every device of that name. */
    revoke: (name: string) => Promise<void>;
    /** The old token dies at once. @returns the new one */
    rotate: () => Promise<string>;
    /** Twelve words for another device, good for ten minutes and one use. Earlier ones are void. */
    invite: () => Promise<string>;
    cancelInvitation: () => Promise<void>;
  };
  recovery: {
    state: () => Promise<RecoveryState>;
    /** Eighteen words; earlier ones are void. @param limits - `expires`: milliseconds since 1970 */
    create: (limits: { expires: number | null; uses: number | null }) => Promise<string>;
  };
  services: {
    list: () => Promise<Service[]>;
    /** Takes effect at the next {@link SelfPrivacy.system.apply}. */
    setEnabled: (id: string, enabled: boolean) => Promise<void>;
    /** The DNS record for mail. @throws Failure `server-refused` with `no-dkim` */
    dkim: (domain: string) => Promise<DnsRecord>;
  };
  ssh: {
    settings: () => Promise<SshSettings>;
    change: (settings: { enabled: boolean; passwordLogin: boolean | null }) => Promise<void>;
    keys: (user: string) => Promise<string[]>;
    addKey: (user: string, key: string) => Promise<void>;
    removeKey: (user: string, key: string) => Promise<void>;
  };
  users: {
    list: () => Promise<string[]>;
    /** @returns where the person sets a password, on servers that take none */
    create: (name: string, password: string) => Promise<string | null>;
    remove: (name: string) => Promise<void>;
  };
  system: {
    /** Rebuilds the server from its settings. */
    apply: () => Promise<void>;
    upgrade: () => Promise<void>;
    rollback: () => Promise<void>;
    reboot: () => Promise<void>;
    pull: () => Promise<void>;
    timezone: () => Promise<string>;
    setTimezone: (timezone: string) => Promise<void>;
    autoUpgrade: () => Promise<AutoUpgrade>;
    setAutoUpgrade: (settings: AutoUpgrade) => Promise<void>;
    /** What the system says of itself. */
    about: () => Promise<string[]>;
    /** Empty on servers that don't tell. */
    jobs: () => Promise<Job[]>;
  };
  backups: {
    state: () => Promise<BackupState>;
    list: () => Promise<Snapshot[]>;
    reload: () => Promise<void>;
    create: () => Promise<void>;
    restore: (id: string) => Promise<void>;
    setKeys: (keys: BackupKeys) => Promise<void>;
  };
}
