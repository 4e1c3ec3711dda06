import { beforeEach, expect, test } from 'vitest';

import { fakeStorage } from '../testing/fake-storage.ts';
import { SeenInvites } from './seen-invites.ts';

const code = '0f8fad5b-d9cb-469f-a165-70867728950e@wolke.example';
let texts: string[];
let wanted: boolean;
let looks: number;
let seen: SeenInvites;

beforeEach(() => {
  [texts, wanted, looks] = [[], true, 0];
  seen = new SeenInvites({ session: fakeStorage(), wanted: () => Promise.resolve(wanted), textsOf: () => { looks++; return Promise.resolve(texts); } });
});

test('one on a page is kept for its tab, until it shows another page', async () => {
  texts = ['https://shop.example/?token=abc', code];
  await seen.look(7);
  expect([await seen.of(7), await seen.of(8)]).toEqual([code, '']);
  texts = [];
  await seen.look(7);
  expect(await seen.of(7)).toBe('');
});

test('what only looks like one is none', async () => {
  texts = ['https://shop.example/reset?token=abcdefgh&provider=', 'anna@cloud.example'];
  await seen.look(7);
  expect(await seen.of(7)).toBe('');
});

test('it is forgotten with its tab', async () => {
  texts = [code];
  await seen.look(7);
  await seen.forget(7);
  expect(await seen.of(7)).toBe('');
});

test('no page is looked at where nobody wants it', async () => {
  wanted = false;
  await seen.look(7);
  expect(looks).toBe(0);
});
