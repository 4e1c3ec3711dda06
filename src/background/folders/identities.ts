/**
 * One's own keys for encrypted folders, and the keys of servers and people as they were first seen. All of it rests
 * sealed under the keyring's data key; what is opened is dropped when Latchkey locks.
 * @see contracts: e2ee §3.1, §4.1; guides: threats S-33
 * @module
 */

import * as v from 'valibot';

import { decodeBase64, encodeBase64, type Bytes } from '../../core/bytes.ts';
import { keyDigest, readCertificate, type Certificate } from '../../core/envelopes/e2ee/certificate.ts';
import { importPrivateKey, type IdentityKeys } from '../../core/envelopes/e2ee/key-pair.ts';
import type { AccountId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { isUnread, keptBlob, type KeptBlob } from '../vaults/kept-blob.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

export interface Identity { userId: string; keys: IdentityKeys; certificate: Certificate; certificatePem: string; serverKey: Bytes }

/** Made here, and not stored at the server yet. `certified`: the certificate, once the server has made it. */
export interface Beginning { pkcs8: string; words: string; confirm: readonly number[]; certified: string | null }

const identityShape = v.object({ userId: v.string(), pkcs8: v.string(), certificate: v.string(), serverKey: v.string() });
const beginningShape = v.object({ pkcs8: v.string(), words: v.string(), confirm: v.array(v.number()), certified: v.nullable(v.string()) });
const pinsShape = v.object({ server: v.nullable(v.string()), people: v.array(v.tuple([v.string(), v.string()])) });
type Pins = v.InferOutput<typeof pinsShape>;

export class Identities {
  readonly #blobs: SealedBlobs;
  readonly #open = new Map<AccountId, Identity>();
  #locks = 0;

  constructor(blobs: SealedBlobs) {
    this.#blobs = blobs;
  }

  /** Null until it is held here. @throws {Failure} `locked` */
  async open(account: AccountId): Promise<Identity | null> {
    const locks = this.#locks;
    const stored = v.safeParse(identityShape, await this.#blobs.read(name(account, 'identity')));
    if (!stored.success) return null;
    const known = this.#open.get(account);
    if (known?.certificatePem === stored.output.certificate) return known;
    const { userId, pkcs8, certificate: certificatePem, serverKey } = stored.output;
    const [bytes, key] = [decodeBase64(pkcs8), decodeBase64(serverKey)];
    const [keys, certificate] = [bytes && (await importPrivateKey(bytes)), readCertificate(certificatePem)];
    if (!keys || !certificate || !key) return null;
    const identity = { userId, keys, certificate, certificatePem, serverKey: key };
    // Nothing that was opened before a lock stays after it.
    if (locks === this.#locks) this.#open.set(account, identity);
    return identity;
  }

  async hold(account: AccountId, { userId, pkcs8, certificate, serverKey }: { userId: string; pkcs8: Uint8Array; certificate: string; serverKey: Uint8Array }): Promise<void> {
    const stored = { userId, pkcs8: encodeBase64(pkcs8), certificate, serverKey: encodeBase64(serverKey) };
    await this.#blobs.exchange(new Map([[name(account, 'identity'), stored]]), [name(account, 'beginning')]);
  }

  async beginning(account: AccountId): Promise<Beginning | null> {
    const stored = v.safeParse(beginningShape, await this.#blobs.read(name(account, 'beginning')));
    return stored.success ? stored.output : null;
  }

  keepBeginning(account: AccountId, beginning: Beginning): Promise<void> {
    return this.#blobs.write(name(account, 'beginning'), beginning);
  }

  /** Whether a key is the one that was seen first. Keeps it if there was none. @param who - null: the server. @throws {Failure} `pins-unread`: nobody can tell */
  async pinned(account: AccountId, who: string | null, spki: Uint8Array): Promise<'new' | 'same' | 'changed'> {
    const digest = await keyDigest(spki);
    const pins = await this.#pins(account);
    const known = who === null ? pins.server : new Map(pins.people).get(who) ?? null;
    if (known !== null) return known === digest ? 'same' : 'changed';
    await this.#kept(account).write(who === null ? { ...pins, server: digest } : { ...pins, people: [...pins.people, [who, digest]] });
    return 'new';
  }

  /** Whether it was seen before, without keeping it. @throws {Failure} `pins-unread` */
  async known(account: AccountId, who: string, spki: Uint8Array): Promise<'new' | 'same' | 'changed'> {
    const known = new Map((await this.#pins(account)).people).get(who);
    if (known === undefined) return 'new';
    return known === (await keyDigest(spki)) ? 'same' : 'changed';
  }

  /** The next key that is seen will be taken for the right one; any key, where what was known can't be read. */
  async unpin(account: AccountId, who: string | null): Promise<void> {
    const pins = (await this.#kept(account).read()) ?? noPins;
    await this.#kept(account).write(who === null ? { ...pins, server: null } : { ...pins, people: pins.people.filter(([person]) => person !== who) });
  }

  /** The key here, not what was seen of others. */
  async remove(account: AccountId): Promise<void> {
    this.#open.delete(account);
    await this.#blobs.remove([name(account, 'identity'), name(account, 'beginning')]);
  }

  /** Latchkey locks. */
  forget(): void {
    this.#locks++;
    this.#open.clear();
  }

  async #pins(account: AccountId): Promise<Pins> {
    const kept = this.#kept(account);
    const pins = await kept.read();
    // As if every key were seen for the first time: not without a person's word.
    if (pins === null && (await isUnread(this.#blobs, name(account, 'pins'), kept))) throw new Failure({ kind: 'pins-unread' });
    return pins ?? noPins;
  }

  #kept(account: AccountId): KeptBlob<Pins> {
    return keptBlob(this.#blobs, name(account, 'pins'), pinsShape);
  }
}

const noPins: Pins = { server: null, people: [] };

function name(account: AccountId, what: 'identity' | 'beginning' | 'pins'): string {
  return `folders:${account}/${what}`;
}
