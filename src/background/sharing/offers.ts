/**
 * What others want to share with us: seen, accepted into a vault, declined, left again. And the keys by which they can.
 * @see contracts: Passman §3.3 and §2.6
 * @module
 */

import { passman, type Passman } from '../../clients/passman/passman.ts';
import type { ShareRequest } from '../../clients/passman/sharing-shapes.ts';
import { isFromOthers, rightsIn } from '../../core/credential/rights.ts';
import { decryptSharedKey, generateSharingKeys, readPrivateKey, type SharingPrivateKey } from '../../core/envelopes/sharing-keys.ts';
import { accountOf, credentialId, guidOf, vaultId, type AccountId, type CredentialId } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import type { ScreenRequests, ShareOffer } from '../../messages/contract.ts';
import { problemOf, readRecords } from '../accounts/refresh.ts';
import { serverOf } from '../accounts/server-of.ts';
import type { Account } from '../session/contents.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import { accountIn, type SharingWorld } from './sharing.ts';

type Ask<Name extends keyof ScreenRequests> = ScreenRequests[Name]['ask'];

/** What the web app offers for a vault in use. */
const keyBits = 2048;
const longestLabel = 200;
/** More than one can look at. */
const mostOffers = 200;

export class Offers {
  readonly #world: SharingWorld;
  readonly #asked = new Map<AccountId, { offers: ShareOffer[]; problem: Problem | null }>();

  constructor(world: SharingWorld) {
    this.#world = world;
  }

  /** What was known at the last sync; accounts that weren't asked yet are asked now. */
  async known({ again }: Ask<'getShareOffers'>): Promise<{ offers: ShareOffer[]; problems: Problem[] }> {
    const { accounts } = await this.#world.keyring.contents();
    for (const account of accounts) if (again || !this.#asked.has(account.id)) await this.look(account);
    const asked = accounts.flatMap(({ id }) => this.#asked.get(id) ?? []);
    return { offers: asked.flatMap(({ offers }) => offers), problems: asked.flatMap(({ problem }) => problem ?? []) };
  }

  /** Never rejects for a server's troubles. */
  async look(account: Account): Promise<void> {
    try {
      const requests = await (await this.#client(account)).sharing.pending();
      this.#asked.set(account.id, { offers: await this.#offersIn(account, requests.slice(0, mostOffers)), problem: null });
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind === 'locked') throw error;
      // Switched off by the administrator: then there is nothing to accept.
      this.#asked.set(account.id, { offers: [], problem: problem.kind === 'forbidden' ? null : problem });
    }
  }

  /** Another look is needed: vaults were opened or closed. */
  forget(): void {
    this.#asked.clear();
  }

  /** The item key, which came under our public key, goes under the key of the vault. @throws {Failure} `broken-offer`, `gone` */
  async accept({ account: id, request, vault: target }: Ask<'acceptOffer'>): Promise<{ credential: CredentialId }> {
    const { account, client } = await this.#of(id);
    const vault = (await this.#world.vaults.load()).get(target);
    if (!vault || accountOf(target) !== id) throw new Failure({ kind: 'gone', what: 'vault' });
    const pending = await client.sharing.pending();
    const chosen = pending.find(({ requestId }) => requestId === request);
    const meant = pending.find((each) => each.itemGuid === chosen?.itemGuid && each.fromUserId === chosen.fromUserId && each.toVaultGuid === guidOf(target));
    if (!meant) throw new Failure({ kind: 'gone', what: 'offer' });
    const itemKey = decryptSharedKey(await privateKeyOf(vault, client, meant), meant.sharedKey);
    if (itemKey === null || !/^[ -~]{8,256}$/.test(itemKey)) throw new Failure({ kind: 'broken-offer', label: labelOf(meant) });
    await this.#save(client, meant, await vault.writer.seal(itemKey));
    await this.#world.vaults.takeIn(vault, await readRecords(vault.id, client));
    await this.look(account);
    this.#world.changed();
    return { credential: credentialId(target, meant.itemGuid) };
  }

  async decline({ account: id, request }: Ask<'declineOffer'>): Promise<void> {
    const { account, client } = await this.#of(id);
    try {
      await client.sharing.decline(request);
    } catch (error) {
      // It is gone already.
      if (!(error instanceof Failure && error.problem.kind === 'not-found')) throw error;
    }
    await this.look(account);
    this.#world.changed();
  }

  /** Gives back what somebody shares with us. */
  async leave(credential: CredentialId): Promise<void> {
    const { vaults } = this.#world;
    const { vault, sealed } = await vaults.record(credential);
    if (!isFromOthers(sealed)) throw new Failure({ kind: 'not-allowed' });
    const { account, client } = await this.#of(accountOf(credential));
    await client.sharing.unshareFrom(guidOf(credential), account.userId);
    await vaults.put(vault, new Map([[credential, null]]));
    this.#world.changed();
  }

  /**
   * Each open vault gets sharing keys where it has none, and a private key that some client left in plain is sealed.
   * Without keys, the web app would make some, and send the whole vault along in plain text.
   */
  async makeKeys(account: Account): Promise<void> {
    const client = await this.#client(account);
    for (const vault of (await this.#world.vaults.load()).values()) {
      if (accountOf(vault.id) !== account.id || vault.sharingKeys === null) continue;
      const { privateKey: stored, publicKey } = vault.sharingKeys;
      if (!stored) await storeKeys(vault, client, await generateSharingKeys(keyBits));
      else if (publicKey && readPrivateKey(stored) !== null) await storeKeys(vault, client, { privatePem: stored, publicPem: publicKey });
      vault.sharingKeys = null;
    }
  }

  /** A lost answer is settled by looking whether we have access. */
  async #save(client: Passman, { itemGuid, toVaultGuid }: ShareRequest, sharedKey: string): Promise<void> {
    try {
      await client.sharing.accept(itemGuid, toVaultGuid, sharedKey);
    } catch (error) {
      if (!(await client.sharing.accessesIn(toVaultGuid)).some((access) => access.itemGuid === itemGuid)) throw error;
    }
  }

  /** One for each item, however many vaults of ours it was offered to. */
  async #offersIn(account: Account, requests: readonly ShareRequest[]): Promise<ShareOffer[]> {
    const { vaults: known } = await this.#world.keyring.contents();
    const offers = new Map<string, ShareOffer>();
    for (const request of requests) {
      const name = JSON.stringify([request.itemGuid, request.fromUserId]);
      const offer = offers.get(name) ?? {
        account: account.id, request: request.requestId, label: labelOf(request), from: request.fromUserId.slice(0, longestLabel),
        rights: rightsIn(request.permissions), since: request.created, vaults: [],
      };
      const vault = known.find(({ id }) => id === vaultId(account.id, request.toVaultGuid));
      offers.set(name, vault ? { ...offer, vaults: [...offer.vaults, { id: vault.id, name: vault.name, open: vault.key !== null }] } : offer);
    }
    return [...offers.values()];
  }

  async #of(id: AccountId): Promise<{ account: Account; client: Passman }> {
    const account = accountIn((await this.#world.keyring.contents()).accounts, id);
    return { account, client: await this.#client(account) };
  }

  async #client(account: Account): Promise<Passman> {
    return passman(await serverOf(account, this.#world.servers));
  }
}

/** @throws {Failure} `broken-offer` */
async function privateKeyOf(vault: OpenVault, client: Passman, offer: ShareRequest): Promise<SharingPrivateKey> {
  const { privateSharingKey: stored } = await client.vaults.get(guidOf(vault.id));
  // A careless client may have left it as it is.
  const plain = readPrivateKey(stored ?? '');
  if (plain !== null) return plain;
  const [opening] = await vault.reader.openValues([stored]);
  const key = opening?.state === 'read' ? readPrivateKey(opening.value ?? '') : null;
  if (key === null) throw new Failure({ kind: 'broken-offer', label: labelOf(offer) });
  return key;
}

async function storeKeys(vault: OpenVault, client: Passman, { privatePem, publicPem }: { privatePem: string; publicPem: string }): Promise<void> {
  await client.vaults.storeSharingKeys(guidOf(vault.id), { privateKey: await vault.writer.seal(privatePem), publicKey: publicPem });
}

/** The server's text; the recipient's own vaults know it by the same name. */
function labelOf({ label }: ShareRequest): string {
  return (label ?? '').slice(0, longestLabel);
}
