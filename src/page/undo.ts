/**
 * Takes back what was filled, as long as nobody has changed it since. Lives in the memory of our own world in the
 * page only, and for ten seconds.
 * @module
 */

import { putByBrowser, typeInto } from './write-value.ts';

/** One field that was written into. */
export interface Written {
  field: HTMLInputElement;
  before: string;
  after: string;
}

/** @returns how many fields have their earlier value again */
export function takeBack(written: readonly Written[]): number {
  let restored = 0;
  // The last one first: a field that was written twice gets its very first value.
  for (const { field, before, after } of [...written].reverse()) {
    if (!field.isConnected || field.value !== after) continue;
    typeInto(field, before);
    if (field.value !== before) typeInto(field, before, putByBrowser);
    restored += 1;
  }
  return restored;
}
