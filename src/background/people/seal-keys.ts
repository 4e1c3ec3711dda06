/**
 * Keys for sealed files: this account's own, made when it is first wanted and known to this browser only, and those of
 * contacts, as a person has taken them over and compared them.
 * @module
 */

import * as v from 'valibot';

import { makeSealingPair, readPrivate, readPublic, readSealingKeyText, sealingKeyText, type SealingKey } from '../../core/envelopes/sealed-file/key-pair.ts';
import type { AccountId } from '../../core/ids.ts';
import { cloudIdKey, readCloudId } from '../../core/people/cloud-id.ts';
import { Failure } from '../../core/problem.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { keptBlob, type KeptBlob } from '../vaults/kept-blob.ts';
import { keptOf, type PeopleWorld } from './world.ts';

const ownShape = v.object({ pkcs8: v.string(), spki: v.string() });
/** By the cloud id: SPKI in base64. */
const pinsShape = v.record(v.string(), v.string());

export class SealKeys {
  readonly #blobs: PeopleWorld['blobs'];
  /** Two presses make one key. */
  readonly #queue = oneAtATime();

  constructor({ blobs }: Pick<PeopleWorld, 'blobs'>) {
    this.#blobs = blobs;
  }

  /** To hand over. @returns the key as text, and its fingerprint in hex */
  own(id: AccountId): Promise<{ key: string; fingerprint: string }> {
    return this.#queue(async () => {
      const known = await this.#ownPair(id).read();
      const pair = known ?? await makeSealingPair();
      if (known === null) await this.#ownPair(id).write(pair);
      return { key: sealingKeyText(pair), fingerprint: (await readPublic(pair.spki))?.fingerprint ?? '' };
    });
  }

  /** For opening. Null: there is none yet. */
  async toOpen(id: AccountId): Promise<SealingKey | null> {
    const pair = await this.#ownPair(id).read();
    return pair === null ? null : readPrivate(pair);
  }

  /** For sealing. Null: none was taken over. */
  async of(id: AccountId, cloudId: string): Promise<SealingKey | null> {
    const spki = ((await this.#pins(id).read()) ?? {})[keyOf(cloudId)];
    return spki === undefined ? null : readPublic(spki);
  }

  /** Fingerprints of the contacts' keys, by {@link cloudIdKey}. */
  async fingerprints(id: AccountId): Promise<ReadonlyMap<string, string>> {
    const found = await Promise.all(Object.entries((await this.#pins(id).read()) ?? {}).map(async ([who, spki]) => [who, (await readPublic(spki))?.fingerprint ?? ''] as const));
    return new Map(found);
  }

  /** @param text - null: no key any more. @throws {Failure} `sealed-file` `no-key` */
  pin(id: AccountId, cloudId: string, text: string | null): Promise<void> {
    return this.#queue(async () => {
      const who = keyOf(cloudId);
      const pins = this.#pins(id);
      const others = Object.fromEntries(Object.entries((await pins.read()) ?? {}).filter(([name]) => name !== who));
      if (text === null) return pins.write(others);
      const spki = await readSealingKeyText(text);
      if (spki === null) throw new Failure({ kind: 'sealed-file', why: 'no-key' });
      await pins.write({ ...others, [who]: spki });
    });
  }

  #ownPair(id: AccountId): KeptBlob<v.InferOutput<typeof ownShape>> {
    return keptBlob(this.#blobs, nameOf(id, 'own'), ownShape);
  }

  #pins(id: AccountId): KeptBlob<v.InferOutput<typeof pinsShape>> {
    return keptBlob(this.#blobs, nameOf(id, 'pins'), pinsShape);
  }
}

function nameOf(id: AccountId, what: 'own' | 'pins'): string {
  return `${keptOf(id)}seal-${what}`;
}

/** @throws {Failure} `bad-address` */
function keyOf(cloudId: string): string {
  const read = readCloudId(cloudId);
  if (read === null) throw new Failure({ kind: 'bad-address' });
  return cloudIdKey(read);
}
