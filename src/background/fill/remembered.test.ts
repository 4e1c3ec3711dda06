import { describe, expect, test } from 'vitest';

import { fakeStorage } from '../testing/fake-storage.ts';
import { askedFor } from './asked.ts';
import type { PageDocument } from './pages.ts';
import { siteRules } from './site-rules.ts';
import { siteSets } from './site-sets.ts';
import { undos } from './undos.ts';

const page: PageDocument = { tabId: 7, frameId: 0, documentId: 'D', url: new URL('https://shop.example/') };

describe('a fill that can be taken back', () => {
  test('is good once, for ten seconds', () => {
    const clock = { now: 0 };
    const kept = undos(() => clock.now);
    const { undo } = kept.add(page, 'Shop');
    expect(kept.of(7)).toMatchObject({ label: 'Shop', until: 10_000 });
    expect(kept.of(8)).toBeNull();
    expect(kept.take(undo)).toMatchObject({ page });
    expect(kept.take(undo)).toBeNull();
    const late = kept.add(page, 'Shop');
    clock.now = 10_000;
    expect([kept.of(7), kept.take(late.undo)]).toEqual([null, null]);
  });

  test('is over with a lock', () => {
    const kept = undos(() => 0);
    const { undo } = kept.add(page, 'Shop');
    kept.forgetAll();
    expect(kept.take(undo)).toBeNull();
  });
});

describe('what was asked for with a key', () => {
  const asked = { what: 'fill', tabId: 7, frameId: 0, frameUrl: null } as const;

  test('is told to the popup over its tab, and taken once', async () => {
    const kept = askedFor(fakeStorage(), () => 0);
    await kept.put(asked);
    expect(await kept.peek(8)).toBeNull();
    expect(await kept.peek(7)).toMatchObject(asked);
    expect(await kept.take(7)).toMatchObject(asked);
    expect(await kept.peek(7)).toBeNull();
  });

  test('is no longer meant after three minutes, and where no tab was known, any is', async () => {
    const clock = { now: 0 };
    const kept = askedFor(fakeStorage(), () => clock.now);
    await kept.put({ ...asked, tabId: null });
    expect(await kept.peek(8)).not.toBeNull();
    clock.now = 3 * 60_000;
    expect(await kept.peek(8)).toBeNull();
  });
});

function fakeBlobs() {
  const blobs = new Map<string, unknown>();
  return { read: (name: string) => Promise.resolve(blobs.get(name) ?? null), write: (name: string, value: unknown) => Promise.resolve(void blobs.set(name, structuredClone(value))) };
}

describe('what was said of sites', () => {
  const rules = () => siteRules(fakeBlobs());

  test('is kept by site, each field once, and gone when it is forgotten', async () => {
    const kept = rules();
    await kept.setField('shop.example', { mark: 'name:q7', role: 'username' });
    await kept.setField('shop.example', { mark: 'name:q7', role: 'none' });
    await kept.setNever('bank.example', true);
    expect(await kept.list()).toEqual([
      { site: 'bank.example', never: true, fields: [], frames: [] },
      { site: 'shop.example', never: false, fields: [{ mark: 'name:q7', role: 'none' }], frames: [] },
    ]);
    await kept.removeField('shop.example', 'name:q7');
    await kept.setNever('bank.example', false);
    expect(await kept.list()).toEqual([]);
    expect(await kept.of('shop.example')).toEqual({ site: 'shop.example', never: false, fields: [], frames: [] });
  });

  test('has frames of other sites that need no further question, each until it is forgotten', async () => {
    const kept = rules();
    for (let times = 0; times < 2; times += 1) await kept.setFrame('portal.example', 'https://id.example', true);
    await kept.setFrame('portal.example', 'https://pay.example', true);
    expect(await kept.of('portal.example')).toMatchObject({ never: false, frames: ['https://id.example', 'https://pay.example'] });
    await kept.setFrame('portal.example', 'https://id.example', false);
    expect((await kept.of('portal.example')).frames).toEqual(['https://pay.example']);
    await kept.setFrame('portal.example', 'https://pay.example', false);
    expect(await kept.list()).toEqual([]);
  });

  test('is read as it was kept before there were such frames', async () => {
    const blobs = fakeBlobs();
    await blobs.write('fill-rules', { sites: [{ site: 'bank.example', never: true, fields: [] }] });
    expect(await siteRules(blobs).of('bank.example')).toEqual({ site: 'bank.example', never: true, fields: [], frames: [] });
  });

  test('has an end', async () => {
    const kept = rules();
    for (let at = 0; at < 50; at += 1) await kept.setField('shop.example', { mark: `name:${at}`, role: 'none' });
    await expect(kept.setField('shop.example', { mark: 'name:51', role: 'none' })).rejects.toThrow('storage-failed');
  });
});

describe('sites that belong together', () => {
  test('are told of each other’s pages, taken apart, and put back as they were', async () => {
    const kept = siteSets(fakeBlobs());
    expect(await kept.join(['https://www.shop.de/login', 'shop.com'])).toEqual([['shop.com', 'shop.de']]);
    const before = await kept.join(['bank.com', 'bank.de']);
    expect(await kept.kinOf(new URL('https://login.shop.com/'))).toEqual(['shop.de']);
    expect(await kept.replace([['bank.com', 'bank.de']])).toEqual([['bank.com', 'bank.de']]);
    expect(await kept.kinOf(new URL('https://login.shop.com/'))).toEqual([]);
    await kept.replace(before);
    expect(await kept.list()).toEqual(before);
  });

  test('stay as they were where one of them is no site, or there would be too many', async () => {
    const kept = siteSets(fakeBlobs());
    await kept.join(['shop.de', 'shop.com']);
    await expect(kept.replace([['shop.de', 'co.uk']])).rejects.toMatchObject({ problem: { kind: 'no-site', text: 'co.uk' } });
    await expect(kept.join(Array.from({ length: 31 }, (_, at) => `shop${at}.com`))).rejects.toThrow('storage-failed');
    expect(await kept.list()).toEqual([['shop.com', 'shop.de']]);
  });
});
