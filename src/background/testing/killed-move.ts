/**
 * For tests: a login with files is moved to another vault by a worker that dies. Whenever that is, nothing is lost, and
 * the next worker ends it: all is as it was, or as it was to be, and no file is left over.
 * @see guides: reliability R-05
 * @module
 */

import { contents, otherVault, ownVault, twoVaults, type Found, type Place, type TwoVaults, type TwoVaultsWorker } from './two-vaults.ts';
import type { Cloud } from '../../demo-server/cloud.ts';

/** @returns how it ended, as the servers have it: `old` not moved at all, `new` moved whole; else what is wrong */
export async function endOf(at: TwoVaults): Promise<string> {
  const [[old], copies] = [await shopIn(ownVault, at), await shopIn(otherVault, at)];
  const [copy] = copies;
  if (!old || !isWhole(old)) return 'The old one is not whole.';
  const named = [...old.numbers, ...copies.flatMap(({ numbers }) => numbers)];
  const left = at.numbers().filter((number) => !named.includes(number));
  if (left.length > 0) return `Files are left over: ${left.join(', ')}`;
  if (!copy) return old.trashed ? 'The old one is in the trash without a copy.' : 'old';
  return old.trashed && !copy.trashed && copies.length === 1 && isWhole(copy) ? 'new' : `${copies.length} copies, the first ${JSON.stringify(copy)}`;
}

export async function shopIn(place: Place, at: TwoVaults): Promise<Found[]> {
  return (await at.found(place)).filter(({ label }) => label === 'Shop');
}

function isWhole({ files }: Found): boolean {
  return JSON.stringify(Object.entries(files).sort()) === JSON.stringify(Object.entries(contents).sort());
}

export function moveShop(at: TwoVaults, { writes }: Pick<TwoVaultsWorker, 'writes'>): ReturnType<TwoVaultsWorker['writes']['move']> {
  return writes.move({ credentials: [at.shop], to: at.vaultOf(otherVault) });
}

/**
 * @param dies - at which of its acts; the cloud must hold nothing yet
 * @returns false: the worker lived to the end
 * @throws when a file is lost in between, or it doesn't end as it must
 */
export async function killMove(cloud: Cloud, dies: number): Promise<boolean> {
  const at = await twoVaults(cloud);
  const worker = at.worker();
  worker.life.endAt(dies, true);
  const dead = await Promise.race([moveShop(at, worker).then(() => false), worker.life.ended.then(() => true)]);
  const [[old], [copy]] = [await shopIn(ownVault, at), await shopIn(otherVault, at)];
  if (!old || !isWhole(old)) throw new Error(`After the death at act ${dies} a file is lost.`);
  if (old.trashed && (!copy || !isWhole(copy))) throw new Error(`After the death at act ${dies} the old one is in the trash before its copy is whole.`);
  const next = at.worker();
  for (let again = 0; again < 2; again++) await next.sync();
  const waiting = (await next.writes.queue()).length + (await next.chores.all()).length;
  if (waiting > 0) throw new Error(`After the death at act ${dies} it doesn't come to an end.`);
  const end = await endOf(at);
  if (end !== 'new' && end !== 'old') throw new Error(`After the death at act ${dies}: ${end}`);
  if (end === 'old' && !dead) throw new Error('It was not moved.');
  return dead;
}
