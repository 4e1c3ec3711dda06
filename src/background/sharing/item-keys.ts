/**
 * Gives a credential a key of its own, and takes it back under the vault's. One PATCH carries fields and key together,
 * so the record is whole at every moment; a step is in the journal from before the first request, and is taken up again
 * wherever it was broken off.
 * @see contracts: Passman §3.1 and §3.6
 * @module
 */

import type { Passman } from '../../clients/passman/passman.ts';
import { isFromOthers } from '../../core/credential/rights.ts';
import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import { createItemKey } from '../../core/envelopes/item-key.ts';
import { isShared } from '../../core/envelopes/vault-reader.ts';
import { guidOf, vaultOf, type CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { Account } from '../session/contents.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { Vaults } from '../vaults/vaults.ts';
import type { Writes } from '../writes/writes.ts';
import type { Beside } from './rekey-beside.ts';
import { rekeyFiles, rekeyRevisions } from './rekey-beside.ts';
import { itemKeyOf, resealed, underItemKey, underVaultKey } from './reseal.ts';
import type { Step, Steps } from './steps.ts';

export interface ItemKeysWorld { vaults: Vaults; writes: Pick<Writes, 'send' | 'alone' | 'journal'>; steps: Steps }

/** One credential of one's own, and how its server is asked. */
export interface OwnItem { credential: CredentialId; vault: OpenVault; client: Passman; account: Account }

/** Offers an item, whose key is ready, to somebody. */
export type Offer = (item: OwnItem, record: SealedCredential, itemKey: string, person: NonNullable<Step['person']>) => Promise<void>;

export class ItemKeys {
  readonly #world: ItemKeysWorld;
  readonly #offer: Offer;

  constructor(world: ItemKeysWorld, offer: Offer) {
    this.#world = world;
    this.#offer = offer;
  }

  /**
   * Gives the item its key where it has none, then offers it. Never runs beside a write of ours, which could put fields
   * under the other key.
   * @throws {Failure} `unsent-changes`, `unreadable-field`, and whatever the server says
   */
  async give(item: OwnItem, person: Step['person']): Promise<void> {
    await this.#settled(item, async () => {
      const record = await item.client.credentials.get(guidOf(item.credential));
      const itemKey = await itemKeyOf(record, item.vault);
      const begun = await this.#world.steps.of(item.credential);
      if (itemKey !== null && begun === null) {
        if (person !== null) await this.#offer(item, record, itemKey, person);
        return;
      }
      if (itemKey === null) await this.#giveKey(item, record, person);
      else await this.#world.steps.keep({ credential: item.credential, do: 'share', sharedKey: String(record.shared_key), person });
      await this.#goOn(item, await this.#stepOf(item));
    });
  }

  /** Takes it from everybody, then puts it back under the vault's key. */
  async takeBack(item: OwnItem): Promise<void> {
    await this.#settled(item, async () => {
      const record = await item.client.credentials.get(guidOf(item.credential));
      if (isShared(record)) {
        await itemKeyOf(record, item.vault);
        await this.#world.steps.keep({ credential: item.credential, do: 'unshare', sharedKey: String(record.shared_key), person: null });
        await this.#goOn(item, await this.#stepOf(item));
      } else {
        await item.client.sharing.unshare(record.guid);
        await this.#show(item, record);
      }
    });
  }

  /** Brings a step that was broken off to its end. */
  async takeUp(item: OwnItem): Promise<void> {
    await this.#settled(item, async () => {
      const step = await this.#world.steps.of(item.credential);
      if (step !== null) await this.#goOn(item, step);
    });
  }

  async #settled(item: OwnItem, work: () => Promise<void>): Promise<void> {
    const { writes, vaults } = this.#world;
    const { sealed } = await vaults.record(item.credential);
    if (isFromOthers(sealed)) throw new Failure({ kind: 'not-allowed' });
    await writes.send();
    await writes.alone(async () => {
      const waiting = await writes.journal.ofVault(vaultOf(item.credential));
      const meant = await Promise.all(waiting.map(({ credential }) => writes.journal.resolve(credential)));
      if (meant.includes(item.credential)) throw new Failure({ kind: 'unsent-changes', label: sealed.label });
      await work();
    });
  }

  async #stepOf({ credential }: OwnItem): Promise<Step> {
    const step = await this.#world.steps.of(credential);
    if (step === null) throw new Failure({ kind: 'storage-failed' });
    return step;
  }

  async #giveKey(item: OwnItem, record: SealedCredential, person: Step['person']): Promise<void> {
    const { credential, vault, client } = item;
    const itemKey = createItemKey();
    const fields = await resealed(record, vault, underItemKey(itemKey));
    const sharedKey = await vault.writer.seal(itemKey);
    if ((await itemKeyOf({ ...record, shared_key: sharedKey }, vault)) !== itemKey) throw new Failure({ kind: 'bug' });
    await keepListed(item, record);
    await this.#world.steps.keep({ credential, do: 'share', sharedKey, person });
    try {
      await this.#show(item, await client.credentials.replace({ ...withMoments(record), ...fields }, { for: 'share', sharedKey }));
    } catch (error) {
      // The answer may be what was lost: the record itself tells. Where it can't be asked, the step waits.
      const now = await client.credentials.get(record.guid);
      if (now.shared_key === sharedKey) return;
      await this.#world.steps.remove(credential);
      throw error;
    }
  }

  async #goOn(item: OwnItem, step: Step): Promise<void> {
    const record = await item.client.credentials.get(guidOf(item.credential));
    const itemKey = await itemKeyOf({ ...record, shared_key: step.sharedKey }, item.vault);
    const current = await itemKeyOf(record, item.vault);
    if (itemKey !== null && step.do === 'share' && current === itemKey) await this.#finishShare(item, record, { ...step, itemKey });
    // Once back under the vault's key, only files may still be where they were.
    if (itemKey !== null && step.do === 'unshare' && (current === itemKey || current === null)) await this.#finishUnshare(item, record, itemKey);
    await this.#world.steps.remove(item.credential);
  }

  async #finishShare(item: OwnItem, record: SealedCredential, { person, itemKey }: Step & { itemKey: string }): Promise<void> {
    const { vault, client } = item;
    const beside: Beside = { client, vault, target: underItemKey(itemKey), sources: [underVaultKey(vault)] };
    await rekeyFiles(record, beside);
    await rekeyRevisions(record, String(record.shared_key), beside);
    await this.#show(item, record);
    if (person !== null) await this.#offer(item, record, itemKey, person);
  }

  /** Files and revisions first: after the PATCH nothing on the server holds the item's key any more. */
  async #finishUnshare(item: OwnItem, before: SealedCredential, itemKey: string): Promise<void> {
    const { vault, client } = item;
    await client.sharing.unshare(before.guid);
    // Whoever could write before may have written until now.
    let record = await client.credentials.get(before.guid);
    const beside: Beside = { client, vault, target: underVaultKey(vault), sources: [underItemKey(itemKey)] };
    await rekeyFiles(record, beside);
    await rekeyRevisions(record, '', beside);
    if (isShared(record)) {
      record = await client.credentials.get(before.guid);
      const fields = await resealed(record, vault, underVaultKey(vault));
      record = await client.credentials.replace({ ...withMoments(record), ...fields }, { for: 'unshare' });
    }
    await this.#show(item, record);
  }

  #show({ credential, vault }: OwnItem, record: SealedCredential): Promise<void> {
    return this.#world.vaults.put(vault, new Map([[credential, record]]));
  }
}

/** Never null: the web app would hide the item. */
function withMoments(record: SealedCredential): SealedCredential {
  return { ...record, expire_time: record.expire_time ?? 0, delete_time: record.delete_time ?? 0 };
}

/**
 * The server leaves a vault without any credential that was never shared out of its list, and other clients would lose
 * it from sight. So such a vault gets the hidden credential that official clients put into a new one.
 * @see contracts: Passman §1.3 and §2.3
 */
async function keepListed({ vault, client }: OwnItem, shared: SealedCredential): Promise<void> {
  const { vaultId, name, credentials } = await client.vaults.get(guidOf(vault.id));
  if (credentials.some(({ guid, shared_key: key }) => guid !== shared.guid && key === null)) return;
  const texts: Partial<Record<(typeof encryptedFields)[number], string>> = { password: '"lorum ipsum"', tags: '[]', files: '[]', custom_fields: '[]', otp: '{}', compromised: 'false' };
  const fields = await Promise.all(encryptedFields.map(async (field) => [field, await vault.writer.seal(texts[field] ?? 'null')] as const));
  await client.credentials.create({
    ...(Object.fromEntries(fields) as Record<(typeof encryptedFields)[number], string>),
    vault_id: vaultId, label: `Test key for vault ${name}`, icon: null, hidden: true, renew_interval: 0, expire_time: 0, delete_time: 0,
  });
}
