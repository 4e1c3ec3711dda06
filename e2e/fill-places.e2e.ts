/**
 * Filling where the form isn't plain to see: in frames, behind closed shadow roots, where it comes late. And in frames
 * of other sites: only where the login belongs to the frame, and the person has said so.
 * @see guides: features F24–F29; threats S-02, S-03
 */
import type { Frame, Page } from 'playwright/test';
import { permit } from '../tools/driver/app.ts';
import { problemOn } from '../tools/driver/set-up.ts';
import { pressEnter } from '../tools/driver/popup.ts';
import { ourWorldIn } from '../tools/driver/our-world.ts';
import { clickMenu } from '../tools/driver/triggers.ts';
import { words } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { fillFromPopup, valuesOf } from './filling.ts';
import { canariesIn, logins, openStandardVault } from './standard-vault.ts';

const site = 'https://www.bank.example';
const { username, password } = logins.bank;
const framed = (base: string, path: string, rest = '') => `${base}/iframe?src=${encodeURIComponent(path)}${rest}`;

/** All that the fields of each frame hold, by the frame's address. */
async function typedInto(page: Page): Promise<Record<string, string>> {
  const inFrame = (frame: Frame) => frame.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value).join(' ').trim()).catch(() => '');
  return Object.fromEntries(await Promise.all(page.frames().map(async (frame) => [frame.url(), await inFrame(frame)] as const)));
}

const ready = (page: Page) => page.frameLocator('#frame').getByLabel('Password').waitFor();

test('fills a form in a frame of the same site, from the popup', async ({ cloud, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await visit(framed(site, '/login'));
  await ready(page);
  expect(await fillFromPopup(page, popupOver)).toBe('filled');
  expect((await typedInto(page))[`${site}/login`]).toBe(`${username} ${password}`);

  await test.step('and at any depth', async () => {
    const deep = await visit(framed(site, framed('', '/login')));
    await deep.frameLocator('#frame').frameLocator('#frame').getByLabel('Password').waitFor();
    expect(await fillFromPopup(deep, popupOver)).toBe('filled');
    expect((await typedInto(deep))[`${site}/login`]).toBe(`${username} ${password}`);
  });
});

test('asks before it fills the right frame on a stranger’s page, and fills only that frame', async ({ cloud, driven, app, visit, popupOver }) => {
  test.slow();
  await openStandardVault(cloud, app);
  for (const host of [site, 'https://elsewhere.example']) await permit(app, host);
  const page = await visit(framed('https://elsewhere.example', `${site}/login`, '&with=form'));
  await ready(page);

  await test.step('from the popup', async () => {
    const popup = await popupOver(page);
    await popup.getByRole('combobox', { name: words('searchVault') }).fill('Bank');
    await popup.getByRole('option', { selected: true }).filter({ hasText: 'Bank' }).waitFor();
    expect(await pressEnter(popup)).toBe('foreign-frame');
    expect(canariesIn(JSON.stringify(await typedInto(page)))).toEqual([]);
    await popup.getByRole('button', { name: words('fillInto', { host: 'www.bank.example' }) }).click();
    await expect(page.frameLocator('#frame').getByLabel('Password')).toHaveValue(password);
    await expect(page.getByLabel('Password')).toHaveValue('');
  });

  await test.step('from the context menu', async () => {
    await page.reload();
    await ready(page);
    await clickMenu(driven, page, { menuItemId: 'fill', frameUrl: `${site}/login` });
    const { popup, close } = await driven.openedPopup();
    expect(await problemOn(popup).first().getAttribute('data-problem')).toBe('foreign-frame');
    expect(canariesIn(JSON.stringify(await typedInto(page)))).toEqual([]);
    await popup.getByRole('button', { name: words('fillInto', { host: 'www.bank.example' }) }).click();
    await expect(page.frameLocator('#frame').getByLabel('Password')).toHaveValue(password);
    await expect(page.getByLabel('Password')).toHaveValue('');
    await close();
  });

  await test.step('and no more once the person says so for the two, until that is forgotten', async () => {
    await page.reload();
    await ready(page);
    const popup = await popupOver(page);
    await popup.getByRole('combobox', { name: words('searchVault') }).fill('Bank');
    await popup.getByRole('option', { selected: true }).filter({ hasText: 'Bank' }).waitFor();
    expect(await pressEnter(popup)).toBe('foreign-frame');
    await popup.getByRole('button', { name: words('fillIntoAlways') }).click();
    await expect(page.frameLocator('#frame').getByLabel('Password')).toHaveValue(password);
    // It is kept once the frame has said that it was filled, which is after it is.
    await expect.poll(async () => (await app.must('getSiteRules', {})).sites.flatMap(({ frames }) => frames)).toEqual([site]);
    await page.reload();
    await ready(page);
    expect(await fillFromPopup(page, popupOver, 'Bank')).toBe('filled');
    await expect(page.frameLocator('#frame').getByLabel('Password')).toHaveValue(password);
    await expect(page.getByLabel('Password')).toHaveValue('');
    const options = await driven.page('src/ui/options/index.html');
    const rule = options.getByRole('listitem').filter({ hasText: words('ruleFrame', { host: 'www.bank.example' }) });
    await rule.getByRole('button', { name: words('forgetRule', { site: 'elsewhere.example' }) }).click();
    await expect(rule).toHaveCount(0);
    await page.reload();
    await ready(page);
    expect(await fillFromPopup(page, popupOver, 'Bank')).toBe('foreign-frame');
    expect(canariesIn(JSON.stringify(await typedInto(page)))).toEqual([]);
  });

  await test.step('also where a stranger’s frame lies between two of the right site', async () => {
    const between = await visit(framed(site, framed('https://elsewhere.example', `${site}/login`)));
    await between.frameLocator('#frame').frameLocator('#frame').getByLabel('Password').waitFor();
    expect(await fillFromPopup(between, popupOver)).toBe('foreign-frame');
    expect(canariesIn(JSON.stringify(await typedInto(between)))).toEqual([]);
  });
});

test('fills no document without an origin of its own', async ({ cloud, app, visit, popupOver }) => {
  test.slow();
  await openStandardVault(cloud, app);
  for (const host of [site, 'https://evil.example']) await permit(app, host);
  const form = '<form><label>User name <input name=u autocomplete=username></label><label>Password <input name=p type=password></label><button>Log in</button></form>';
  // What a page writes into a frame with `document.write` has the page's own address and origin by that: it is the page's.
  const kinds: Record<string, string> = {
    'srcdoc': `frame.srcdoc = ${JSON.stringify(form)}`,
    'sandboxed srcdoc': `frame.sandbox = 'allow-scripts'; frame.srcdoc = ${JSON.stringify(form)}`,
    'about:blank': `setTimeout(() => { frame.contentDocument.body.innerHTML = ${JSON.stringify(form)}; })`,
    'blob:': `frame.src = URL.createObjectURL(new Blob([${JSON.stringify(form)}], { type: 'text/html' }))`,
    'data:': `frame.src = ${JSON.stringify(`data:text/html,${encodeURIComponent(form)}`)}`,
    'sandboxed login': `frame.sandbox = 'allow-scripts allow-forms'; frame.src = '/login'`,
    'sandboxed login of a stranger': `frame.sandbox = 'allow-scripts'; frame.src = 'https://evil.example/login'`,
  };
  for (const [kind, script] of Object.entries(kinds)) {
    await test.step(kind, async () => {
      const page = await visit(`${site}/no-fields`);
      await page.evaluate((code) => {
        const frame = document.createElement('iframe');
        frame.width = '400';
        frame.height = '300';
        frame.id = 'odd';
        document.body.append(frame);
        const script = document.createElement('script');
        script.textContent = `{ const frame = document.querySelector('#odd'); ${code} }`;
        document.body.append(script);
      }, script);
      await expect.poll(() => page.frames().length).toBe(2);
      await page.frames()[1]?.locator('input[type=password]').waitFor();
      expect(await fillFromPopup(page, popupOver), kind).toMatch(/^(?:no-fields|closed-frame|frame-of-other-site|restricted-page)$/);
      const typed = await Promise.all(page.frames().map((frame) => frame.locator('input').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value).join('')).catch(() => '')));
      expect(typed.join(''), kind).toBe('');
      await page.close();
    });
  }
});

test('fills behind closed shadow roots', async ({ cloud, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await visit(`${site}/shadow?mode=closed`);
  expect(await fillFromPopup(page, popupOver)).toBe('filled');
  expect(await page.evaluate(() => (window as unknown as { typed: () => string[] }).typed())).toEqual([username, password]);
});

test('knows words in other letters, which are put only into pages that have such letters', async ({ cloud, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await visit(`${site}/vhod`);
  expect(await fillFromPopup(page, popupOver)).toBe('filled');
  expect(await valuesOf(page)).toEqual({ a1: username });
});

test('waits a moment for a form that comes late, and for one that is not there says so', async ({ cloud, driven, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const late = await visit(`${site}/late`);
  expect(await fillFromPopup(late, popupOver)).toBe('no-fields');
  // Drawn once it has been looked for again, and was not there.
  await (await ourWorldIn(driven, late)).evaluate(`{
    const own = Document.prototype.querySelectorAll;
    Document.prototype.querySelectorAll = function (selector) {
      if (selector === '*') {
        Document.prototype.querySelectorAll = own;
        setTimeout(() => document.querySelector('#stage').append(document.querySelector('#form').content));
      }
      return own.call(this, selector);
    };
  }`);
  expect(await fillFromPopup(late, popupOver)).toBe('filled');
  expect(await valuesOf(late)).toEqual({ username, password });
});
