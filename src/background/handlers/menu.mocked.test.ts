import { beforeEach, describe, expect, test, vi } from 'vitest';

import { Failure } from '../../core/problem.ts';
import type { SiteRule } from '../../messages/contract.ts';
import { undos } from '../fill/undos.ts';
import { menus } from '../menu/menus.ts';
import { defaultSettings } from '../settings.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import type { App } from './app.ts';
import { menuHandlers, menuPageHandlers } from './menu.ts';

const { sendMessage, executeScript, openPopup } = vi.hoisted(() => ({ sendMessage: vi.fn(), executeScript: vi.fn(), openPopup: vi.fn() }));
vi.mock('../browser.ts', () => ({ browser: { tabs: { sendMessage }, scripting: { executeScript }, action: { openPopup } } }));
vi.mock('../../page/mark.ts?script&iife', () => ({ default: 'mark.js' }));
vi.mock('../../page/scout.ts?script&iife', () => ({ default: 'scout.js' }));
vi.mock('../../page/far-words.ts?script&iife', () => ({ default: 'far.js' }));
vi.mock('../../page/index.ts?script&iife', () => ({ default: 'page.js' }));

const sender = { tab: { id: 7 }, frameId: 0, documentId: 'D', url: 'https://www.shop.net/login', origin: 'https://www.shop.net' };
const frame = { tab: { id: 7 }, frameId: 5, documentId: 'M' };
const openRoom = { purpose: 'login', room: true } as const;
const toPage = (menu: string) => [7, { menu }, { documentId: 'D' }];

/** As far as the menu needs one; nothing can be read of the rules while it is locked. */
function appWith(rule: 'none' | 'never' | 'locked', typed = '') {
  const never = new Set(rule === 'none' ? [] : ['shop.net']);
  const lock = { state: rule === 'locked' ? 'locked' : 'unlocked' };
  const app = {
    settings: { read: () => Promise.resolve({ ...defaultSettings, menuInPages: true }) },
    state: () => Promise.resolve({ lock }),
    session: { use: () => (lock.state === 'locked' ? Promise.reject(new Failure({ kind: 'locked' })) : Promise.resolve()), keyring: { contents: () => Promise.resolve({ vaults: [] }) } },
    vaults: { load: () => Promise.resolve(new Map([['V', { matches: () => ['ann', 'bob', 'bobby'].map((username) => ({ entry: { id: `aaaaaaaa/V/${username}`, label: username, username, email: '', url: '', tags: [], unreadable: [] }, match: { offer: true, strength: 4 } })) }]])) }, siteSets: { kinOf: () => Promise.resolve([]) }, lastUsed: { all: () => Promise.resolve(new Map()) },
    menus: menus({ session: fakeStorage(), now: () => 0 }),
    siteRules: {
      of: (site: string): Promise<SiteRule> => (lock.state === 'locked' ? Promise.reject(new Failure({ kind: 'locked' })) : Promise.resolve({ site, never: never.has(site), fields: [], frames: [] })),
      setNever: (site: string) => Promise.resolve(void never.add(site)),
    },
    undos: undos(() => 0), steps: { begunAt: () => Promise.resolve(null), forget: vi.fn() },
    pages: { undo: vi.fn(() => Promise.resolve({ restored: 2 })), look: () => Promise.resolve({ place: 'open', typed }) },
    changed: vi.fn(),
  };
  return { app: app as unknown as App, never, lock, changed: app.changed, undo: app.pages.undo };
}

beforeEach(() => {
  for (const each of [sendMessage, executeScript, openPopup]) each.mockReset().mockResolvedValue([]);
});

describe('a field that a person goes into', () => {
  test.each([['none', true], ['never', false], ['locked', true]] as const)('of a site with the rule "%s" gets a mark: %s', async (rule, marked) => {
    await menuPageHandlers(appWith(rule).app).fieldFocused({}, sender);
    expect(executeScript.mock.calls.length > 0).toBe(marked);
  });
});

describe('a menu that is opened', () => {
  test.each(['none', 'locked'] as const)('opens in the page where the rule is "%s"', async (rule) => {
    const { nonce } = await menuPageHandlers(appWith(rule).app).openMenu(openRoom, sender);
    expect(nonce).not.toBeNull();
    expect(openPopup).not.toHaveBeenCalled();
  });

  test('at a mark from before the site was excluded takes the mark away and lets the popup say why', async () => {
    expect(await menuPageHandlers(appWith('never').app).openMenu(openRoom, sender)).toEqual({ nonce: null });
    expect(sendMessage.mock.calls).toEqual([toPage('leave')]);
    expect(openPopup).toHaveBeenCalledOnce();
  });

  test('offers nothing where the site was excluded while it opened', async () => {
    const { app, never } = appWith('none');
    const { nonce } = await menuPageHandlers(app).openMenu(openRoom, sender);
    never.add('shop.net');
    expect(await menuHandlers(app).takeMenu({ nonce: nonce ?? '' }, frame)).toMatchObject({ rows: [], total: 0, withheld: { kind: 'site-excluded', site: 'shop.net' } });
  });
});

describe('the menu', () => {
  const opened = async (app: App) => menuHandlers(app).takeMenu({ nonce: (await menuPageHandlers(app).openMenu(openRoom, sender)).nonce ?? '' }, frame);
  const page = (documentId: string) => ({ tabId: 7, frameId: 0, documentId, url: new URL(sender.url) });

  test.each([['', ['ann', 'bob', 'bobby']], ['BOB', ['bob', 'bobby', 'ann']], ['bobb', ['bobby', 'ann', 'bob']], ['carl', ['ann', 'bob', 'bobby']]])('has the login of the name %j that is typed first: %j', async (typed, labels) => {
    expect((await opened(appWith('none', typed).app)).rows.map(({ label }) => label)).toEqual(labels);
  });

  test('takes back what was filled into its own document, once', async () => {
    const { app, undo } = appWith('none');
    app.undos.add(page('D'), 'Shop');
    expect(await opened(app)).toMatchObject({ filled: { label: 'Shop' } });
    expect(await menuHandlers(app).undoFromMenu({}, frame)).toEqual({ restored: 2 });
    expect(undo).toHaveBeenCalledExactlyOnceWith(page('D'));
    expect(sendMessage.mock.calls).toEqual([toPage('focus-field')]);
    await expect(menuHandlers(app).undoFromMenu({}, frame)).rejects.toMatchObject({ problem: { kind: 'page-changed' } });
  });

  test('offers to take back nothing that was filled elsewhere in the tab', async () => {
    const { app, undo } = appWith('none');
    app.undos.add(page('E'), 'Shop');
    expect(await opened(app)).toMatchObject({ filled: null });
    await expect(menuHandlers(app).undoFromMenu({}, frame)).rejects.toMatchObject({ problem: { kind: 'page-changed' } });
    expect(undo).not.toHaveBeenCalled();
  });
});

describe('"never" in the menu', () => {
  test('excludes the site of the document that the menu stands in, and takes menu and mark away', async () => {
    const { app, never, changed } = appWith('none');
    const { nonce } = await menuPageHandlers(app).openMenu(openRoom, sender);
    const menu = menuHandlers(app);
    await menu.takeMenu({ nonce: nonce ?? '' }, frame);
    await menu.neverFromMenu({}, frame);
    expect([...never]).toEqual(['shop.net']);
    expect(changed).toHaveBeenCalledOnce();
    expect(sendMessage.mock.calls).toEqual([toPage('leave')]);
    expect(openPopup).toHaveBeenCalledOnce();
    await expect(menu.neverFromMenu({}, frame)).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
  });

  test('changes nothing once Latchkey has locked, nor for a frame that has shown no nonce', async () => {
    const { app, never, lock } = appWith('none');
    const { nonce } = await menuPageHandlers(app).openMenu(openRoom, sender);
    const menu = menuHandlers(app);
    await expect(menu.neverFromMenu({}, frame)).rejects.toMatchObject({ problem: { kind: 'not-allowed' } });
    await menu.takeMenu({ nonce: nonce ?? '' }, frame);
    lock.state = 'locked';
    await expect(menu.neverFromMenu({}, frame)).rejects.toMatchObject({ problem: { kind: 'locked' } });
    expect([...never]).toEqual([]);
    expect(sendMessage).not.toHaveBeenCalled();
  });
});
