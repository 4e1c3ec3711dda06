import { expect, test } from 'vitest';

import { liveWithForms } from './random-forms.ts';

test.each(Array.from({ length: 12 }, (_, seed) => seed))('nothing that was entered is lost in a random life of forms (seed %i)', async (seed) => {
  await expect(liveWithForms(seed)).resolves.toBeUndefined();
});
