/**
 * A login with files that is moved to another vault by a worker that dies at one of its acts, another one with each seed.
 * @see guides: reliability R-05
 * @module
 */

import { killMove } from '../../src/background/testing/killed-move.ts';
import { twoPeople } from '../../src/background/testing/two-vaults.ts';
import { chanceOf } from '../../src/core/testing/chance.ts';

/** More than there are: some workers live to the end. */
const mostActs = 200;

/** @throws when a file is lost, left over, or not where it was to be */
export async function moveOnce(seed: number): Promise<void> {
  const cloud = await twoPeople();
  try {
    await killMove(cloud, chanceOf(seed).whole(1, mostActs));
  } finally {
    await cloud.close();
  }
}
