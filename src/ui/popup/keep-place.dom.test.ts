import { beforeEach, expect, test, vi } from 'vitest';
import type { PopupPlace, PopupView } from '../../messages/contract.ts';

let told: unknown[] = [];
const safe: PopupPlace = { at: 'list', credential: null, query: 'Safe', widened: false, scroll: 0 };

beforeEach(() => {
  told = [];
  vi.useFakeTimers();
  vi.stubGlobal('chrome', { runtime: { getManifest: () => ({ version: '1' }), sendMessage: ({ name, ask }: { name: string; ask: { place: unknown } }) => {
    if (name === 'keepPlace') told.push(ask.place);
    return Promise.resolve({ ok: true, value: { rows: [], total: 0 } });
  } } });
  vi.resetModules();
});

/** A popup over the shop, as it is once the background has answered. */
async function popupWith(place: PopupPlace | null) {
  const [{ keepPlace }, { take, type }] = [await import('./keep-place.ts'), await import('./model.ts')];
  keepPlace();
  const view = { app: { lock: { state: 'unlocked' } }, site: { host: 'shop.example' }, matches: [], filled: null, place };
  take({ ok: true, value: view as unknown as PopupView });
  return { type };
}

test('a place that the popup opened with is forgotten even where nothing new was told yet', async () => {
  const { type } = await popupWith(safe);
  type('');
  expect(told).toEqual([null]);
  vi.runAllTimers();
  expect(told).toEqual([null]);
});

test('what is typed is told when the keys rest, and another view at once', async () => {
  const { type } = await popupWith(null);
  type('S');
  type('Safe');
  expect(told).toEqual([]);
  vi.runAllTimers();
  expect(told).toEqual([safe]);
  type('');
  expect(told).toEqual([safe, null]);
});

test('a popup that begins where every one begins has nothing to forget', async () => {
  const { type } = await popupWith(null);
  type('S');
  type('');
  vi.runAllTimers();
  expect(told).toEqual([]);
});
