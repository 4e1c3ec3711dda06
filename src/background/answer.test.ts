import { describe, expect, test, vi } from 'vitest';

import { Failure } from '../core/problem.ts';
import { menuShapes, screenShapes } from '../messages/shapes.ts';
import { answer, isForRouter, type MenuHandlers, type PageHandlers, type Routers, type ScreenHandlers, type Sender } from './answer.ts';

const home = 'chrome-extension://latchkey/';
const popup: Sender = { id: 'latchkey', url: `${home}src/ui/popup/index.html`, origin: home.slice(0, -1) };
const optionsTab: Sender = { ...popup, url: `${home}src/ui/options/index.html`, tab: { id: 3 } };
const page: Sender = { id: 'latchkey', url: 'https://shop.example/login', origin: 'https://shop.example', frameId: 0, documentId: 'D', tab: { id: 7 } };
const menu: Sender = { id: 'latchkey', url: `${home}src/ui/menu/index.html#nonce`, origin: home.slice(0, -1), frameId: 5, documentId: 'M', tab: { id: 7 } };
const notAllowed = { ok: false, problem: { kind: 'not-allowed' } };
const names = Object.keys(screenShapes);

function routersWith(screens: Partial<ScreenHandlers>, pages: Partial<PageHandlers> = {}): Routers & { asked: ReturnType<typeof vi.fn> } {
  const asked = vi.fn(() => Promise.reject(new Error('not expected')));
  const all = Object.fromEntries(names.map((name) => [name, asked])) as unknown as ScreenHandlers;
  return { id: 'latchkey', home, version: '1', screens: { ...all, ...screens }, pages: { takeOrder: asked, takeNextStep: asked, noticeLogin: asked, noticeName: asked, loginLeft: asked, loginStayed: asked, noticePaste: () => Promise.resolve({}), fieldFocused: asked, openMenu: asked, ...pages }, menu: menuOf(asked), asked };
}

const menuOf = (asked: unknown) => Object.fromEntries(Object.keys(menuShapes).map((name) => [name, asked])) as unknown as MenuHandlers;
const toScreens = (name: string, ask: unknown, version = '1') => ({ to: 'screen-router', name, ask, version });
const toMenu = (name: string, ask: unknown) => ({ to: 'menu-router', name, ask, version: '1' });
const toPages = (name: string, ask: unknown) => ({ to: 'page-router', name, ask, version: '1' });

describe('the screen router', () => {
  test.each([['the popup', popup], ['a tab of ours', optionsTab]])('answers %s', async (_who, sender) => {
    const routers = routersWith({ getCode: () => Promise.resolve({ code: '123456', endsAt: 1, period: 30, clockAhead: null }) });
    const credential = 'aaaaaaaa/V/C';
    expect(await answer(toScreens('getCode', { credential }), sender, routers)).toEqual({ ok: true, value: { code: '123456', endsAt: 1, period: 30, clockAhead: null } });
  });

  test.each(names)('does not let a web page ask for %s', async (name) => {
    const routers = routersWith({});
    expect(await answer(toScreens(name, {}), page, routers)).toEqual(notAllowed);
    expect(routers.asked).not.toHaveBeenCalled();
  });

  test.each([
    ['another extension', { ...popup, id: 'other' }],
    ['an address that only begins like ours', { ...popup, url: 'chrome-extension://latchkey.evil.example/' }],
    ['a sandboxed page of ours', { ...popup, origin: 'null' }],
    ['nobody', {}],
  ])('does not answer %s', async (_who, sender: Sender) => {
    expect(await answer(toScreens('lock', {}), sender, routersWith({}))).toEqual(notAllowed);
  });

  test.each([['a name every object has', 'constructor'], ['a prototype', '__proto__'], ['a page request', 'takeOrder'], ['nothing', '']])('knows no request called by %s', async (_what, name) => {
    expect(await answer(toScreens(name, {}), popup, routersWith({}))).toEqual(notAllowed);
  });

  test('keeps a malformed password out of the log', async () => {
    const log = vi.spyOn(console, 'error');
    expect(await answer(toScreens('unlock', { password: ['hunter2'] }), popup, routersWith({}))).toEqual(notAllowed);
    expect(log).not.toHaveBeenCalled();
  });

  test('refuses fields that nobody asked for', async () => {
    expect(await answer(toScreens('lock', { force: true }), popup, routersWith({}))).toEqual(notAllowed);
  });

  test('tells a screen of an older version to reload', async () => {
    expect(await answer(toScreens('lock', {}, '0'), popup, routersWith({}))).toEqual({ ok: false, problem: { kind: 'outdated' } });
  });

  test('passes on the problem that a handler met', async () => {
    const routers = routersWith({ lock: () => Promise.reject(new Failure({ kind: 'storage-failed' })) });
    expect(await answer(toScreens('lock', {}), popup, routers)).toEqual({ ok: false, problem: { kind: 'storage-failed' } });
  });

  test('says nothing of what an unexpected error quotes', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue(undefined);
    const routers = routersWith({ lock: () => Promise.reject(new TypeError('CNRY-password is not iterable')) });
    expect(await answer(toScreens('lock', {}), popup, routers)).toEqual({ ok: false, problem: { kind: 'bug' } });
    expect(JSON.stringify(log.mock.calls)).not.toContain('CNRY');
  });

  test('logs where an unexpected error happened, also if its message has several lines', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue(undefined);
    const error = new SyntaxError('bad text');
    error.stack = 'SyntaxError: first\nCNRY-one\n    at CNRY-two\nCNRY@three\n    at async Object.read [as x] (chrome-extension://latchkey/worker.js:3:9)\n    at async chrome-extension://latchkey/worker.js:4:2';
    await answer(toScreens('lock', {}), popup, routersWith({ lock: () => Promise.reject(error) }));
    expect(log.mock.calls).toEqual([['Latchkey: unexpected', ['SyntaxError', '    at async Object.read [as x] (chrome-extension://latchkey/worker.js:3:9)\n    at async chrome-extension://latchkey/worker.js:4:2']]]);
  });
});

describe('the page router', () => {
  test('hands a page its order', async () => {
    const order = { origin: 'https://shop.example', username: 'ada', email: null, password: 'p', code: null, newPassword: null, custom: [], rules: [], next: null };
    expect(await answer(toPages('takeOrder', { ticket: 't' }), page, routersWith({}, { takeOrder: () => Promise.resolve(order) }))).toEqual({ ok: true, value: order });
  });

  test.each(names)('does not know %s', async (name) => {
    const routers = routersWith({});
    expect(await answer(toPages(name, {}), page, routers)).toEqual(notAllowed);
    expect(routers.asked).not.toHaveBeenCalled();
  });
});

describe('the menu router', () => {
  test('answers the menu in a frame of a page', async () => {
    const routers = { ...routersWith({}), menu: menuOf(() => Promise.resolve({ rows: [] })) };
    expect(await answer(toMenu('takeMenu', { nonce: 'n' }), menu, routers)).toEqual({ ok: true, value: { rows: [] } });
  });

  test.each([
    ['a web page', page],
    ['another page of ours', popup],
    ['the menu as a page of its own', { ...menu, frameId: 0 }],
    ['the menu nowhere', { ...menu, tab: undefined }],
    ['a page whose address only begins like the menu', { ...menu, url: `${home}src/ui/menu/index.html.evil` }],
    ['the menu of another extension', { ...menu, id: 'other' }],
    ['the menu without its origin', { ...menu, origin: 'null' }],
  ])('does not answer %s', async (_who, sender: Sender) => {
    const routers = routersWith({});
    expect(await answer(toMenu('leaveMenu', { to: 'page' }), sender, routers)).toEqual(notAllowed);
    expect(routers.asked).not.toHaveBeenCalled();
  });

  test.each(names)('does not let the menu ask for %s', async (name) => {
    const routers = routersWith({});
    for (const message of [toScreens(name, {}), toMenu(name, {})]) expect(await answer(message, menu, routers)).toEqual(notAllowed);
    expect(routers.asked).not.toHaveBeenCalled();
  });
});

describe('a message for somebody else', () => {
  test.each([[null], ['text'], [{}], [{ to: 'offscreen' }], [{ news: 'changed' }]])('%j is left alone', (message) => {
    expect(isForRouter(message)).toBe(false);
  });
});
