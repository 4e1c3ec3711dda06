/**
 * The record that a form began with, as a screen hands it back.
 * @module
 */

import { readSealedCredential } from '../../clients/passman/sealed-credential.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { Failure } from '../../core/problem.ts';

/**
 * It was ours, but has been outside.
 *
 * @throws {Failure} `not-allowed` for what is no record
 */
export function baseRecord(base: string | null): SealedCredential | null {
  if (base === null) return null;
  try {
    return readSealedCredential(JSON.parse(base));
  } catch {
    throw new Failure({ kind: 'not-allowed' });
  }
}
