/**
 * The plain way, as the official clients do it: `sjcl.decrypt`, one field after the other, with
 * sjcl's own cache of keys on. Only ever fed with the bench's own vault and key.
 * @module
 */

import sjcl from 'sjcl';
import { benchFields, vaultKey, type BenchField, type SyntheticVault } from './synthetic-vault.ts';

export function openPlainly({ records }: SyntheticVault): Record<BenchField, unknown>[] {
  return records.map((record) => {
    const opened = {} as Record<BenchField, unknown>;
    for (const field of benchFields) {
      // As text with `sjcl.decrypt` of 1.0.9: its own types know the envelope only as an object.
      opened[field] = JSON.parse(sjcl.decrypt(vaultKey, atob(record[field] as string)));
    }
    return opened;
  });
}

/** Every unlock begins without derived keys. The cache is the only plain object below `misc`; its name is minified. */
export function forgetKeys(): void {
  for (const cache of Object.values(sjcl.misc as unknown as Record<string, unknown>)) {
    if (typeof cache !== 'object' || cache === null) continue;
    for (const password of Object.keys(cache)) Reflect.deleteProperty(cache, password);
  }
}
