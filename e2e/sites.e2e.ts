/**
 * Which logins belong to a site: as a person rules, the one in use first, and never a site that only looks like it.
 * @see guides: features F65, F67, F70
 */
import type { Page } from 'playwright/test';
import { menuReady } from '../tools/driver/menu.ts';
import { clickMenu, pressCommand } from '../tools/driver/triggers.ts';
import type { Cloud } from '../src/demo-server/cloud.ts';
import { idOf, openVault, permit, signIn, type App } from '../tools/driver/app.ts';
import { fillFast, placeOf } from '../tools/driver/fill.ts';
import type { SeedLogin } from '../tools/driver/seed.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { fillFromPopup, valuesOf } from './filling.ts';
import { expect, test } from './fixtures.ts';
import { cloudBase, logins, openStandardVault, person, seed, vaultKey, vaultName } from './standard-vault.ts';
import { openMenu, scriptsInPages, wantMenu } from './wanted-menu.ts';

const options = (popup: Page) => popup.getByRole('option');

test('the login that was used last comes first', async ({ cloud, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await visit('https://mail.example/login');
  const popup = await popupOver(page);
  await expect(options(popup)).toHaveText([/Mail at home/, /Mail at work/]);
  await popup.close();
  expect(await fillFromPopup(page, popupOver, logins.mailAtWork.label)).toBe('filled');
  await expect(options(await popupOver(await visit('https://mail.example/login')))).toHaveText([/Mail at work/, /Mail at home/]);
});

test('a site that looks like a saved one is named, in the popup alone', async ({ cloud, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await visit('https://r0uter.example/login');
  const popup = await popupOver(page);
  await expect(popup.getByRole('alert')).toContainText(words('lookAlike', { host: 'r0uter.example', known: 'router.example' }));
  await expect(popup.locator('html')).not.toContainText(logins.router.username);
  await expectNoBarriers(popup, 'popup: a look-alike');
  await expect((await popupOver(await visit('https://xn--bnk-6cd.example/login'))).getByRole('alert')).toContainText(words('mixedScripts', { host: 'xn--bnk-6cd.example' }));
  const elsewhere = await popupOver(await visit('https://login.elsewhere.net/login'));
  await expect(elsewhere.locator('.chip strong')).toHaveText('elsewhere.net');
  await expect(elsewhere.locator('.chip .meta').first()).toHaveText('login.');
  await test.step('a long host keeps its domain whole where there is little room', async () => {
    for (const host of ['very.long.account-settings.elsewhere.net', 'a.b.a-name-as-long-as-some-companies-have-them.net']) {
      const narrow = await popupOver(await visit(`https://${host}/login`));
      await narrow.locator('body').evaluate((body) => { body.style.inlineSize = '320px'; });
      const chip = narrow.locator('.chip');
      await expect(chip).toHaveAttribute('title', host);
      await expect(chip.locator('.host-name')).toHaveText(host);
      const [around, domain, next, field] = await Promise.all([chip, chip.locator('strong'), chip.getByRole('button'), narrow.getByRole('combobox')].map((part) => part.evaluate((element) => {
        const { left, right } = element.getBoundingClientRect();
        return { left, right, cut: element.scrollWidth > element.clientWidth };
      })));
      expect(domain?.cut, host).toBe(false);
      expect(domain?.left, host).toBeGreaterThan(around?.left ?? 0);
      expect(domain?.right, host).toBeLessThanOrEqual(next?.left ?? 0);
      expect(around?.right, host).toBeLessThanOrEqual(320);
      expect(around?.left, host).toBeGreaterThanOrEqual(field?.right ?? 320);
      await narrow.close();
    }
  });
  for (const honest of ['https://router.example/login', 'https://garden.example/login']) {
    const quiet = await popupOver(await visit(honest));
    await expect(quiet.getByRole('combobox')).toBeFocused();
    await expect(quiet.locator('[data-warning]')).toHaveCount(0);
  }
});

test('a login is offered where a person says so, and the rule stays behind its address', async ({ cloud, app, driven, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const [row] = (await app.must('search', { query: 'Corner shop', limit: 1 })).rows;
  const vault = await driven.page('src/ui/vault/index.html');
  await vault.getByRole('option', { name: /Corner shop/ }).click();
  await vault.getByRole('button', { name: words('edit'), exact: true }).click();
  await vault.getByLabel(words('addressNumber', { number: '1' }), { exact: true }).fill('https://shop.example/login');
  await vault.getByLabel(words('addressRule', { number: '1' })).selectOption({ label: words('ruleStart') });
  await expect(vault.getByLabel(words('addressNumber', { number: '1' }), { exact: true })).toHaveValue('https://shop.example/login');
  await vault.getByRole('button', { name: words('save'), exact: true }).click();
  await expect.poll(async () => (await app.must('getCredential', { credential: row?.id ?? '' as never })).url).toMatchObject({ value: 'https://shop.example/login#latchkey=start' });
  await expect(options(await popupOver(await visit('https://shop.example/login')))).toHaveText([/Corner shop/]);
  await expect(options(await popupOver(await visit('https://shop.example/no-form')))).toHaveCount(0);
  await expect(options(await popupOver(await visit('https://www.shop.example/login')))).toHaveCount(0);
});

test('a login is offered on a site that belongs to its own, once a person says so, and until they take it back', async ({ cloud, app, driven, visit, popupOver }) => {
  test.slow();
  await openStandardVault(cloud, app);
  const { username, password } = logins.shop;
  const address = 'https://corner-store.test/login';
  const page = await visit(address);
  const popup = await popupOver(page);
  await expect(options(popup)).toHaveCount(0);

  await test.step('said where it was not offered, after a question', async () => {
    await popup.getByRole('combobox', { name: words('searchVault') }).fill('Corner');
    await popup.getByRole('option', { selected: true }).filter({ hasText: 'Corner' }).waitFor();
    await popup.keyboard.press('Enter');
    const problem = popup.locator('[data-problem=wrong-site]');
    await problem.getByRole('button', { name: words('joinSites') }).click();
    await expect(problem).toContainText(words('joinSitesAsk', { login: 'shop.example', page: 'corner-store.test' }));
    await expect(problem.getByRole('button', { name: words('cancel') })).toBeFocused();
    expect((await app.must('getSiteSets', {})).sets).toEqual([]);
    await expectNoBarriers(popup, 'popup: sites that may belong together');
    await problem.getByRole('button', { name: words('joinSitesYes') }).click();
    await expect(options(popup)).toHaveText([/Corner shop.*shop\.example/]);
  });
  await test.step('taken back at once, and said again', async () => {
    await popup.locator('[data-joined]').getByRole('button', { name: words('undo') }).click();
    await expect(options(popup)).toHaveCount(0);
    await app.must('joinSites', { sites: ['shop.example', 'corner-store.test'] });
    await expect(options(popup)).toHaveCount(1);
    await popup.close();
  });
  await test.step('filled from the popup, by the key, by the context menu and from the menu in the page', async () => {
    await permit(app, 'https://corner-store.test');
    await wantMenu(app, driven);
    const ways: Record<string, (on: Page) => Promise<unknown>> = {
      popup: (on) => fillFromPopup(on, popupOver),
      key: async (on) => {
        await on.bringToFront();
        await pressCommand(driven, 'fill');
      },
      context: (on) => clickMenu(driven, on, { menuItemId: 'fill' }),
      async menu(on) {
        const menu = await openMenu(on, 'User name');
        await menuReady(menu);
        await menu.getByRole('menuitem').filter({ hasText: 'Corner shop' }).filter({ hasText: 'shop.example' }).click();
      },
    };
    for (const [way, fill] of Object.entries(ways)) {
      const on = await visit(address);
      await fill(on);
      await expect.poll(() => valuesOf(on), way).toEqual({ username, password });
      await on.close();
    }
  });
  await test.step('seen in the options, taken apart there, put back, and joined by what is typed', async () => {
    const screen = await driven.page('src/ui/options/index.html');
    const sets = screen.getByRole('region', { name: words('siteSets') });
    await sets.getByRole('button', { name: words('siteSetsPartThis', { sites: 'corner-store.test, shop.example' }) }).click();
    await expect(sets.getByRole('listitem')).toHaveCount(0);
    expect(await fillFromPopup(await visit(address), popupOver, 'Corner')).toBe('wrong-site');
    await sets.getByRole('button', { name: words('undo') }).click();
    await expect(sets.getByRole('listitem')).toHaveCount(1);
    const field = sets.getByLabel(words('siteSetsNew'));
    await field.fill('https://shop.example/login co.uk');
    await field.press('Enter');
    await expect(sets.locator('[data-problem=no-site]')).toContainText('co.uk');
    await field.fill('https://shop.example/login, garden.test');
    await field.press('Enter');
    await expect(sets.getByRole('listitem')).toContainText('corner-store.test, garden.test, shop.example');
    await expectNoBarriers(screen, 'options: sites that belong together');
  });
  await test.step('never asked about on a page that only looks like the site', async () => {
    const imitation = await popupOver(await visit('https://r0uter.example/login'));
    await imitation.getByRole('combobox', { name: words('searchVault') }).fill('Router');
    await imitation.getByRole('option', { selected: true }).filter({ hasText: 'Router' }).waitFor();
    await imitation.keyboard.press('Enter');
    await expect(imitation.locator('[data-problem=wrong-site]')).toBeVisible();
    await expect(imitation.getByRole('button', { name: words('joinSites') })).toHaveCount(0);
  });
});

test('a password that was copied here and is pasted into another site is warned of, in the popup alone', async ({ cloud, app, driven, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  await app.screen.evaluate(() => chrome.permissions.request({ origins: ['https://*/*', 'http://*/*'] }));
  await expect.poll(() => scriptsInPages(driven)).toContain('watch');
  const [row] = (await app.must('search', { query: 'Corner shop', limit: 1 })).rows;
  if (row === undefined) throw new Error('The login is missing.');
  const paste = async (url: string): Promise<Page> => {
    const page = await visit(url);
    await page.getByLabel('Password').focus();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(page.getByLabel('Password')).not.toHaveValue('');
    return page;
  };
  await app.must('copy', { credential: row.id, part: { field: 'username' } });
  const named = await paste('https://elsewhere.example/login');
  await app.must('copy', { credential: row.id, part: { field: 'password' } });
  const own = await paste('https://shop.example/login');
  await test.step('on any site but its own, and no name', async () => {
    const page = await paste('https://elsewhere.example/login');
    const { popup, close } = await driven.openedPopup();
    const warning = popup.locator('[data-warning=pasted]');
    await expect(warning).toContainText(words('pastedElsewhere', { label: logins.shop.label, login: 'shop.example', page: 'elsewhere.example' }));
    await expect(popup.locator('html')).not.toContainText(logins.shop.password);
    await expectNoBarriers(popup, 'popup: a secret was pasted elsewhere');
    await warning.getByRole('button', { name: words('pastedUnderstood') }).click();
    await expect(warning).toHaveCount(0);
    await close();
    for (const quiet of [page, named, own]) {
      const over = await popupOver(quiet);
      await expect(over.getByRole('combobox')).toBeFocused();
      await expect(over.locator('[data-warning=pasted]')).toHaveCount(0);
    }
  });
});

/** Address of a login, of a page, and whether it is filled there. */
const loads: readonly (readonly [login: string, page: string, filled: boolean])[] = [
  ['https://bank.com', 'https://login.bank.com', true],
  ['https://login.bank.com', 'https://www.bank.com', true],
  ['https://bank.com', 'https://bank.com.evil.net', false],
  ['https://bank.com', 'https://evilbank.com', false],
  ['https://www.shop.co.uk', 'https://pay.shop.co.uk', true],
  ['https://shop.co.uk', 'https://evil.co.uk', false],
  ['https://a.ck', 'https://b.ck', false],
  ['https://www.ck', 'https://mail.www.ck', true],
  ['https://city.kobe.jp', 'https://www.city.kobe.jp', true],
  ['https://a.c.kobe.jp', 'https://b.c.kobe.jp', false],
  ['https://alice.github.io', 'https://alice.github.io', true],
  ['https://alice.github.io', 'https://bob.github.io', false],
  ['https://one.s3.amazonaws.com', 'https://two.s3.amazonaws.com', false],
  ['https://10-0-0-1.nip.io', 'https://6-6-6-6.nip.io', false],
  ['https://1.2.3.4', 'https://1.2.3.4', true],
  ['https://1.2.3.4', 'https://9.2.3.4', false],
  ['https://bücher.com', 'https://xn--bcher-kva.com', true],
  ['https://apple.com', 'https://xn--pple-43d.com', false],
  ['HTTPS://Upper.COM.', 'https://upper.com', true],
  ['https://plain.com', 'https://plain.com.', true],
  ['https://first.net https://second.net', 'https://www.second.net', true],
  ['https://bank.com@evil.org', 'https://bank.com', false],
  ['nas.example', 'https://other.example', false],
];

test('real pages are filled by the rules of the public suffix list, shared hosts, addresses and written names: one load each', async ({ cloud, app, visit }) => {
  test.slow();
  const items = loads.map(([url], at) => ({ label: `Row ${at}`, url, username: `user-${at}`, password: `password-${at}` }));
  await openWith(cloud, app, items);
  await app.screen.evaluate(() => chrome.permissions.request({ origins: ['https://*/*', 'http://*/*'] }));
  const page = await visit('https://start.example/no-fields');
  for (const [at, [url, host, filled]] of loads.entries()) {
    await page.goto(`${host}/login`);
    const answer = await fillFast(app, await idOf(app, `Row ${at}`), await placeOf(app, page));
    expect.soft(answer.ok ? 'filled' : answer.problem.kind, `${url} on ${host}`).toBe(filled ? 'filled' : 'wrong-site');
    expect.soft(await page.getByLabel('Password').inputValue(), `${url} on ${host}`).toBe(filled ? `password-${at}` : '');
  }
});

test('the login of the very host comes before the one of its domain, on both', async ({ cloud, app, visit, popupOver }) => {
  await openWith(cloud, app, [
    { label: 'Whole site', url: 'https://several.net', username: 'whole', password: 'whole' },
    { label: 'The app', url: 'https://app.several.net', username: 'app', password: 'app' },
  ]);
  const page = await visit('https://app.several.net/login');
  const popup = await popupOver(page);
  await expect(options(popup)).toHaveText([/The app/, /Whole site/]);
  await popup.close();
  await expect(options(await popupOver(await visit('https://several.net/login')))).toHaveText([/Whole site/, /The app/]);
});

async function openWith(cloud: Cloud, app: App, items: readonly SeedLogin[]): Promise<void> {
  await seed(cloud, { items: [...items] });
  await signIn(app, { server: cloudBase, loginName: person.userId, password: person.password });
  await openVault(app, vaultName, vaultKey);
}
