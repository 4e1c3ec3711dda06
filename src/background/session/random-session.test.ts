import { expect, test } from 'vitest';

import { liveSession } from './random-session.ts';

test.each(Array.from({ length: 25 }, (_, seed) => seed))('a random life of the session goes as its model says (seed %i)', async (seed) => {
  await expect(liveSession(seed)).resolves.toBeUndefined();
});
