/**
 * For tests: Ada, who has a login called Shop, and Bea, with whom she shares it.
 * @module
 */

import sjcl from 'sjcl';

import { everyRight, type Rights } from '../../core/credential/rights.ts';
import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import type { CredentialId, Guid } from '../../core/ids.ts';
import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import { sealVault, testCredential, type OpenCredential } from '../../demo-server/seal-vault.ts';
import type { ShareOffer, SharingView } from '../../messages/contract.ts';
import { personWith, type PersonAt, type Worker } from './person-at.ts';

export const shop: OpenCredential = { label: 'Shop', username: 'ada', password: 'p1', url: 'https://shop.example', description: 'note', tags: ['old'], otp: { secret: 'JBSWY3DPEHPK3PXP' } };
export const readOnly: Rights = { write: false, files: false, history: false };

type SealedVault = Parameters<typeof personWith>[1];

export interface TwoPeople {
  cloud: Cloud;
  ada: PersonAt;
  bea: PersonAt;
  guid: Guid;
  item: CredentialId;
  onServer: () => Promise<SealedCredential>;
  /** Offers it to Bea. */
  share: (rights?: Rights, by?: Worker) => Promise<SharingView>;
  offersTo: (person: PersonAt) => Promise<readonly ShareOffer[]>;
  /** Offered and accepted. @returns what Bea calls it */
  accepted: (rights?: Rights) => Promise<CredentialId>;
}

// Sealed once for all tests of a file: making sharing keys takes longer than most of the tests.
let adasVault: Promise<SealedVault> | undefined;
let beasVault: Promise<SealedVault> | undefined;

async function sealed(userId: string, credentials: readonly OpenCredential[]): Promise<SealedVault> {
  const vaultKey = `the key of ${userId}`;
  return { vaultKey, seed: await sealVault({ userId, name: `Vault of ${userId}`, vaultKey, credentials, sharingKeyBits: 1024 }) };
}

export async function twoPeople(): Promise<TwoPeople> {
  const cloud = await startCloud({ users: [{ userId: 'ada', password: 'pw', displayName: 'Ada' }, { userId: 'bea', password: 'pw', displayName: 'Bea' }] });
  const ada = await personWith(cloud, await (adasVault ??= sealed('ada', [testCredential('Personal'), shop])));
  const bea = await personWith(cloud, await (beasVault ??= sealed('bea', [testCredential('Bea')])));
  const [, guid] = ada.guids;
  if (guid === undefined) throw new Error('nothing was seeded');
  const item = ada.at(guid);
  const share: TwoPeople['share'] = (rights = everyRight, by = ada) => by.parts.sharing.shareWith({ credential: item, userId: 'bea', rights, trustNewKeys: false });
  const offersTo: TwoPeople['offersTo'] = async (person) => (await person.parts.offers.known({ again: true })).offers;
  return {
    cloud, ada, bea, guid, item, share, offersTo, onServer: () => ada.client.credentials.get(guid),
    async accepted(rights) {
      await share(rights);
      const [offer] = await offersTo(bea);
      if (!offer) throw new Error('there is no offer');
      return (await bea.parts.offers.accept({ account: offer.account, request: offer.request, vault: bea.vault })).credential;
    },
  };
}

/** As plain sjcl opens it. */
export function opened(key: string, envelope: unknown): string {
  return sjcl.decrypt(key, Buffer.from(String(envelope), 'base64').toString());
}

export function plain(key: string, envelope: unknown): unknown {
  return JSON.parse(opened(key, envelope));
}

/** What the web app does with a record: the item's key from the vault's, the fields from the item's. */
export function fieldsInPlain(vaultKey: string, record: SealedCredential): Record<string, unknown> {
  const key = record.shared_key ? opened(vaultKey, record.shared_key) : vaultKey;
  return Object.fromEntries(encryptedFields.map((field) => [field, plain(key, record[field])]));
}
