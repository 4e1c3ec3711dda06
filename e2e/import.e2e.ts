/**
 * Import in the vault tab: a file is shown before anything is written, what is there already stays as it is, ten
 * thousand rows can be stopped, and all of it can be undone.
 */
import type { Page } from 'playwright/test';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { logins, openStandardVault } from './standard-vault.ts';

const importPage = 'src/ui/vault/index.html#import';

async function give(page: Page, name: string, content: string): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
}

const csv = (rows: readonly string[]) => ['name,url,username,password,note', ...rows].join('\n');

test('a file is shown first: new ones, ones that are there, ones that differ; then imported, then undone', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page(importPage);
  // The region is there before there is something to say: only then is it heard.
  const status = await page.locator('.transfer > [role="status"]').elementHandle();
  const heard = () => status.textContent();
  await give(page, 'logins.csv', csv([
    'Allotment,https://garden.example,gardener,spade,',
    `Corner shop,${logins.shop.url},${logins.shop.username},${logins.shop.password},`,
    `Mail at home,${logins.mail.url},${logins.mail.username},another password,`,
  ]));
  await expect(page.locator('tr[data-kind]')).toHaveCount(3);
  expect(await page.locator('tr[data-kind]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-kind')))).toEqual(['new', 'same', 'differs']);
  expect(await page.content()).not.toContain('another password');
  expect(cloud.control.requests().filter(({ method, path }) => method === 'POST' && path.includes('/credentials'))).toHaveLength(0);
  await expectNoBarriers(page, 'import');
  const heading = page.getByRole('heading', { level: 3 });
  await expect(heading).toBeFocused();
  expect(await heard()).toBe(await heading.textContent());

  await page.getByLabel(words('importDiffering'), { exact: true }).selectOption({ label: words('importUpdate') });
  await page.getByRole('button', { name: /^Import 2 logins$/ }).press('Enter');
  await expect(page.locator('[data-run="done"]')).toBeVisible();
  await expect(heading).toBeFocused();
  expect(await heard()).toContain(words('importNewCount_one', { count: 1 }));
  expect((await app.must('search', { query: 'allotment', limit: 5 })).rows.map(({ label, account }) => [label, account])).toEqual([['Allotment', 'gardener']]);
  const mail = (await app.must('search', { query: 'mail at home', limit: 5 })).rows.map(({ id }) => id).at(0);
  if (mail === undefined) throw new Error('Mail at home is gone.');
  expect(await app.must('reveal', { credential: mail, part: { field: 'password' } })).toEqual({ value: 'another password' });
  expect((await app.must('search', { query: 'corner', limit: 5 })).total).toBe(1);

  await page.getByRole('button', { name: words('importUndo'), exact: true }).press('Enter');
  await expect(page.locator('[data-run="undone"]')).toBeVisible();
  await expect(heading).toBeFocused();
  await app.must('refresh', {});
  expect((await app.must('search', { query: 'allotment', limit: 5 })).total).toBe(0);
  expect(await app.must('reveal', { credential: mail, part: { field: 'password' } })).toEqual({ value: logins.mail.password });
  await page.close();
});

test('ten thousand rows show how far they are, and can be stopped and undone', async ({ cloud, app, driven }) => {
  test.setTimeout(180_000);
  await openStandardVault(cloud, app);
  const page = await driven.page(importPage);
  await give(page, 'many.csv', csv(Array.from({ length: 10_000 }, (_, index) => `Import ${index},https://site${index}.example,user${index},pw${index},`)));
  await page.getByRole('button', { name: /^Import 10,000 logins$/ }).click({ timeout: 60_000 });
  const bar = page.locator('[data-run="running"] progress');
  await expect.poll(async () => Number(await bar.getAttribute('value').catch(() => 0)), { timeout: 60_000 }).toBeGreaterThan(100);
  await page.getByRole('button', { name: words('cancel'), exact: true }).click();
  await expect(page.locator('[data-run="cancelled"]')).toBeVisible();
  await app.must('sendQueue', {});
  const { run } = await app.must('getImport', {});
  expect(run?.done).toBeGreaterThan(100);
  expect(run?.done).toBeLessThan(10_000);
  await app.must('refresh', {});
  expect((await app.must('search', { query: 'import', limit: 5 })).total).toBe(run?.created);

  await page.getByRole('button', { name: words('importUndo'), exact: true }).click();
  await expect(page.locator('[data-run="undone"]')).toBeVisible({ timeout: 60_000 });
  await app.must('refresh', {});
  expect((await app.must('search', { query: 'import', limit: 5 })).total).toBe(0);
  await page.close();
});

test('an import goes on when its tab is closed', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page(importPage);
  await give(page, 'some.csv', csv(Array.from({ length: 200 }, (_, index) => `Import ${index},https://site${index}.example,user${index},pw${index},`)));
  await page.getByRole('button', { name: /^Import 200 logins$/ }).click();
  await expect(page.locator('[data-run]')).toBeVisible();
  await page.close();
  await expect.poll(async () => (await app.must('getImport', {})).run?.state, { timeout: 30_000 }).toBe('done');
  const again = await driven.page(importPage);
  await expect(again.locator('[data-run="done"]')).toBeVisible();
  await again.getByRole('button', { name: words('finish'), exact: true }).click();
  await expect(again.getByRole('button', { name: words('importChoose'), exact: true })).toBeVisible();
  await again.close();
});

test('an unknown table asks for its columns; a strange file is refused in words', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page(importPage);
  await give(page, 'photo.json', '{"a": 1}');
  await expect(page.locator('[data-refused="unknown"]')).toBeVisible();
  await expect(page.getByRole('button', { name: words('importChoose'), exact: true })).toBeFocused();
  await give(page, 'table.csv', 'Dienst;Benutzer;Kennwort;Seite\nAllotment;gardener;spade;https://garden.example');
  await page.getByLabel(words('importUseFor', { name: 'Dienst' }), { exact: true }).selectOption({ label: words('itemName') });
  await page.getByLabel(words('importUseFor', { name: 'Seite' }), { exact: true }).selectOption({ label: words('addresses') });
  await expectNoBarriers(page, 'import');
  await page.getByRole('button', { name: words('continue'), exact: true }).click();
  await page.getByRole('button', { name: /^Import 1 login$/ }).click();
  await expect(page.locator('[data-run="done"]')).toBeVisible();
  expect((await app.must('search', { query: 'allotment', limit: 5 })).rows.map(({ account, host }) => [account, host])).toEqual([['gardener', 'garden.example']]);
  await page.close();
});
