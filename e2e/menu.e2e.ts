/**
 * The mark in login fields and the menu under it: there when a person goes into such a field, never before, and never in the
 * way; the login goes into the document that it was opened in.
 * @see guides: features F15, F32, F35; experience U-23 … U-26
 */
import type { Frame } from 'playwright/test';
import { expectNoBarriers } from './barriers.ts';
import { clickMark, markOf, marksIn, menuIn, menuReady, type Rectangle } from '../tools/driver/menu.ts';
import { allHeard, listenIn, markDecided, ourWorldIn, scriptsIn } from '../tools/driver/our-world.ts';
import { clickMenu } from '../tools/driver/triggers.ts';
import { words } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { valuesOf } from './filling.ts';
import { logins, openStandardVault } from './standard-vault.ts';
import { openMenu, pressAway, scriptsInPages, wantMenu } from './wanted-menu.ts';

const row = (menu: Frame, label: string) => menu.getByRole('menuitem').filter({ hasText: label });

test('a click in a login field shows the mark, the mark opens the menu, and a row fills', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const page = await visit('https://mail.example/login');
  const menu = await openMenu(page, 'User name');
  await expect(menu.getByRole('menuitem')).toContainText([logins.mail.label, logins.mailAtWork.label, '']);
  await row(menu, logins.mailAtWork.label).click();
  await expect.poll(() => valuesOf(page)).toEqual({ username: logins.mailAtWork.username, password: logins.mailAtWork.password });
  await expect.poll(async () => (await marksIn(page)).menu).toBeNull();
  expect((await markOf(page)).width).toBe(24);
  await test.step('the fill is taken back from the menu', async () => {
    await page.getByRole('heading').click();
    const again = await openMenu(page, 'User name');
    await again.getByRole('menuitem', { name: words('menuUndo') }).filter({ hasText: logins.mailAtWork.label }).click();
    await expect.poll(() => valuesOf(page)).toEqual({ username: '', password: '' });
    await expect.poll(async () => (await marksIn(page)).menu).toBeNull();
  });
  await test.step('a name that is typed puts its login first', async () => {
    await page.getByLabel('User name').fill(logins.mail.username.slice(0, -2).toUpperCase());
    const narrowed = await openMenu(page, 'User name');
    await expect(row(narrowed, 'Mail').first()).toContainText(logins.mail.label);
    await expect(narrowed.getByRole('menuitem', { name: words('menuUndo') })).toHaveCount(0);
    pressAway(page, 'Escape');
    await expect.poll(async () => (await marksIn(page)).menu).toBeNull();
  });
  await test.step('"never" in the menu takes the mark away, here and in the next page of the site, until it is taken back', async () => {
    await page.getByRole('heading').click();
    const again = await openMenu(page, 'User name');
    await again.getByRole('menuitem', { name: words('menuNever') }).click();
    await expect.poll(() => marksIn(page)).toEqual({ mark: null, menu: null });
    expect((await app.must('getSiteRules', {})).sites).toEqual([{ site: 'mail.example', never: true, fields: [], frames: [] }]);
    await expect.poll(() => driven.hasPopup()).toBe(true);
    const heard = await listenIn(driven);
    const next = await visit('https://mail.example/login');
    await next.getByLabel('User name').click();
    await allHeard(await ourWorldIn(driven, next));
    expect(await heard()).toContain('fieldFocused');
    expect((await marksIn(next)).mark).toBeNull();
    await app.must('setNeverFill', { site: 'mail.example', never: false });
    const wanted = await visit('https://mail.example/login');
    await wanted.getByLabel('User name').click();
    await markOf(wanted);
  });
});

test('no mark before a person acts, none in other fields, and none once it is switched off', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const heard = await listenIn(driven);
  await test.step('nothing in the page is changed by the page\'s own doing', async () => {
    const page = await visit('https://mail.example/login');
    const before = await page.locator('html').evaluate((html) => html.outerHTML);
    await page.evaluate(() => { document.querySelector('input')?.focus(); });
    await page.evaluate(() => { document.querySelector('input')?.click(); });
    await allHeard(await ourWorldIn(driven, page));
    expect(await heard()).not.toContain('fieldFocused');
    expect(await page.locator('html').evaluate((html) => html.outerHTML)).toBe(before);
    // Nothing is filled because a page has loaded, either.
    expect(await valuesOf(page)).toEqual({ username: '', password: '' });
    // The same field, once a person goes into it.
    await page.getByLabel('User name').click();
    await markOf(page);
    expect(await heard()).toContain('fieldFocused');
  });
  for (const path of ['search-only', 'newsletter']) {
    const page = await visit(`https://mail.example/${path}`);
    await page.locator('input').first().click();
    await markDecided(await ourWorldIn(driven, page));
    expect((await marksIn(page)).mark, path).toBeNull();
  }
  await test.step('nor in any field of a page on which one talks, buys and looks things up', async () => {
    const page = await visit('https://mail.example/no-login');
    const world = await (async () => {
      // A likely one first, so that our script is there.
      await page.getByLabel('E-mail for the receipt').click();
      return ourWorldIn(driven, page);
    })();
    for (const field of await page.locator('input, textarea').all()) {
      await field.click();
      await markDecided(world);
      expect.soft((await marksIn(page)).mark, await field.getAttribute('name') ?? '').toBeNull();
    }
  });
  await test.step('gone when the focus leaves, and with the setting', async () => {
    const page = await visit('https://mail.example/login');
    await page.getByLabel('User name').click();
    await markOf(page);
    await page.getByRole('heading').click();
    await expect.poll(async () => (await marksIn(page)).mark).toBeNull();
    const { settings } = await app.must('getState', {});
    await app.must('saveSettings', { settings: { ...settings, menuInPages: false } });
    await expect.poll(() => scriptsInPages(driven)).not.toContain('scout');
    const other = await visit('https://mail.example/login');
    await other.getByLabel('User name').click();
    expect(await scriptsIn(driven, other)).not.toContainEqual(expect.stringMatching(/Scout|Mark/));
    expect((await marksIn(other)).mark).toBeNull();
  });
});

test('by keys alone: down opens it, arrows choose, Enter fills, Escape goes back to the field', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const page = await visit('https://mail.example/login');
  await page.keyboard.press('Tab');
  await markOf(page);
  await page.keyboard.press('ArrowDown');
  const menu = await menuIn(page);
  await expect(row(menu, logins.mail.label)).toBeFocused();
  await expectNoBarriers(menu, 'menu in a page');
  pressAway(page, 'Escape');
  await expect.poll(async () => (await marksIn(page)).menu).toBeNull();
  await expect(page.getByLabel('User name')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const again = await menuIn(page);
  await page.keyboard.press('ArrowDown');
  await expect(row(again, logins.mailAtWork.label)).toBeFocused();
  await menuReady(again);
  pressAway(page, 'Enter');
  await expect.poll(() => valuesOf(page)).toEqual({ username: logins.mailAtWork.username, password: logins.mailAtWork.password });
  await expect(page.getByLabel('User name')).toBeFocused();
});

test('locked, it says so and opens the popup; there is no field for a password in it', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  await app.must('lock', {});
  const page = await visit('https://mail.example/login');
  const menu = await openMenu(page, 'User name');
  await expect(menu.getByRole('status')).toContainText(words('locked'));
  await expect(menu.locator('input')).toHaveCount(0);
  await menu.getByRole('menuitem', { name: words('menuOpenPopup') }).click();
  await expect.poll(() => driven.hasPopup()).toBe(true);
  await expect.poll(async () => (await marksIn(page)).menu).toBeNull();
});

test('a field for a new password offers one, keeps it as a draft and fills it in both fields', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const page = await visit('https://new.example/sign-up');
  const menu = await openMenu(page, 'Choose a password');
  await menu.getByRole('menuitem', { name: words('menuGenerate') }).click();
  await expect(menu.getByRole('status')).toContainText(words('menuKept', { label: 'new.example' }));
  const { drafts } = await app.must('getDrafts', {});
  expect(drafts).toHaveLength(1);
  const { password = '', 'password-again': again } = await valuesOf(page);
  expect(password).toMatch(/^.{12,}$/);
  expect(again).toBe(password);
  await expect.poll(async () => (await marksIn(page)).menu, { timeout: 10_000 }).toBeNull();
});

test('the menu leaves its field and the next one free, up or down, zoomed, and where the page is scrolled', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const page = await visit('https://mail.example/login');
  const height = await page.evaluate(() => innerHeight);
  // A page that is loaded again is put where its form was before, also once the form is elsewhere.
  await page.evaluate(() => { history.scrollRestoration = 'manual'; });
  /** The page anew, its form so far down, and the menu at its first field. A window that still has its size of before would be scrolled to the field. */
  const opened = async (down: number, factor: number): Promise<void> => {
    await page.reload();
    await expect.poll(() => page.evaluate((times) => Math.round(innerHeight * times), factor), 'the window is as high as its zoom says').toBeGreaterThan(height - 4);
    await page.evaluate(() => { scrollTo(0, 0); });
    await page.evaluate((space) => {
      document.body.style.marginTop = `${space}px`;
      document.body.style.paddingBottom = '2000px';
    }, down);
    await page.keyboard.press('Tab');
    await markOf(page);
    expect(await page.evaluate(() => scrollY), 'the field is in sight as it is').toBe(0);
    await page.keyboard.press('ArrowDown');
    await menuIn(page);
  };
  const boxes = async () => {
    const { menu } = await marksIn(page);
    const [field, next] = await Promise.all(['User name', 'Password'].map((label) => page.getByLabel(label).evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { left, top, width, height };
    })));
    if (menu === null || field === undefined || next === undefined) throw new Error('no menu');
    return { menu, field, next };
  };
  const apart = (one: Rectangle, other: Rectangle) => one.left >= other.left + other.width || other.left >= one.left + one.width || one.top >= other.top + other.height || other.top >= one.top + one.height;
  const zoom = (factor: number) => app.screen.evaluate(async ([url, wanted]) => {
    const [tab] = await chrome.tabs.query({ url });
    if (tab?.id !== undefined) await chrome.tabs.setZoom(tab.id, wanted);
  }, [page.url(), factor] as const);

  for (const factor of [0.5, 0.8, 1, 1.25]) {
    await zoom(factor);
    await expect.poll(() => page.evaluate(() => devicePixelRatio), 'the browser zooms').toBeCloseTo(factor);
    for (const [where, down] of [['at the top', 0], ['at the bottom', 560 / factor]] as const) {
      await opened(down, factor);
      const { menu, field, next } = await boxes();
      expect([apart(menu, field), apart(menu, next)], `${where}, zoomed to ${factor}`).toEqual([true, true]);
      if (down > 0) expect(menu.top + menu.height, `${where}, zoomed to ${factor}`).toBeLessThanOrEqual(field.top);
    }
  }
  await zoom(1);
  await opened(400, 1);
  const before = await boxes();
  await page.evaluate(() => { scrollBy(0, 60); });
  await expect.poll(async () => Math.round((await boxes()).menu.top)).toBe(Math.round(before.menu.top) - 60);
  await page.evaluate(() => { scrollTo(0, 1500); });
  await expect.poll(() => marksIn(page)).toEqual({ mark: null, menu: null });
});

test('keys that an input method takes are left to it, and what it writes stands in the field', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const page = await visit('https://mail.example/login');
  await page.getByLabel('User name').click();
  await markOf(page);
  const heard = await listenIn(driven);
  const cdp = await driven.context.newCDPSession(page);
  await cdp.send('Input.imeSetComposition', { text: 'かん', selectionStart: 2, selectionEnd: 2 });
  await page.keyboard.press('ArrowDown');
  await allHeard(await ourWorldIn(driven, page));
  expect(await heard()).not.toContain('openMenu');
  await cdp.send('Input.insertText', { text: '漢' });
  await expect(page.getByLabel('User name')).toHaveValue('漢');
  await page.keyboard.press('ArrowDown');
  await menuIn(page);
  pressAway(page, 'Escape');
  await expect.poll(async () => (await marksIn(page)).menu).toBeNull();
  // A person who goes on typing has no use for the menu.
  await clickMark(page);
  await menuIn(page);
  await page.getByLabel('User name').focus();
  await page.keyboard.type('é@ł');
  await expect(page.getByLabel('User name')).toHaveValue('漢é@ł');
  await expect.poll(async () => (await marksIn(page)).menu).toBeNull();
});

test('a field that the person calls none loses its mark at once and for good, until that is taken back', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const page = await visit('https://mail.example/login');
  await page.getByLabel('User name').click();
  await markOf(page);
  await clickMenu(driven, page, { menuItemId: 'use none' });
  await expect.poll(async () => (await marksIn(page)).mark).toBeNull();
  await (await driven.openedPopup()).close();
  await driven.closePopups();
  const decided = async (label: string): Promise<boolean> => {
    await page.getByLabel(label).click();
    await markDecided(await ourWorldIn(driven, page));
    return (await marksIn(page)).mark !== null;
  };
  await page.reload();
  expect([await decided('User name'), await decided('Password')]).toEqual([false, true]);
  const [rule] = (await app.must('getSiteRules', {})).sites;
  await app.must('removeFieldRule', { site: 'mail.example', mark: rule?.fields[0]?.mark ?? '' });
  await page.reload();
  expect(await decided('User name')).toBe(true);
});

test('the code\'s field offers the login that has one', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const page = await visit('https://www.bank.example/otp');
  await page.locator('input').first().click();
  await clickMark(page);
  const menu = await menuIn(page);
  await menuReady(menu);
  await row(menu, logins.bank.label).click();
  await expect.poll(async () => Object.values(await valuesOf(page))[0]).toMatch(/^\d{6}$/);
});
