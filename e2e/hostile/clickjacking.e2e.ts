/**
 * The generated pages against the built extension: a person who is led to press where our menu is gives nothing away unless
 * they could see it, and honest pages that look alike still fill. `npm test` tries some of the hostile pages, `npm run soak`
 * (or LATCHKEY_ALL_PAGES=1) all of them.
 * @see guides: threats S-01, oracle O1
 */
import type { BrowserContext, Frame, Page } from 'playwright/test';
import type { Driven } from '../../tools/driver/browser.ts';
import { markOf, marksIn, menuFrame, menuIn, menuReady, type Rectangle } from '../../tools/driver/menu.ts';
import { allHeard, listenIn, markThere, ourWorldIn } from '../../tools/driver/our-world.ts';
import { expect, test } from '../fixtures.ts';
import { canariesIn, logins, openStandardVault } from '../standard-vault.ts';
import { wantMenu } from '../wanted-menu.ts';
import { benignPages, someBenignPages } from './benign.ts';
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

/** Looks at a menu before it is said to be in sight: one that moves or flickers is not the same in each. */
const looks = 5;

/** The menu's first row, as it is seen each time that one looks. Empty: not as a whole in the window, or not the same. */
async function steadyPicture(page: Page): Promise<string> {
  const first = await picture(page);
  for (let look = 1; look < looks && first !== ''; look++) {
    if (await picture(page) !== first) return '';
  }
  return first;
}

async function picture(page: Page): Promise<string> {
  const { menu } = await marksIn(page);
  const window = page.viewportSize();
  if (menu === null || window === null) return '';
  const row = { x: menu.left + 12, y: menu.top + 12, width: 280, height: 40 };
  const inside = menu.width >= 300 && row.x >= 0 && row.y >= 0 && row.x + row.width <= window.width && row.y + row.height <= window.height;
  return inside ? (await page.screenshot({ clip: row })).toString('base64') : '';
}

const middleOf = ({ left, top, width, height }: Rectangle): [number, number] => [left + width / 2, top + height / 2];

/** A person at a page, and what the background hears of it. */
interface Attempt { driven: Driven; page: Page; heard: () => Promise<readonly string[]> }

/** Goes into the field, presses the mark and, where that cannot be hit, the key for it. @returns the menu's frame; null: none opens */
async function openSomehow({ driven, page, heard }: Attempt): Promise<Frame | null> {
  // By its place: a page that hides itself cannot be seen by the driver either.
  const field = await page.evaluate(() => {
    const box = document.querySelector('input')?.getBoundingClientRect();
    return { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 10 };
  });
  await page.mouse.click(field.x, field.y);
  const world = await ourWorldIn(driven, page);
  await markThere(world);
  const before = (await heard()).length;
  const asked = async (): Promise<boolean> => {
    await allHeard(world);
    return (await heard()).slice(before).includes('openMenu');
  };
  const { mark } = await marksIn(page);
  if (mark !== null) await page.mouse.click(...middleOf(mark));
  if (!(await asked())) await page.keyboard.press('ArrowDown');
  if (!(await asked())) return null;
  // One that is asked for later is answered later: by then our script has put the frame into the page, or has not.
  await world.evaluate("chrome.runtime.sendMessage({ to: 'page-router', name: 'openMenu', ask: { purpose: 'login', room: true }, version: chrome.runtime.getManifest().version })");
  await expect.poll(async () => menuFrame(page) !== undefined || (await marksIn(page)).menu === null).toBe(true);
  return menuFrame(page) ?? null;
}

/** Gives the menu more time than it needs to believe that it is seen, by the clock of its own frame; less where it believes it. */
async function letBeSeen(menu: Frame): Promise<void> {
  await menu.evaluate(() => new Promise<void>((resolve) => {
    const end = performance.now() + 700;
    const look = setInterval(() => {
      if (performance.now() < end && document.querySelector('main')?.dataset['sight'] !== 'yes') return;
      clearInterval(look);
      resolve();
    }, 20);
  })).catch(gone);
}

/** Waits until a press is judged, which takes the browser a look at the menu: ours is asked for later, and answered later; in a frame that it never draws there is none. */
async function letBeJudged(menu: Frame): Promise<void> {
  await menu.evaluate(async () => {
    const options: IntersectionObserverInit & { trackVisibility: boolean; delay: number } = { trackVisibility: true, delay: 100 };
    await new Promise<void>((resolve) => {
      new IntersectionObserver((_, looks) => {
        looks.disconnect();
        resolve();
      }, options).observe(document.body);
      setTimeout(resolve, 500);
    });
    await chrome.runtime.sendMessage({ to: 'menu-router', name: 'nothing', ask: {}, version: '' });
  }).catch(gone);
}

/** The menu has closed, and its frame with it. */
const gone = (): void => undefined;

/** @returns what is seen of the menu before it is pressed, wherever it is by then; null: there was none */
async function pressWhereMenuIs(attempt: Attempt): Promise<string | null> {
  const { page, heard } = attempt;
  const before = (await heard()).length;
  const frame = await openSomehow(attempt);
  if (frame === null) return null;
  await page.mouse.move(5, 5);
  await letBeSeen(frame);
  const seen = await steadyPicture(page);
  const answered = async () => (await heard()).slice(before).some((name) => name === 'fillFromMenu' || name === 'leaveMenu');
  // A person who means it presses again, where the first press came too early.
  for (let presses = 0; presses < 2 && !(await answered()); presses++) {
    const { menu } = await marksIn(page);
    if (menu === null) break;
    await page.mouse.click(menu.left + menu.width * 0.4, menu.top + menu.height * 0.1);
    await letBeJudged(frame);
  }
  // What was begun comes to an end: the menu closes then, or says what went wrong.
  if (await answered()) await expect.poll(async () => menuFrame(page) === undefined || await frame.getByRole('status').isVisible().catch(gone)).not.toBe(false);
  return seen;
}

test('a menu that nobody can see gives nothing away', async ({ cloud, driven, app }) => {
  const pages = all ? hostilePages : someHostilePages;
  test.setTimeout(60_000 + pages.length * 15_000);
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const heard = await listenIn(driven);
  const { stolen, stop } = await serve(driven.context, [...pages, ...benignPages.slice(0, 1)]);
  const plain = await visitTrick(driven, 'plain');
  const inPlainSight = await pressWhereMenuIs({ driven, page: plain, heard });
  // What is pressed in plain sight fills, or all the rest would prove nothing.
  await expect.poll(() => seenBy(plain)).toContain(logins.shop.password);
  await plain.close();
  const fills = async () => (await heard()).filter((name) => name === 'fillFromMenu').length;
  const counts = { hidden: [] as string[], inSight: [] as string[], without: [] as string[] };
  for (const { name } of pages) {
    await test.step(name, async () => {
      stolen.length = 0;
      const before = await fills();
      const page = await visitTrick(driven, name);
      const seen = await pressWhereMenuIs({ driven, page, heard });
      // A page that has failed to hide it is none: who presses then means it.
      const how = seen === null ? 'without' : seen === inPlainSight ? 'inSight' : 'hidden';
      counts[how].push(name);
      if (how !== 'inSight') {
        expect.soft(await fills() - before, `${name}: asked to fill`).toBe(0);
        expect.soft(canariesIn(`${stolen.join(' ')} ${await seenBy(page)}`), name).toEqual([]);
      }
      await page.close();
      await driven.closePopups();
    });
  }
  await stop();
  console.log(`hostile pages: ${counts.hidden.length} hid the menu, ${counts.without.length} kept it from opening, ${counts.inSight.length} left it in plain sight (${counts.inSight.join(', ')})`);
  expect(counts.hidden.length + counts.without.length).toBeGreaterThan(pages.length / 2);
});

test('honest pages that look alike still fill', async ({ cloud, driven, app }) => {
  const pages = all ? benignPages : someBenignPages;
  test.setTimeout(60_000 + pages.length * 15_000);
  await openStandardVault(cloud, app);
  await wantMenu(app, driven);
  const { stop } = await serve(driven.context, pages);
  for (const { name } of pages) {
    await test.step(name, async () => {
      const page = await visitTrick(driven, name);
      await page.getByLabel('User name').click();
      await markOf(page);
      await page.keyboard.press('ArrowDown');
      const menu = await menuIn(page);
      // In the top layer nothing around it changes how the menu looks: none of them needs the popup.
      await menuReady(menu);
      await menu.getByRole('menuitem').first().click({ force: true });
      await expect(page.getByLabel('Password')).toHaveValue(logins.shop.password);
      await page.close();
    });
  }
  await stop();
  console.log(`honest pages that were filled: ${pages.length}`);
});
