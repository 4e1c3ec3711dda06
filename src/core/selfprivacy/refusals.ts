/**
 * Why a SelfPrivacy server does not do what it was asked, in one set of words for all its versions.
 * @see contracts: SelfPrivacy §2, §3
 * @module
 */

export type ServerRefusal =
  | 'own-device' | 'no-such-device'
  | 'name-reserved' | 'name-invalid' | 'name-taken' | 'main-user' | 'no-such-user'
  | 'key-type' | 'key-exists' | 'no-such-key'
  | 'timezone' | 'past-date'
  | 'no-backup-key' | 'backup-not-ready' | 'backup-running' | 'restore-running' | 'no-such-backup'
  | 'no-dkim' | 'job-failed' | 'other';

/** By what the servers say, without case. */
const bySentence: readonly (readonly [RegExp, ServerRefusal])[] = [
  [/^cannot delete caller's token/, 'own-device'],
  [/^token not found/, 'no-such-device'],
  [/^username is forbidden/, 'name-reserved'],
  [/^username must be /, 'name-invalid'],
  [/^user already exists/, 'name-taken'],
  [/^cannot delete (?:root|main) user/, 'main-user'],
  [/^user (?:not found|does not exist)/, 'no-such-user'],
  [/^invalid key type/, 'key-type'],
  [/^key already exists/, 'key-exists'],
  [/^key not found/, 'no-such-key'],
  [/^invalid timezone/, 'timezone'],
  [/^(?:expiration date cannot be in the past|invalid expiration date)/, 'past-date'],
  [/^no key provided/, 'no-backup-key'],
  [/^(?:backup|repository) is (?:not )?initiali[sz]/, 'backup-not-ready'],
  [/^backup is already running/, 'backup-running'],
  [/^restore is already running/, 'restore-running'],
  [/^backup not found/, 'no-such-backup'],
  [/^dkim (?:file|record) not found/, 'no-dkim'],
  [/^something went wrong/, 'job-failed'],
];

/** @param sentence - the server's own; null for none */
export function refusalOf(sentence: string | null): ServerRefusal {
  const said = (sentence ?? '').trim().toLowerCase();
  return bySentence.find(([expression]) => expression.test(said))?.[1] ?? 'other';
}
