/**
 * What the embedded cloud keeps of files, and what is in an envelope as plain sjcl sees it.
 * @module
 */
import type { Cloud } from '../src/demo-server/cloud.ts';
import { openText } from '../tools/driver/seed.ts';
import { vaultKey } from './standard-vault.ts';

export function filesOn(cloud: Cloud): readonly { filename: string; file_data: string }[] {
  return cloud.control.files();
}

export function plainOf(envelope: string | undefined): string | null {
  return envelope === undefined ? null : openText(vaultKey, envelope);
}
