/**
 * Remembers with which public keys a person's vaults were met. Who could put another key in their place, the server
 * above all, would read what is shared; so a key that is new for somebody known is not used unasked.
 * @see guides: threats S-19
 * @module
 */

import type { PersonVault } from '../../clients/passman/sharing.ts';
import { encodeBase64, encodeUtf8 } from '../../core/bytes.ts';
import type { AccountId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

export interface KnownKeys {
  /** @throws {Failure} `new-sharing-keys` */
  check: (account: AccountId, userId: string, vaults: readonly PersonVault[]) => Promise<void>;
  remember: (account: AccountId, userId: string, vaults: readonly PersonVault[]) => Promise<void>;
  forget: (beginning: string) => Promise<void>;
}

const prefix = 'sharing-keys:';

export function knownKeys(blobs: SealedBlobs): KnownKeys {
  const nameOf = (account: AccountId, userId: string): string => `${prefix}${account}/${userId}`;
  return {
    async check(account, userId, vaults) {
      const known = (await blobs.read(nameOf(account, userId))) as string[] | null;
      if (known === null) return;
      const now = await digestsOf(vaults);
      if (now.some((digest) => !known.includes(digest))) throw new Failure({ kind: 'new-sharing-keys', who: userId });
    },
    async remember(account, userId, vaults) {
      await blobs.write(nameOf(account, userId), await digestsOf(vaults));
    },
    forget: async (beginning) => blobs.remove(await blobs.names(prefix + beginning)),
  };
}

/** Base64 of SHA-256 over vault and key. */
function digestsOf(vaults: readonly PersonVault[]): Promise<string[]> {
  return Promise.all(vaults.map(async ({ guid, publicSharingKey }) => {
    const text = encodeUtf8(`${guid}\n${publicSharingKey?.replace(/\s/g, '') ?? ''}`);
    return encodeBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', text)));
  }));
}
