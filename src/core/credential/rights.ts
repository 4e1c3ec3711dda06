/**
 * What a person may do with a credential that somebody else shares with them. One's own: everything.
 * @see contracts: Passman §3
 * @module
 */

import { Failure } from '../problem.ts';
import { recordOf, wholeNumber } from './read-text.ts';
import type { SealedCredential } from './sealed.ts';

/** The server's bits; what a share allows is a sum of them. */
export const permission = { read: 1, write: 2, files: 4, history: 8, owner: 128 } as const;

/** What is allowed beside reading, without which there is no share. */
export interface Rights {
  /** Change it, and move it to the trash and back, for everybody. */
  write: boolean;
  /** Read and add files. */
  files: boolean;
  /** Read what it was before. */
  history: boolean;
}

/** What an owner may do. */
export const everyRight: Rights = { write: true, files: true, history: true };

/** @param permissions - the server's bits */
export function rightsIn(permissions: number): Rights {
  const has = (bit: number): boolean => (permissions & bit) !== 0;
  return { write: has(permission.write), files: has(permission.files), history: has(permission.history) };
}

/** The server's bits; reading is always among them. */
export function permissionsFor({ write, files, history }: Rights): number {
  return permission.read + (write ? permission.write : 0) + (files ? permission.files : 0) + (history ? permission.history : 0);
}

/** Whether the record came to us by a share: only such a one carries what the share allows. */
export function isFromOthers(record: SealedCredential): boolean {
  return record.acl !== undefined;
}

/** What may be done with a record. */
export function rightsOf(record: SealedCredential): Rights {
  return isFromOthers(record) ? rightsIn(wholeNumber(recordOf(record.acl)['permissions']) ?? 0) : everyRight;
}

/** @throws {Failure} `not-permitted` */
export function refuseWithout(right: keyof Rights, record: SealedCredential): void {
  if (!rightsOf(record)[right]) throw new Failure({ kind: 'not-permitted', right, owner: record.user_id });
}
