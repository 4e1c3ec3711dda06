/**
 * What a page tries against the mark and the menu by script: to drive them, to speak to them, to tell that we are there, and to
 * tell whether there is a login.
 * @see guides: threats S-08, S-09, S-10, S-11, S-12, S-30
 */
import type { Page } from 'playwright/test';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { clickMark, markOf, marksIn, menuAddress, menuIn, menuReady } from '../../tools/driver/menu.ts';
import { allHeard, listenIn, markThere, ourWorldIn } from '../../tools/driver/our-world.ts';
import { expect, test } from '../fixtures.ts';
import { canariesIn, openStandardVault } from '../standard-vault.ts';
import { wantMenu } from '../wanted-menu.ts';

const built = process.env['LATCHKEY_EXTENSION'] ?? join(import.meta.dirname, '..', '..', 'dist', 'chrome');

test('twenty-five pokes by script open nothing and fill nothing', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const page = await visit('https://shop.example/login-redirect');
  await page.getByLabel('User name').click();
  await markOf(page);
  const heard = await listenIn(driven);
  const pokes = await page.evaluate(async () => {
    const ours = [...document.documentElement.children].find(({ localName }) => localName.includes('-')) as HTMLElement;
    const field = document.querySelector('input') as HTMLInputElement;
    const keys = ['ArrowDown', 'Enter', 'Escape', ' ', 'Tab'];
    const each: (() => unknown)[] = [
      ...['click', 'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'focus', 'input'].map((type) => () => ours.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, detail: 1, clientX: 700, clientY: 100 }))),
      ...keys.flatMap((key) => [() => field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })), () => ours.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))]),
      () => { ours.click(); }, () => { ours.focus(); }, () => { ours.hidePopover(); ours.showPopover(); }, () => { ours.innerHTML = '<button>x</button>'; },
      () => { for (let times = 0; times < 200; times++) window.postMessage({ menu: 'focus-field', do: 'fill', ticket: 'x' }, '*'); },
      () => { field.blur(); field.focus(); field.click(); }, () => { ours.append(document.createElement('iframe')); },
    ];
    for (const poke of each) poke();
    // Behind all that was posted before.
    await new Promise((resolve) => {
      addEventListener('message', ({ data }) => { if (data === 'last') resolve(null); });
      window.postMessage('last', '*');
    });
    return each.length;
  });
  expect(pokes).toBeGreaterThanOrEqual(25);
  await allHeard(await ourWorldIn(driven, page));
  // One that hears only that we were asked nothing: no menu was to be opened, nothing to be filled.
  expect((await heard()).filter((name) => name !== 'fieldFocused')).toEqual(['nothing']);
  expect((await marksIn(page)).menu).toBeNull();
  expect(canariesIn(await page.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value).join(' ')))).toEqual([]);
});

test('a page that takes the mark out again and again is left alone', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const page = await visit('https://shop.example/login-redirect');
  await page.evaluate(() => {
    const state = window as unknown as { removed: number };
    state.removed = 0;
    new MutationObserver(() => {
      const ours = [...document.documentElement.children].find(({ localName }) => localName.includes('-'));
      if (ours) {
        ours.remove();
        state.removed += 1;
      }
    }).observe(document.documentElement, { childList: true });
  });
  await page.getByLabel('User name').click();
  await expect.poll(() => page.evaluate(() => (window as unknown as { removed: number }).removed)).toBe(4);
  // All that makes it look for its place again, and a person who goes into the field anew.
  await page.evaluate(() => { for (const type of ['scroll', 'resize']) dispatchEvent(new Event(type)); });
  await page.getByRole('heading').click();
  await page.getByLabel('User name').click();
  await page.evaluate(() => { for (const type of ['scroll', 'resize']) dispatchEvent(new Event(type)); });
  expect(await page.evaluate(() => (window as unknown as { removed: number }).removed)).toBe(4);
});

test('a page that keeps the mark out of the top layer, where it could move it, gets none', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const page = await visit('https://shop.example/login-redirect');
  await page.evaluate(() => { addEventListener('beforetoggle', (event) => { event.preventDefault(); }, true); });
  await page.getByLabel('User name').click();
  await markThere(await ourWorldIn(driven, page));
  expect(await marksIn(page)).toEqual({ mark: null, menu: null });
});

test('a menu that a page takes out of the top layer again and again, to hide what is around it, takes no press', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const page = await visit('https://shop.example/login-redirect');
  await page.getByLabel('User name').click();
  await clickMark(page);
  const menu = await menuIn(page);
  await menuReady(menu);
  const heard = await listenIn(driven);
  // We look for our place four times a second: this is what the page could do in between, for as long as it takes to press.
  const openNow = await page.evaluate(() => {
    const ours = [...document.documentElement.children].find(({ localName }) => localName.includes('-')) as HTMLElement;
    addEventListener('toggle', (event) => { if (event.target === ours && ours.matches(':popover-open')) ours.hidePopover(); }, true);
    ours.hidePopover();
    document.documentElement.style.opacity = '0.01';
    return ours.matches(':popover-open');
  });
  expect(openNow).toBe(false);
  await menu.locator('main:not([data-sight=yes])').waitFor({ state: 'attached' });
  const { menu: box } = await marksIn(page);
  if (box !== null) await page.mouse.click(box.left + box.width * 0.4, box.top + box.height * 0.1);
  await (await ourWorldIn(driven, page)).send({ to: 'page-router', name: 'nothing', ask: {}, version: '' });
  expect(await heard()).not.toContain('fillFromMenu');
  expect(canariesIn(await page.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value).join(' ')))).toEqual([]);
});

test('the menu\'s page stays blank without its nonce, whoever frames it and whatever is said to it', async ({ cloud, driven, app, fresh, visit }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const page = await visit('https://shop.example/login-redirect');
  await page.getByLabel('User name').click();
  await clickMark(page);
  await menuIn(page);
  const taken = await menuAddress(page);
  expect(taken).toMatch(/^chrome-extension:\/\/[0-9a-f-]{36}\/src\/ui\/menu\/index\.html#/);
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await marksIn(page)).menu).toBeNull();
  const dynamic = taken.replace(/#.*/, '');
  const sources = [taken, dynamic, `${dynamic}#`, `${dynamic}#__proto__`, ...Array.from({ length: 4 }, () => `${dynamic}#${crypto.randomUUID()}`), ...['menu', 'popup', 'vault', 'options'].map((name) => `chrome-extension://${driven.id}/src/ui/${name}/index.html#x`), dynamic.replace('/menu/', '/popup/')];
  fresh.letProbe(page);
  await page.evaluate((addresses) => Promise.all(addresses.map((src) => new Promise((loaded) => {
    const frame = document.createElement('iframe');
    frame.src = src;
    frame.addEventListener('load', loaded);
    document.body.append(frame);
  }))).then(() => undefined), sources);
  const menus = page.frames().filter((frame) => frame.url().startsWith(`chrome-extension://${driven.id}/`));
  for (const menu of menus) await menu.evaluate(() => { addEventListener('message', ({ data }) => { if (data === 'last') document.documentElement.dataset['heard'] = 'all'; }); });
  await page.evaluate(() => {
    const around = [...document.querySelectorAll('iframe')];
    for (let times = 0; times < 10_000; times++) {
      const message = [{ nonce: 'x' }, { to: 'menu-router', name: 'takeMenu', ask: { nonce: times } }, { menu: 'close' }, null, times, 'fill'][times % 6];
      around[times % around.length]?.contentWindow?.postMessage(message, '*');
    }
    for (const { contentWindow } of around) contentWindow?.postMessage('last', '*');
  });
  for (const menu of menus) await menu.locator('html[data-heard]').waitFor({ state: 'attached' });
  expect(menus.map((frame) => new URL(frame.url()).pathname)).toEqual(menus.map(() => '/src/ui/menu/index.html'));
  expect(menus.length).toBe(8);
  for (const frame of menus) expect(await frame.locator('body').innerText(), frame.url()).toBe('');
  expect((await app.must('getState', {})).lock.state).toBe('unlocked');
});

/** All that a page can easily look at to tell whether somebody is there. */
function probes(page: Page, id: string, files: readonly string[]): Promise<unknown> {
  return page.evaluate(async ([extension, paths]) => {
    const readable: string[] = [];
    for (const path of paths) await fetch(`chrome-extension://${extension}/${path}`).then(() => readable.push(path), () => undefined);
    return {
      readable,
      document: document.documentElement.outerHTML,
      names: Object.getOwnPropertyNames(window).sort(),
      natives: ['Element.prototype.attachShadow', 'HTMLElement.prototype.focus', 'EventTarget.prototype.addEventListener', 'History.prototype.pushState', 'fetch'].map((name) => String(name.split('.').reduce<unknown>((at, key) => Reflect.get(at as object, key) as unknown, window))),
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      frames: frames.length,
      resources: performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith('https:')),
      stack: new Error('probe').stack?.includes('chrome-extension') ?? false,
    };
  }, [id, files] as const);
}

test('a page cannot tell that we are there: no file, no mark, no name, before a person acts', async ({ cloud, driven, app, fresh, visit }) => {
  await openStandardVault(cloud, app);
  const files = readdirSync(built, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(built.length + 1));
  const paths = ['login', 'no-fields', 'search-only', 'sign-up', 'otp', 'shadow'];
  const probed = async (path: string): Promise<unknown> => {
    const page = await visit(`https://mail.example/${path}`);
    fresh.letProbe(page);
    const told = await probes(page, driven.id, files);
    await page.close();
    return told;
  };
  const before: unknown[] = [];
  for (const path of paths) before.push(await probed(path));
  await wantMenu(app, driven);
  for (const [at, path] of paths.entries()) expect(await probed(path), path).toEqual(before[at]);
  expect(before[0]).toMatchObject({ readable: [] });
});

test('mark and frame are the same with logins and without', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const looks: unknown[] = [];
  for (const host of ['mail.example', 'shop.example', 'nobody.example']) {
    const page = await visit(`https://${host}/login-redirect`);
    await page.getByLabel('User name').click();
    const mark = await markOf(page);
    const picture = (await page.screenshot({ clip: { x: mark.left, y: mark.top, width: mark.width, height: mark.height }, animations: 'disabled' })).toString('base64');
    await clickMark(page);
    await menuIn(page);
    looks.push({ ...(await marksIn(page)), picture, seen: await page.evaluate(() => document.documentElement.innerText) });
  }
  expect(looks[1]).toEqual(looks[0]);
  expect(looks[2]).toEqual(looks[0]);
});
