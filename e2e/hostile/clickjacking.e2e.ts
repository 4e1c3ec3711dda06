/**
 * The generated pages against the built extension: a person who is led to press where our menu is gives nothing away unless
 * they could see it, and honest pages that look alike still fill. `npm test` tries some of the hostile pages, `npm run soak`
 * (or LATCHKEY_ALL_PAGES=1) all of them.
 * @see guides: threats S-01, oracle O1
 */
import type { BrowserContext, Page } from 'playwright/test';
import type { Driven } from '../../tools/driver/browser.ts';
import { marksIn, menuIn, seenFor } from '../../tools/driver/menu.ts';
import { pressEnter } from '../../tools/driver/popup.ts';
import { expect, test } from '../fixtures.ts';
import { canariesIn, logins, openStandardVault } from '../standard-vault.ts';
import { wantMenu } from '../wanted-menu.ts';
import { benignPages } from './benign.ts';
import { stolenPath } from './spy.ts';
import { hostilePages, someHostilePages, type TrickPage } from './tricks.ts';

const all = process.env['LATCHKEY_ALL_PAGES'] !== undefined;
const site = 'https://shop.example';

/** Serves the pages at the shop's own address, and keeps what they post. */
async function serve(context: BrowserContext, pages: readonly TrickPage[]): Promise<{ stolen: string[]; stop: () => Promise<void> }> {
  const stolen: string[] = [];
  const path = `${site}/tricks/**`;
  const post = `${site}${stolenPath}`;
  await context.route(path, (route) => {
    const found = pages.find(({ name }) => route.request().url().endsWith(`/${name}`));
    return route.fulfill({ status: found === undefined ? 404 : 200, contentType: 'text/html', body: found?.html ?? '' });
  });
  await context.route(post, (route) => {
    stolen.push(route.request().postData() ?? '');
    return route.fulfill({ status: 204 });
  });
  return { stolen, stop: async () => {
    await context.unroute(path);
    await context.unroute(post);
  } };
}

/** What the page has seen, whether it could post it or not. */
async function seenBy(page: Page): Promise<string> {
  const inPage = () => page.evaluate(() => `${(window as unknown as { stolen?: string[] }).stolen?.join(' ') ?? ''} ${[...document.querySelectorAll('input')].map(({ value }) => value).join(' ')}`);
  return inPage().catch(() => '');
}

async function visitTrick(driven: Driven, name: string): Promise<Page> {
  const page = await driven.context.newPage();
  await page.goto(`${site}/tricks/${name}`);
  return page;
}

/** Pages in which a still picture may show the menu, though nobody could read it. */
const unsteady = /^(?:moving|flicker)/;

/** The menu's first row, as it is seen. */
async function picture(page: Page): Promise<string> {
  const { menu } = await marksIn(page);
  if (menu === null || menu.left < 0 || menu.top < 0 || menu.width < 100) return '';
  return (await page.screenshot({ clip: { x: menu.left + 12, y: menu.top + 12, width: 280, height: 40 } })).toString('base64');
}

/** Goes into the field and presses the mark; then the middle of the first row, wherever it is by now. @returns what is seen of the menu before the press; null: there was none */
async function pressWhereMenuIs(page: Page): Promise<string | null> {
  // By its place: a page that hides itself cannot be seen by the driver either.
  const field = await page.evaluate(() => {
    const box = document.querySelector('input')?.getBoundingClientRect();
    return { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 10 };
  });
  await page.mouse.click(field.x, field.y);
  await page.waitForTimeout(400);
  const { mark } = await marksIn(page);
  if (mark === null) return null;
  await page.mouse.click(mark.left + mark.width / 2, mark.top + mark.height / 2);
  await page.waitForTimeout(300);
  const opened = (await marksIn(page)).menu !== null || await driveByKey(page);
  await page.mouse.move(5, 5);
  await page.waitForTimeout(seenFor);
  const seen = opened ? await picture(page) : null;
  for (let presses = 0; presses < 2; presses++) {
    const { menu } = await marksIn(page);
    if (menu === null) break;
    await page.mouse.click(menu.left + menu.width * 0.4, menu.top + menu.height * 0.1);
    await page.waitForTimeout(250);
  }
  return seen;
}

/** A mark that cannot be hit is no reason for the menu not to open. */
async function driveByKey(page: Page): Promise<boolean> {
  await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(300);
  return (await marksIn(page)).menu !== null;
}

test('a menu that nobody can see gives nothing away', async ({ cloud, driven, app }) => {
  const pages = all ? hostilePages : someHostilePages;
  test.setTimeout(60_000 + pages.length * 15_000);
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const { stolen, stop } = await serve(driven.context, [...pages, ...benignPages.slice(0, 1)]);
  const plain = await visitTrick(driven, 'plain');
  const inPlainSight = await pressWhereMenuIs(plain);
  // What is pressed in plain sight fills, or all the rest would prove nothing.
  await expect.poll(() => seenBy(plain)).toContain(logins.shop.password);
  await plain.close();
  const counts = { hidden: 0, inSight: 0, without: 0 };
  for (const { name } of pages) {
    stolen.length = 0;
    const page = await visitTrick(driven, name);
    const seen = await pressWhereMenuIs(page);
    // A page that has failed to hide it is none: who presses then means it.
    if (seen === inPlainSight && !unsteady.test(name)) counts.inSight += 1;
    else {
      counts[seen === null ? 'without' : 'hidden'] += 1;
      expect.soft(canariesIn(`${stolen.join(' ')} ${await seenBy(page)}`), name).toEqual([]);
    }
    await page.close();
    await driven.closePopups();
  }
  await stop();
  test.info().annotations.push({ type: 'pages', description: JSON.stringify(counts) });
  console.log(JSON.stringify(counts));
  expect(counts.hidden).toBeGreaterThan(pages.length / 2);
});

test('twenty honest pages that look alike still fill', async ({ cloud, driven, app }) => {
  test.setTimeout(240_000);
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const { stop } = await serve(driven.context, benignPages);
  const byPopup: string[] = [];
  for (const { name } of benignPages) {
    const page = await visitTrick(driven, name);
    await page.getByLabel('User name').click();
    await expect.poll(async () => (await marksIn(page)).mark, { message: name }).not.toBeNull();
    await page.keyboard.press('ArrowDown');
    const menu = await menuIn(page);
    await page.waitForTimeout(seenFor);
    await menu.getByRole('menuitem').first().click({ force: true });
    const password = page.getByLabel('Password');
    await expect.poll(async () => (await password.inputValue()) !== '' || await driven.hasPopup(), { message: name }).toBe(true);
    if (await password.inputValue() === '') {
      byPopup.push(name);
      const { popup, close } = await driven.openedPopup();
      await popup.getByRole('option', { selected: true }).waitFor();
      await pressEnter(popup);
      await close();
    }
    await expect.soft(password, name).toHaveValue(logins.shop.password);
    await page.close();
  }
  await stop();
  test.info().annotations.push({ type: 'by popup', description: byPopup.join(', ') });
  // In the top layer nothing around it changes how the menu looks: none of them needs the popup.
  expect(byPopup).toEqual([]);
});
