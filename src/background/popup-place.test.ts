import { expect, test } from 'vitest';

import { popupPlaces } from './popup-place.ts';
import { fakeStorage } from './testing/fake-storage.ts';

const place = { at: 'list', credential: null, query: 'bank', widened: true, scroll: 0 } as const;

test('the popup opens where it was, over the same site, for five minutes', async () => {
  let now = 1000;
  const places = popupPlaces({ session: fakeStorage(), now: () => now });
  await places.keep('shop.example', place);
  expect(await places.read('shop.example')).toEqual(place);
  expect(await places.read('other.example')).toBeNull();
  now += 299_999;
  expect(await places.read('shop.example')).toEqual(place);
  now += 1;
  expect(await places.read('shop.example')).toBeNull();
  now = 0;
  expect(await places.read('shop.example')).toBeNull();
});

test('nothing is kept of where it always begins, nor after a lock', async () => {
  const places = popupPlaces({ session: fakeStorage(), now: () => 0 });
  await places.keep('', place);
  await places.keep('', null);
  expect(await places.read('')).toBeNull();
  await places.keep('', place);
  places.forget();
  expect(await places.read('')).toBeNull();
});
