import * as v from 'valibot';
import { describe, expect, test, vi } from 'vitest';

import { remembered, stored } from './stored.ts';
import { fakeStorage } from './testing/fake-storage.ts';

const shape = v.object({ count: v.number() });

describe('a stored item', () => {
  test('is nothing when what lies there does not fit, and is left there', async () => {
    const area = fakeStorage();
    await area.set({ item: { count: 'many' } });
    expect(await stored(area, 'item', shape).read()).toBeNull();
    expect(area.dump()).toContain('many');
  });

  test('says when it cannot be written', async () => {
    const area = { ...fakeStorage(), set: () => Promise.reject(new Error('QUOTA_BYTES quota exceeded')) };
    await expect(stored(area, 'item', shape).write({ count: 1 })).rejects.toMatchObject({ problem: { kind: 'storage-failed' } });
  });
});

describe('a remembered item', () => {
  test('is read from the browser once', async () => {
    const area = fakeStorage();
    await area.set({ item: { count: 1 } });
    const get = vi.spyOn(area, 'get');
    const item = remembered(stored(area, 'item', shape));
    expect([await item.read(), await item.read()]).toEqual([{ count: 1 }, { count: 1 }]);
    expect(get).toHaveBeenCalledOnce();
  });

  test('is what was written last, or nothing', async () => {
    const item = remembered(stored(fakeStorage(), 'item', shape));
    await item.write({ count: 2 });
    expect(await item.read()).toEqual({ count: 2 });
    await item.remove();
    expect(await item.read()).toBeNull();
  });

  test('is not believed to be what could not be written', async () => {
    const area = fakeStorage();
    const item = remembered(stored(area, 'item', shape));
    await item.write({ count: 1 });
    vi.spyOn(area, 'set').mockRejectedValue(new Error('full'));
    await expect(item.write({ count: 2 })).rejects.toThrow();
    expect(await item.read()).toEqual({ count: 1 });
  });
});
