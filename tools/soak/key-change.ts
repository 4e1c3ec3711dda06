/**
 * A change of a vault's key whose worker dies at one of its steps, another one with each seed; finished afterwards, or
 * taken back.
 * @see guides: reliability R-05
 * @module
 */

import { killKeyChange, sceneCloud } from '../../src/background/testing/killed-key-change.ts';
import { chanceOf } from '../../src/core/testing/chance.ts';

/** More than there are: some workers live to the end. */
const mostSteps = 200;

/** @throws when something can't be read in between, or is not in the end what it was */
export async function killOnce(seed: number): Promise<void> {
  const chance = chanceOf(seed);
  const cloud = await sceneCloud();
  try {
    await killKeyChange(cloud, chance.whole(1, mostSteps), chance.onceIn(2));
  } finally {
    await cloud.close();
  }
}
