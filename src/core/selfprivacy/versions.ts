/**
 * What a SelfPrivacy server can do, by its version.
 * @see contracts: SelfPrivacy §4
 * @module
 */

/** What some versions cannot do; `untried`: nobody knows, it is newer than Latchkey. */
export type Lack = 'backups' | 'backup-keys' | 'pull' | 'ssh-password-switch' | 'user-password' | 'untried';

export interface Abilities {
  speaks: 'rest' | 'graphql';
  lacks: readonly Lack[];
}

/**
 * @param version - as the server says it
 * @returns `too-old` below 1.2.0 (it knows no pairing); `unknown` for what is no version
 */
export function abilitiesOf(version: string): Abilities | 'too-old' | 'unknown' {
  const parts = /^(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (parts === null) return 'unknown';
  const [major, minor, patch] = parts.slice(1).map(Number);
  const number = (major ?? 0) * 1e6 + (minor ?? 0) * 1e3 + (patch ?? 0);
  if (number < 1_002_000) return 'too-old';
  if (number < 2_002_001) return { speaks: 'rest', lacks: [] };
  // The REST calls for backups answer 410 from here on; the rest of them go on until 3.0.
  if (number < 3_000_000) return { speaks: 'rest', lacks: ['backups', 'backup-keys'] };
  // Since 3.6 people live in a directory of their own, and set their passwords by a link.
  const lacks = ['pull', 'ssh-password-switch', ...(number < 3_006_000 ? [] : ['user-password'] as const), ...(number < 4_000_000 ? [] : ['untried'] as const)] as const;
  return { speaks: 'graphql', lacks };
}
