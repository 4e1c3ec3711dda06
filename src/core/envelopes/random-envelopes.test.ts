import { describe, expect, test } from 'vitest';

import { damageAndRead, openBigVault, sealAndRead } from './random-envelopes.ts';

const seeds = Array.from({ length: 20 }, (_, seed) => seed);

describe('random envelopes', () => {
  test.each(seeds)('pass between sjcl and us (seed %i)', async (seed) => {
    await expect(sealAndRead(seed)).resolves.toBeUndefined();
  });

  test('open to the same text or not at all when damaged, and hide no neighbour', async () => {
    for (const seed of seeds) await expect(damageAndRead(seed), `seed ${seed}`).resolves.toBeUndefined();
  });

  test('open by the hundred, under many salts', async () => {
    await expect(openBigVault(1, 300)).resolves.toBeUndefined();
  });
});
