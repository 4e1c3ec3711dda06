/**
 * Goes over a whole vault until nothing in it is left to be brought under its key.
 *
 * What is done is read from what there is: an envelope that opens under the vault's key is done. So it can be
 * stopped anywhere, begun again, turned round, and run beside other writers.
 * @see contracts: Passman §3.8
 * @module
 */

import type { VaultDetail } from '../../clients/passman/vaults.ts';
import type { Access } from '../../clients/passman/sharing-shapes.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { generateSharingKeys } from '../../core/envelopes/sharing-keys.ts';
import { guidOf } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import { rekeyItem, type ItemWorld, type LeftWhy } from './rekey-item.ts';
import { resealTexts, sealSurely } from './reseal.ts';

/** Something that could not be brought under the key. `label` null: the vault's sharing keys. */
export interface Left { label: string | null; why: LeftWhy | 'server'; problem: Problem | null }

export interface RunWorld extends ItemWorld {
  /** How far it is; `total` counts credentials, shares of others and the sharing keys. */
  progress: (done: number, total: number) => void;
  /** @throws while something of ours still waits to be sent */
  settleWrites: () => Promise<void>;
}

/** The web app makes 1,024 bits with a vault, and 2,048 later on. */
const sharingKeyBits = 2048;
/** Enough for a server that is far away, little enough for one on a small computer. */
const atOnce = 3;
/** Rounds that still find something: somebody is writing all the time. */
const mostRounds = 8;

/**
 * @returns what had to be left
 * @throws {Failure} what stopped it as a whole: the next run goes on
 */
export async function rekeyVault(world: RunWorld): Promise<Left[]> {
  for (let round = 1; ; round++) {
    const { wrote, left } = await rekeyRound(world, round === 1);
    if (!wrote || round === mostRounds) return left;
  }
}

async function rekeyRound(world: RunWorld, isFirst: boolean): Promise<{ wrote: boolean; left: Left[] }> {
  const { client, vault } = world;
  await world.check();
  const detail = await client.vaults.get(guidOf(vault));
  const shares = await sharesIn(world);
  const total = detail.credentials.length + shares.length + 1;
  const result = { wrote: false, left: [] as Left[] };
  let done = 0;
  const count = () => { if (isFirst) world.progress((done += 1), total); };
  const take = async (label: string | null, work: () => Promise<{ wrote: boolean; left: LeftWhy | null }>): Promise<void> => {
    try {
      const { wrote, left } = await work();
      result.wrote ||= wrote;
      if (left !== null) result.left.push({ label, why: left, problem: null });
    } catch (error) {
      const problem = ownProblem(error);
      if (problem === null) throw error;
      result.left.push({ label, why: 'server', problem });
    }
    count();
  };
  if (isFirst) world.progress(0, total);
  await inTurn(detail.credentials, (record) => take(record.label, () => rekeyItem(record, world)), () => world.check());
  await inTurn(shares, (share) => take(null, () => rekeyShare(share, world)), () => world.check());
  await take(null, () => rekeySharingKeys(detail, world));
  // A deleted one is no loss, and neither is one that went while we looked.
  if (result.left.some(({ why }) => why === 'server')) result.left = await stillThere(result.left, detail.credentials, client.vaults.get(guidOf(vault)));
  await world.settleWrites();
  return result;
}

/** A few side by side. The first that throws stops all, once those that are under way are through. */
async function inTurn<Item>(items: readonly Item[], work: (item: Item) => Promise<void>, check: () => Promise<void>): Promise<void> {
  const waiting = [...items];
  const failed: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined && failed.length === 0; item = waiting.shift()) {
      try {
        await check();
        await work(item);
      } catch (error) {
        failed.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failed.length > 0) throw failed[0];
}

async function stillThere(left: readonly Left[], before: readonly SealedCredential[], reading: Promise<VaultDetail>): Promise<Left[]> {
  const now = new Set((await reading).credentials.map(({ guid }) => guid));
  const gone = before.filter(({ guid }) => !now.has(guid)).map(({ label }) => label);
  return left.filter(({ label, why }) => why !== 'server' || label === null || !gone.includes(label));
}

/** What others share into this vault: none where sharing is switched off. */
async function sharesIn({ client, vault }: RunWorld): Promise<Access[]> {
  try {
    return (await client.sharing.accessesIn(guidOf(vault))).filter(({ pending, sharedKey }) => !pending && Boolean(sharedKey));
  } catch (error) {
    if (error instanceof Failure && error.problem.kind === 'forbidden') return [];
    throw error;
  }
}

async function rekeyShare({ itemGuid, sharedKey }: Access, { client, resealer }: RunWorld): Promise<{ wrote: boolean; left: LeftWhy | null }> {
  const { value: [sealed], changed, foreign } = await resealTexts([sharedKey], resealer);
  if (changed && typeof sealed === 'string') await client.sharing.setSharedKey(itemGuid, sealed);
  return { wrote: changed, left: foreign ? 'foreign' : null };
}

/** A vault without sharing keys gets them: the web app would make them, and send the vault along in plain text. */
async function rekeySharingKeys({ privateSharingKey, publicSharingKey }: VaultDetail, { client, resealer, vault, check }: RunWorld): Promise<{ wrote: boolean; left: LeftWhy | null }> {
  await check();
  if (!privateSharingKey) {
    const { privatePem, publicPem } = await generateSharingKeys(sharingKeyBits);
    await client.vaults.storeSharingKeys(guidOf(vault), { privateKey: await sealSurely(privatePem, resealer), publicKey: publicPem });
    return { wrote: true, left: null };
  }
  // Left unsealed by a careless client.
  const isPlain = privateSharingKey.includes('-----BEGIN');
  const { value: [kept], changed, foreign } = isPlain
    ? { value: [await sealSurely(privateSharingKey, resealer)], changed: true, foreign: false }
    : await resealTexts([privateSharingKey], resealer);
  if (changed && typeof kept === 'string') await client.vaults.storeSharingKeys(guidOf(vault), { privateKey: kept, publicKey: publicSharingKey ?? '' });
  return { wrote: changed, left: foreign ? 'foreign' : null };
}

const ownKinds: readonly Problem['kind'][] = ['server-error', 'bad-answer', 'not-found', 'unreadable-field', 'forbidden'];

/** Only about this one; null: all the others would meet it too. */
function ownProblem(error: unknown): Problem | null {
  return error instanceof Failure && ownKinds.includes(error.problem.kind) ? error.problem : null;
}
