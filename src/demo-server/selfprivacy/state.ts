/**
 * What a SelfPrivacy server remembers, and what becomes of it with time: jobs that take long, and the minutes in
 * which nobody is at home.
 * @module
 */

import { randomInt } from 'node:crypto';

import { newPhrase, newToken } from './phrase.ts';

export type Family = 'flask' | 'fastapi' | 'graphql';
export type ResticState = 'NO_KEY' | 'NOT_INITIALIZED' | 'INITIALIZED' | 'BACKING_UP' | 'RESTORING' | 'ERROR' | 'INITIALIZING';

export interface Token { token: string; name: string; date: string }
export interface Snapshot { time: string; id: string; service: string }
/** What runs until `endsAt`, and what is then done. */
export interface Job { uid: string; name: string; startedAt: number; endsAt: number; done: () => void }

export interface SelfPrivacyOptions {
  version?: string;
  domain?: string;
  /** The first device's token, and the others' by name. */
  tokens?: readonly Token[];
  users?: readonly string[];
  mainUser?: string;
  /** By service: the exit code of its unit. */
  services?: Readonly<Record<string, number>>;
  /** Milliseconds: how long a rebuild takes, and how long nobody answers meanwhile. */
  rebuildMs?: number;
  awayMs?: number;
}

const usualServices = { imap: 0, smtp: 0, http: 0, bitwarden: 0, gitea: 3, nextcloud: 0, ocserv: 4, pleroma: 0 };
const tenMinutes = 10 * 60_000;

export class SelfPrivacyState {
  version: string;
  domain: string;
  mainUser: string;
  tokens: Token[];
  recovery: { phrase: string; date: string; expiration: string | null; usesLeft: number | null } | null = null;
  newDevice: { phrase: string; expiresAt: number } | null = null;
  users: Map<string, { keys: string[] }>;
  rootKeys: string[] = [];
  mainKeys: string[] = [];
  ssh = { enable: true, passwordAuthentication: true };
  timezone = 'Europe/Uzhgorod';
  autoUpgrade = { enable: true, allowReboot: false };
  /** What was asked for; it becomes true at the next rebuild. */
  enabled = new Map<string, boolean>();
  services: Map<string, number>;
  dkim: string | null = Buffer.from('selector._domainkey IN TXT ( "v=DKIM1; k=rsa; " "p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A" "MIIBCgKCAQEAtest" ) ; ----- DKIM key selector\n').toString('base64');
  restic: { state: ResticState; progress: number; error: string | null; snapshots: Snapshot[] } = {
    state: 'INITIALIZED', progress: 0, error: null,
    snapshots: [{ time: '2021-12-06T09:05:04.224685677+03:00', id: 'f96b428f1ca1252089ea3e25cd8ee33e63fb24615f1cc07559ba907d990d81c5', service: 'nextcloud' }],
  };
  /** The web server answers alone until then. */
  awayUntil = 0;
  /** How often each call that changes the machine came in. */
  readonly started: string[] = [];
  /** Fields and calls that this server's GraphQL has not, or no longer. */
  readonly withoutFields = new Set<string>();
  /** `git` is not there: a pull crashes. */
  pullCrashes = false;
  readonly rebuildMs: number;
  readonly awayMs: number;
  #jobs: Job[] = [];

  constructor(options: SelfPrivacyOptions = {}) {
    this.version = options.version ?? '1.2.7';
    this.domain = options.domain ?? 'example.org';
    this.mainUser = options.mainUser ?? 'tester';
    this.tokens = (options.tokens ?? [{ token: newToken(), name: 'primary_token', date: '2022-01-14 08:31:10.789314' }]).map((token) => ({ ...token }));
    this.users = new Map((options.users ?? ['u1']).map((name) => [name, { keys: [] }]));
    this.services = new Map(Object.entries(options.services ?? usualServices));
    this.rebuildMs = options.rebuildMs ?? 3000;
    this.awayMs = options.awayMs ?? 1000;
  }

  get family(): Family {
    const [major = 0] = this.version.split('.').map(Number);
    return major < 2 ? 'flask' : major < 3 ? 'fastapi' : 'graphql';
  }

  /** Whether the version is this one or newer, e.g. `1.2.5`. */
  since(version: string): boolean {
    const number = (text: string): number => text.split('.').map(Number).reduce((sum, part) => sum * 1000 + part, 0);
    return number(this.version) >= number(version);
  }

  /** Ends what is over by now. */
  settle(now: number): void {
    const over = this.#jobs.filter(({ endsAt }) => endsAt <= now);
    this.#jobs = this.#jobs.filter(({ endsAt }) => endsAt > now);
    for (const { done } of over) done();
    const backup = this.#jobs.find(({ name }) => name === 'Backup');
    if (backup !== undefined) this.restic.progress = (now - backup.startedAt) / (backup.endsAt - backup.startedAt);
  }

  start(name: string, now: number, lasting: number, done: () => void): Job {
    const job = { uid: newToken(), name, startedAt: now, endsAt: now + lasting, done };
    this.#jobs.push(job);
    return job;
  }

  get jobs(): readonly Job[] {
    return this.#jobs;
  }

  rebuild(name: string, now: number): Job {
    this.started.push(name);
    this.awayUntil = now + this.awayMs;
    return this.start(name, now, this.rebuildMs, () => {
      for (const [service, on] of this.enabled) this.services.set(service, on ? 0 : 4);
      this.enabled.clear();
    });
  }

  reboot(now: number): void {
    this.started.push('reboot');
    this.awayUntil = now + this.rebuildMs;
  }

  invite(now: number): string {
    this.newDevice = { phrase: newPhrase(16), expiresAt: now + tenMinutes };
    return this.newDevice.phrase;
  }

  /** Makes room for a device; the token that it gets. Null for a phrase that is wrong, used or over. */
  authorize(phrase: string, device: string, now: number): string | null {
    const invitation = this.newDevice;
    if (invitation === null || invitation.phrase !== phrase || now > invitation.expiresAt) return null;
    this.newDevice = null;
    return this.addDevice(device, this.since('1.2.7') ? this.isoNow(now) : this.naiveNow(now));
  }

  recover(phrase: string, device: string, now: number): string | null {
    const kit = this.recovery;
    if (kit === null || kit.phrase !== phrase || !this.recoveryIsValid(now)) return null;
    if (kit.usesLeft !== null) kit.usesLeft -= 1;
    return this.addDevice(device, this.naiveNow(now));
  }

  recoveryIsValid(now: number): boolean {
    const kit = this.recovery;
    return kit !== null && (kit.usesLeft === null || kit.usesLeft > 0) && (kit.expiration === null || kit.expiration > this.isoNow(now));
  }

  addDevice(device: string, date: string): string {
    let name = Array.from(device, (character) => (/[a-zA-Z0-9]/.test(character) ? character : '_')).join('') || 'Unknown device';
    while (this.tokens.some((token) => token.name === name)) name += String(randomInt(10));
    const token = newToken();
    this.tokens.push({ token, name, date });
    return token;
  }

  /** The server's own wall clock: `2022-01-14 08:31:10.789314`. */
  naiveNow(now: number): string {
    const parts = new Map(new Intl.DateTimeFormat('en-US', { timeZone: this.timezone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23' }).formatToParts(now).map(({ type, value }) => [type, value]));
    const part = (name: string): string => parts.get(name as Intl.DateTimeFormatPartTypes) ?? '';
    return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')}.${part('fractionalSecond')}000`;
  }

  /** The same wall clock, which claims to be UTC. */
  isoNow(now: number): string {
    return `${this.naiveNow(now).replace(' ', 'T')}Z`;
  }
}
