/**
 * Puts the two sides of sharing together: what we give, and what we are given.
 * @module
 */

import type { Account } from '../session/contents.ts';
import { Offers } from './offers.ts';
import { Sharing, type SharingWorld } from './sharing.ts';

export interface SharingParts {
  sharing: Sharing;
  offers: Offers;
  /** After an account's vaults were read: steps that were broken off, keys that are missing, offers. */
  lookFurther: (account: Account) => Promise<void>;
  /** Everything that is kept of the vaults whose ids begin so. */
  forget: (beginning: string) => Promise<void>;
}

export function createSharing(world: SharingWorld): SharingParts {
  const sharing = new Sharing(world);
  const offers = new Offers(world);
  return {
    sharing,
    offers,
    async lookFurther(account) {
      await sharing.takeUp(account);
      await offers.makeKeys(account);
      await offers.look(account);
    },
    async forget(beginning) {
      offers.forget();
      await sharing.forget(beginning);
    },
  };
}
