import { describe, expect, test, vi } from 'vitest';

import type { Credential } from '../../core/credential/credential.ts';
import type { SiteSet } from '../../core/sites/site-sets.ts';
import type { FillConsent, LookAsk, PageLook } from '../../messages/contract.ts';
import { chooseDocument } from './choose-document.ts';
import type { FrameDocument, PageDocument } from './pages.ts';

const shop = { label: 'Shop', url: { state: 'read', value: 'https://shop.com' }, password: { state: 'read', value: 'p' }, customFields: { state: 'read', value: [] } } as unknown as Credential;

/** `place` of a document when it is looked at, then when a moment was waited. */
type Places = Record<string, readonly [PageLook['place'], PageLook['place']?] | undefined>;

const document = (url: string, frameId = 0): PageDocument => ({ tabId: 7, frameId, documentId: url, url: new URL(url) });
const frame = (url: string, around: readonly string[] = ['https://www.shop.com']): FrameDocument => ({ ...document(url, 3), around });

async function choose(top: string, frames: readonly FrameDocument[], places: Places, { allow = [], look = {}, own = null, sets = [], remembered = {} }: { allow?: readonly FillConsent[]; look?: Partial<PageLook>; own?: FrameDocument | null; sets?: readonly SiteSet[]; remembered?: Record<string, readonly string[]> } = {}) {
  const looked: string[] = [];
  const world = {
    pages: {
      frames: vi.fn(() => Promise.resolve(frames)),
      look: ({ url }: PageDocument, { wait }: LookAsk): Promise<PageLook> => {
        looked.push(url.href);
        const [now = 'no-fields', then = now] = places[url.href] ?? [];
        return Promise.resolve({ origin: url.origin, place: wait ? then : now, roles: [], newPassword: null, custom: [], typed: '', focused: false, sendsTo: null, frames: [], loading: false, ...look });
      },
    },
    siteRules: { of: (site: string) => Promise.resolve({ site, never: false, fields: [], frames: remembered[site] ?? [] }) },
    siteSets: { list: () => Promise.resolve(sets) },
  };
  const chosen = await chooseDocument(shop, { top: document(top), frame: own }, allow, world).then(({ page, remember }) => ({ url: page.url.href, remember }), (error: unknown) => (error as { problem: unknown }).problem);
  return { chosen: (chosen as { url?: string }).url ?? chosen, remember: (chosen as { remember?: unknown }).remember, looked, frames: world.pages.frames };
}

const page = 'https://www.shop.com/';
const login = 'https://login.shop.com/';
const evil = 'https://evil.com/';

describe('the document that is filled', () => {
  test('is the page itself where it has a place, and then no frame is looked at', async () => {
    const { chosen, frames } = await choose(page, [frame(login)], { [page]: ['open'], [login]: ['open'] });
    expect(chosen).toBe(page);
    expect(frames).not.toHaveBeenCalled();
  });

  test('is a frame of the same site where the page has none', async () => {
    expect((await choose(page, [frame(evil), frame(login)], { [login]: ['open'], [evil]: ['open'] })).chosen).toBe(login);
  });

  test('is one whose form comes a moment later', async () => {
    expect((await choose(page, [], { [page]: ['no-fields', 'open'] })).chosen).toBe(page);
    expect((await choose(page, [frame(login)], { [login]: ['no-fields', 'open'] })).chosen).toBe(login);
  });

  test.each<[string, string, FrameDocument, boolean]>([
    ['in a page of another site', evil, frame(login, [evil]), true],
    ['with a stranger’s frame in between', page, frame(login, ['https://evil.com', 'https://www.shop.com']), false],
    ['in a document without an origin', page, frame(login, ['null', 'https://www.shop.com']), false],
    ['in a page without encryption', 'http://www.shop.com/', frame(login, ['http://www.shop.com']), false],
  ])('is a frame %s only after the person was asked', async (_, top, own, remember) => {
    const problem = { kind: 'foreign-frame', host: 'login.shop.com', page: new URL(top).host, remember };
    expect((await choose(top, [own], { [login]: ['open'] })).chosen).toEqual(problem);
    expect((await choose(top, [own], { [login]: ['open'] }, { allow: [{ kind: 'foreign-frame', host: 'evil.com' }] })).chosen).toEqual(problem);
    expect((await choose(top, [own], { [login]: ['open'] }, { allow: [{ kind: 'foreign-frame', host: 'login.shop.com' }] })).chosen).toBe(login);
  });

  test('is a frame of another site without a further question once the person said so for the two, and for no other', async () => {
    const said = { 'evil.com': ['https://login.shop.com'] };
    const own = frame(login, ['https://www.evil.com']);
    expect((await choose('https://www.evil.com/', [own], { [login]: ['open'] }, { remembered: said })).chosen).toBe(login);
    for (const [top, around] of [['https://other.com/', ['https://other.com']], ['https://www.evil.com/', ['https://ads.com', 'https://www.evil.com']], ['http://www.evil.com/', ['http://www.evil.com']]] as const) {
      expect((await choose(top, [frame(login, around)], { [login]: ['open'] }, { remembered: said })).chosen, top).toMatchObject({ kind: 'foreign-frame' });
    }
    const other = 'https://id.shop.com/';
    expect((await choose('https://www.evil.com/', [frame(other, ['https://www.evil.com'])], { [other]: ['open'] }, { remembered: said })).chosen).toMatchObject({ kind: 'foreign-frame' });
  });

  test('keeps a yes only where it was asked for, and can be kept', async () => {
    const yes = (remember: boolean): FillConsent[] => [{ kind: 'foreign-frame', host: 'login.shop.com', remember }];
    const ask = (top: string, around: readonly string[], remember: boolean) => choose(top, [frame(login, around)], { [login]: ['open'] }, { allow: yes(remember) });
    expect(await ask('https://www.evil.com/', ['https://www.evil.com'], true)).toMatchObject({ chosen: login, remember: { site: 'evil.com', origin: 'https://login.shop.com' } });
    expect(await ask('https://www.evil.com/', ['https://www.evil.com'], false)).toMatchObject({ chosen: login, remember: null });
    expect(await ask('https://www.evil.com/', ['https://ads.com', 'https://www.evil.com'], true)).toMatchObject({ chosen: login, remember: null });
    const both: FillConsent[] = [{ kind: 'foreign-frame', host: 'other.com', remember: true }, ...yes(false)];
    expect(await choose('https://www.evil.com/', [frame(login, ['https://www.evil.com'])], { [login]: ['open'] }, { allow: both })).toMatchObject({ chosen: login, remember: null });
    expect(await ask(page, ['https://www.shop.com'], true)).toMatchObject({ chosen: login, remember: null });
  });

  test('is never one that the login isn’t for, and that one is not even told what it looks for', async () => {
    const { chosen, looked } = await choose(evil, [frame('https://evil.com/frame', [evil])], { [evil]: ['open'], 'https://evil.com/frame': ['open'] }, { allow: [{ kind: 'foreign-frame', host: 'evil.com' }] });
    expect(chosen).toEqual({ kind: 'wrong-site', login: 'shop.com', page: 'evil.com', join: true });
    expect(looked).toEqual([]);
  });

  test('is also one of a site that the person says belongs to the login’s, and a frame of it without being asked', async () => {
    const sets = [['shop.com', 'shop.de']];
    const [german, framed] = ['https://www.shop.de/', 'https://id.shop.de/'];
    expect((await choose(german, [], { [german]: ['open'] }, { sets })).chosen).toBe(german);
    expect((await choose(german, [frame(login, [german])], { [login]: ['open'] }, { sets })).chosen).toBe(login);
    expect((await choose(page, [frame(framed)], { [framed]: ['open'] }, { sets })).chosen).toBe(framed);
    expect((await choose(german, [frame(login, [german])], { [login]: ['open'] })).chosen).toMatchObject({ kind: 'foreign-frame' });
    expect((await choose(evil, [frame(login, [evil])], { [login]: ['open'] }, { sets })).chosen).toMatchObject({ kind: 'foreign-frame' });
  });

  test('is the frame that the person is in, or none', async () => {
    expect((await choose(page, [], { [page]: ['open'], [login]: ['open'] }, { own: frame(login) })).chosen).toBe(login);
    expect((await choose(page, [], { [page]: ['open'] }, { own: frame(login) })).chosen).toEqual({ kind: 'no-fields' });
    expect((await choose(page, [], { [page]: ['open'], [evil]: ['open'] }, { own: frame(evil) })).chosen).toEqual({ kind: 'wrong-site', login: 'shop.com', page: 'evil.com', join: true });
  });
});

describe('where there is none, it says', () => {
  test.each<[string, { frames?: readonly FrameDocument[]; places?: Places; look?: Partial<PageLook> }, unknown]>([
    ['that no field is to be seen', {}, { kind: 'no-fields' }],
    ['that a new password is asked for', { places: { [page]: ['only-new-password'] } }, { kind: 'only-new-password' }],
    ['that the page is still loading', { look: { loading: true } }, { kind: 'still-loading' }],
    ['whose frame the form is in', { frames: [frame(evil)], places: { [evil]: ['open'] } }, { kind: 'frame-of-other-site', login: 'shop.com', host: 'evil.com', join: true }],
    ['which frame may not be looked into, the login’s own first', { look: { frames: ['https://ads.com', 'https://login.shop.com'] } }, { kind: 'closed-frame', host: 'login.shop.com' }],
    ['nothing of frames that were looked into', { frames: [frame(evil)], look: { frames: ['https://evil.com'] } }, { kind: 'no-fields' }],
  ])('%s', async (_, { frames = [], places = {}, look = {} }, problem) => {
    expect((await choose(page, frames, places, { look })).chosen).toEqual(problem);
  });
});
