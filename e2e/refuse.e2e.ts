/**
 * Where nothing may be filled: other origins, plain http, frames of strangers, pages that changed in the meantime.
 * Everything here is tried by a person who means well on a page that does not.
 * @see guides: threats S-02, S-03, S-05, S-17
 */
import type { Frame, Page } from 'playwright/test';
import { idOf, permit } from '../tools/driver/app.ts';
import { fillFast, placeOf } from '../tools/driver/fill.ts';
import { pressEnter } from '../tools/driver/popup.ts';
import { clickMenu, pressCommand } from '../tools/driver/triggers.ts';
import { words } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { fillFromPopup } from './filling.ts';
import { canariesIn, openStandardVault } from './standard-vault.ts';

const site = 'https://www.bank.example';
const loginOf = (base: string) => encodeURIComponent(`${base}/login`);

/** All that the fields of a page and its frames hold. */
async function typedInto(page: Page): Promise<string> {
  const inFrame = (frame: Frame) => frame.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value).join(' ')).catch(() => '');
  return (await Promise.all(page.frames().map(inFrame))).join(' ');
}

/** Milliseconds that the longest of three takes. */
async function usualTime(act: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const began = performance.now();
    await act();
    times.push(performance.now() - began);
  }
  return Math.max(...times);
}

test.describe('nothing is filled', () => {
  test('into a page of another site', async ({ cloud, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    for (const stranger of ['https://evil.example', 'https://www.bank.example.evil.example', 'https://wwwbank.example', 'https://bank.example.com']) {
      const page = await visit(`${stranger}/login`);
      expect(await fillFromPopup(page, popupOver, 'Bank'), stranger).toBe('wrong-site');
      expect(canariesIn(await typedInto(page)), stranger).toEqual([]);
    }
  });

  test('over http with a login that was saved for https', async ({ cloud, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const page = await visit('http://www.bank.example/login');
    const popup = await popupOver(page);
    await expect(popup.locator('[data-problem=insecure-page]')).toBeVisible();
    await popup.getByRole('combobox', { name: words('searchVault') }).fill('Bank');
    await expect(popup.getByRole('option', { selected: true })).toContainText('Bank');
    expect(await pressEnter(popup)).toBe('insecure-page');
    expect(canariesIn(await typedInto(page))).toEqual([]);
  });

  test('into a stranger\'s frame on the right page, nor into the right frame on a stranger\'s page, from the popup', async ({ cloud, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const right = await visit(`${site}/iframe?src=${loginOf('https://evil.example')}`);
    await right.frameLocator('#frame').getByLabel('Password').waitFor();
    expect(await fillFromPopup(right, popupOver)).toBe('closed-frame');
    expect(canariesIn(await typedInto(right))).toEqual([]);

    const stranger = await visit(`https://evil.example/iframe?src=${loginOf(site)}`);
    await stranger.frameLocator('#frame').getByLabel('Password').waitFor();
    expect(await fillFromPopup(stranger, popupOver, 'Bank')).toBe('wrong-site');
    expect(canariesIn(await typedInto(stranger))).toEqual([]);
  });

  test('into a stranger\'s frame by the context menu, whatever page it is on', async ({ cloud, driven, app, visit }) => {
    await openStandardVault(cloud, app);
    await permit(app, site);
    await permit(app, 'https://evil.example');
    const page = await visit(`${site}/iframe?with=form&src=${loginOf('https://evil.example')}`);
    await page.frameLocator('#frame').getByLabel('Password').waitFor();
    await clickMenu(driven, page, { menuItemId: 'fill', frameUrl: 'https://evil.example/login' });
    // It says why in the popup, once it has decided not to fill.
    await expect.poll(() => driven.hasPopup()).toBe(true);
    expect(canariesIn(await typedInto(page))).toEqual([]);
  });

  for (const sandbox of ['allow-scripts allow-forms', '']) {
    test(`into a frame without an origin of its own (sandbox="${sandbox}")`, async ({ cloud, driven, app, visit, popupOver }) => {
      await openStandardVault(cloud, app);
      await permit(app, site);
      const page = await visit(`${site}/iframe?sandbox=${encodeURIComponent(sandbox)}&src=${loginOf(site)}`);
      await page.frameLocator('#frame').getByLabel('Password').waitFor();
      await clickMenu(driven, page, { menuItemId: 'fill', frameUrl: `${site}/login` });
      await expect.poll(() => driven.hasPopup()).toBe(true);
      expect(await fillFromPopup(page, popupOver)).toBe('no-fields');
      expect(canariesIn(await typedInto(page))).toEqual([]);
    });
  }
});

test.describe('a tab that moves on between choice and fill', () => {
  for (const [what, to] of [['a stranger', 'https://evil.example/login'], ['another page of the same site', `${site}/password-only`]] as const) {
    test(`to ${what} gets nothing`, async ({ cloud, app, visit, popupOver }) => {
      await openStandardVault(cloud, app);
      const page = await visit(`${site}/slow-navigate`);
      const popup = await popupOver(page);
      await popup.getByRole('option', { selected: true }).waitFor();
      await page.evaluate((address) => { (window as unknown as { goAway: (to: string) => void }).goAway(address); }, to);
      await page.waitForURL(to);
      expect(await pressEnter(popup)).toBe('page-changed');
      expect(canariesIn(await typedInto(page))).toEqual([]);
    });
  }

  test('while the fill is under way gets nothing on the other side, at 200 moments of it', async ({ cloud, app, visit }) => {
    test.setTimeout(400_000);
    await openStandardVault(cloud, app);
    for (const host of [site, 'https://evil.example']) await permit(app, host);
    const bank = await idOf(app, 'Bank');
    const page = await visit(site);
    const outcomes = new Set<string>();
    await page.goto(`${site}/slow-navigate`);
    const still = await placeOf(app, page);
    const usual = await usualTime(() => fillFast(app, bank, still));
    for (let moment = 0; moment < 200; moment += 1) {
      await page.goto(`${site}/slow-navigate`);
      const place = await placeOf(app, page);
      // Densest at first, where most happens; the last come when it is over, however busy this machine is.
      const later = (moment / 199) ** 2 * usual * 3;
      const moved = page.evaluate(([address, wait]) => {
        const until = performance.now() + wait;
        setTimeout(() => {
          while (performance.now() < until) { /* timers are too coarse */ }
          (window as unknown as { goAway: (to: string) => void }).goAway(address);
        }, Math.max(0, wait - 4));
      }, ['https://evil.example/login', later] as const);
      const [answer] = await Promise.all([fillFast(app, bank, place), moved]);
      outcomes.add(answer.ok ? 'filled' : answer.problem.kind);
      await page.waitForURL('https://evil.example/login');
      expect(canariesIn(await typedInto(page)), `moved on after ${later} ms: ${answer.ok ? 'filled' : answer.problem.kind}`).toEqual([]);
    }
    // Otherwise the moments missed what they were chosen for.
    expect([...outcomes].sort()).toEqual(expect.arrayContaining(['filled', 'page-changed']));
  });

  test('and comes back out of the browser\'s memory is the document that was chosen, or none', async ({ cloud, app, visit }) => {
    await openStandardVault(cloud, app);
    for (const host of [site, 'https://evil.example']) await permit(app, host);
    const bank = await idOf(app, 'Bank');
    const page = await visit(`${site}/login`);
    const place = await placeOf(app, page);
    await page.goto('https://evil.example/login');
    expect(await fillFast(app, bank, place)).toMatchObject({ ok: false, problem: { kind: 'page-changed' } });
    expect(canariesIn(await typedInto(page))).toEqual([]);
    await page.goBack();
    await page.waitForURL(`${site}/login`);
    const answer = await fillFast(app, bank, place);
    expect(answer.ok ? 'filled' : answer.problem.kind).toMatch(/^(?:filled|page-changed)$/);
    expect(canariesIn(await typedInto(page)).length > 0).toBe(answer.ok);
    await page.goForward();
    await page.waitForURL('https://evil.example/login');
    expect(canariesIn(await typedInto(page))).toEqual([]);
  });

  test('after a page that was drawn ahead was shown, only the shown one is filled', async ({ cloud, app, visit }) => {
    await openStandardVault(cloud, app);
    await permit(app, site);
    const bank = await idOf(app, 'Bank');
    const page = await visit(`${site}/no-fields`);
    await page.evaluate((to) => {
      const rules = document.createElement('script');
      rules.type = 'speculationrules';
      rules.textContent = JSON.stringify({ prerender: [{ source: 'list', urls: [to], eagerness: 'immediate' }] });
      document.head.append(rules);
    }, `${site}/login`);
    const before = await placeOf(app, page);
    expect(await fillFast(app, bank, before)).toMatchObject({ ok: false, problem: { kind: 'no-fields' } });
    await page.evaluate((to) => { location.href = to; }, `${site}/login`);
    await page.waitForURL(`${site}/login`);
    expect(await fillFast(app, bank, before)).toMatchObject({ ok: false, problem: { kind: 'page-changed' } });
    expect(canariesIn(await typedInto(page))).toEqual([]);
  });
});

test('the command fills nothing on a stranger\'s page, and opens the popup instead', async ({ cloud, driven, app, visit }) => {
  await openStandardVault(cloud, app);
  await permit(app, 'https://evil.example');
  const page = await visit('https://evil.example/login');
  await page.bringToFront();
  await pressCommand(driven, 'fill');
  await expect.poll(() => driven.hasPopup()).toBe(true);
  expect(canariesIn(await typedInto(page))).toEqual([]);
});
