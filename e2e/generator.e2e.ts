/**
 * The generator: what it makes keeps the rules, is kept before it is used, and is found again.
 */
import type { Page } from 'playwright/test';
import { words, wordsLike } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { valuesOf } from './filling.ts';
import { openStandardVault } from './standard-vault.ts';

const made = (page: Page) => page.locator('.made .secret');

async function openGenerator(popup: Page): Promise<void> {
  const search = popup.getByRole('combobox', { name: words('searchVault') });
  await search.or(made(popup)).waitFor();
  // It opens where it was.
  if (await search.isVisible()) await popup.keyboard.press('Alt+g');
  await made(popup).waitFor();
}

test('makes passwords and passphrases by the recipe, says how strong they are, and remembers it', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const popup = await driven.page('src/ui/popup/index.html');
  await openGenerator(popup);
  await expect(made(popup)).toHaveText(/^.{20}$/);
  await expect(popup.getByText(words('strength4'))).toBeVisible();
  await popup.getByLabel(words('length'), { exact: true }).fill('32');
  await popup.getByRole('checkbox', { name: '!#%…' }).uncheck();
  await popup.getByRole('spinbutton', { name: words('minimumOf', { class: '0–9' }) }).fill('5');
  await popup.getByRole('spinbutton', { name: words('minimumOf', { class: '0–9' }) }).press('Tab');
  await expect(made(popup)).toHaveText(/^(?=(?:.*\d){5})[a-zA-Z\d]{32}$/);
  await popup.getByRole('radio', { name: words('passphrase') }).check();
  await expect(made(popup)).toHaveText(/^[a-z-]+$/);
  await popup.getByLabel(words('separator')).fill('_');
  await popup.getByRole('checkbox', { name: words('capitalWords') }).check();
  await popup.getByRole('checkbox', { name: words('numberInWords') }).check();
  await expect(made(popup)).toHaveText(/^[A-Z][a-z-]+\d?(_[A-Z][a-z-]+\d?){5}$/);
  await expect(popup.getByText(words('strength4'))).toBeVisible();
  await expectNoBarriers(popup, 'generator');
  await popup.reload();
  await openGenerator(popup);
  await expect(made(popup)).toHaveText(/^[A-Z][a-z-]+\d?(_[A-Z][a-z-]+\d?){5}$/);
  await popup.close();
});

test('keeps a password as the draft of the site, by the site’s rules, before it fills it in', async ({ cloud, app, driven, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await visit('https://new.example/sign-up');
  await page.evaluate(() => {
    document.querySelector('#password')?.setAttribute('passwordrules', 'required: lower; required: digit; allowed: upper, [-]; max-consecutive: 2; maxlength: 14');
  });
  const popup = await popupOver(page);
  await openGenerator(popup);
  await expect(made(popup)).toHaveText(/^[a-zA-Z\d-]{14}$/);
  await expect(popup.getByText(wordsLike('siteRulesUsed'))).toBeVisible();
  const password = await made(popup).innerText();
  await popup.getByRole('button', { name: words('fillGenerated') }).click();
  await expect.poll(() => valuesOf(page)).toMatchObject({ 'password': password, 'password-again': password, 'email': '' });
  await expect(popup.getByText(words('generatedKept', { label: 'new.example' }), { exact: false })).toBeVisible();

  // Whatever happens now, it is found again.
  await driven.killWorker();
  const { drafts } = await app.must('getDrafts', {});
  expect(drafts.map(({ label, problem }) => ({ label, problem }))).toEqual([{ label: 'new.example', problem: null }]);
  const tab = await driven.page(`src/ui/vault/index.html#credential=${drafts[0]?.credential ?? ''}&edit`);
  await expect(tab.getByLabel(words('password'), { exact: true })).toHaveValue(password);
  await tab.getByRole('button', { name: words('save'), exact: true }).click();
  await expect(tab.getByRole('option', { name: /new\.example/ })).toBeVisible();
  expect((await app.must('getDrafts', {})).drafts).toEqual([]);
  await tab.close();
});

test('becomes the new password of a login of the site', async ({ cloud, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await visit('https://www.bank.example/change-password');
  const popup = await popupOver(page);
  await openGenerator(popup);
  const password = await made(popup).innerText();
  await popup.getByLabel(words('generateForLogin')).selectOption({ index: 1 });
  await popup.getByRole('button', { name: words('fillGenerated') }).click();
  await expect.poll(() => valuesOf(page)).toMatchObject({ current: '', next: password, again: password });
  const [draft] = (await app.must('getDrafts', {})).drafts;
  expect(draft).toMatchObject({ label: 'Bank' });
  const { form } = await app.must('openForm', { credential: draft?.credential ?? null, vault: null });
  expect(form.password).toBe(password);
});

test('the history shows and copies what was made, and never the values unasked', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const { value } = await app.must('generate', { recipe: { kind: 'password', length: 24, lower: 1, upper: 1, digits: 1, symbols: null, avoidAmbiguous: true }, rules: null, site: 'shop.example' });
  expect(JSON.stringify(await app.must('getGenerated', {}))).not.toContain(value);
  const popup = await driven.page('src/ui/popup/index.html');
  await openGenerator(popup);
  await popup.getByText(words('generatedHistory')).click();
  const item = popup.locator('.generated-item', { hasText: 'shop.example' });
  await expect(item).not.toContainText(value);
  await item.getByRole('button').first().click();
  await expect(item).toContainText(value);
  await expectNoBarriers(popup, 'generator');
  await popup.close();
});

test('in a form, a generated password is a draft before anything else happens', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html#new');
  await page.getByLabel(words('itemName'), { exact: true }).fill('Greenhouse');
  await page.getByRole('button', { name: words('generate'), exact: true }).click();
  const password = await made(page).innerText();
  await page.getByRole('button', { name: words('usePassword') }).click();
  await expect.poll(async () => (await app.must('openForm', { credential: null, vault: null })).form.password).toBe(password);
  await page.close();
});
