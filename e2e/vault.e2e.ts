/**
 * The vault in a tab: what is written there reaches the server, can be taken back, and nothing typed is lost.
 */
import { idOf } from '../tools/driver/app.ts';
import { words } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { logins, openStandardVault } from './standard-vault.ts';

test('a login is edited, the change is on the server, and undo takes it back', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  await page.getByRole('option', { name: /Corner shop/ }).click();
  await page.getByRole('button', { name: words('edit'), exact: true }).click();
  await page.getByLabel(words('username'), { exact: true }).fill('somebody else');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('button', { name: words('undo'), exact: true })).toBeVisible();
  await app.must('refresh', {});
  await expect.poll(async () => (await app.must('search', { query: 'somebody else', limit: 5 })).rows.map(({ label }) => label)).toEqual(['Corner shop']);
  expect(cloud.control.requests().filter(({ method }) => method === 'PATCH')).toHaveLength(1);

  await page.getByRole('button', { name: words('undo'), exact: true }).click();
  await expect.poll(async () => (await app.must('search', { query: 'somebody else', limit: 5 })).total).toBe(0);
  await page.close();
});

test('a new login is kept as a draft while it is typed, and saved once', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const first = await driven.page('src/ui/vault/index.html#new');
  await first.getByLabel(words('itemName'), { exact: true }).fill('Allotment');
  await first.getByLabel(words('username'), { exact: true }).fill('gardener');
  await first.close();

  const page = await driven.page('src/ui/vault/index.html#new');
  await expect(page.getByLabel(words('itemName'), { exact: true })).toHaveValue('Allotment');
  await page.getByRole('button', { name: words('save'), exact: true }).click();
  await expect(page.getByRole('option', { name: /Allotment/ })).toBeVisible();
  await app.must('refresh', {});
  expect((await app.must('search', { query: 'allotment', limit: 5 })).rows.map(({ label, account }) => [label, account])).toEqual([['Allotment', 'gardener']]);
  await page.close();
});

test('a login goes to the trash and comes back', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  await page.getByRole('option', { name: /Corner shop/ }).click();
  await page.getByRole('button', { name: words('moveToTrash'), exact: true }).click();
  await expect(page.getByRole('option', { name: /Corner shop/ })).toHaveCount(0);
  await app.must('refresh', {});
  expect((await app.must('search', { query: 'corner', limit: 5 })).total).toBe(0);
  await page.getByRole('button', { name: words('undo'), exact: true }).click();
  await expect(page.getByRole('option', { name: /Corner shop/ })).toBeVisible();
  expect((await app.must('search', { query: 'corner', limit: 5 })).total).toBe(1);
  await page.close();
});

test('a login is copied, marked as compromised until it has a new password, and destroyed only by its name', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  const button = (name: Parameters<typeof words>[0]) => page.getByRole('button', { name: words(name), exact: true });
  await page.getByRole('option', { name: /Corner shop/ }).click();
  await button('duplicate').click();
  const copy = words('copyOf', { label: 'Corner shop' });
  await expect(page.getByRole('heading', { name: copy })).toBeVisible();
  const id = await idOf(app, copy);
  expect(await app.must('reveal', { credential: id, part: { field: 'password' } })).toEqual({ value: logins.shop.password });

  await button('markCompromised').click();
  await expect(button('unmarkCompromised')).toBeVisible();
  await app.must('checkHealth', {});
  await expect.poll(async () => (await app.must('search', { query: 'is:compromised', limit: 5 })).rows.map(({ label }) => label)).toEqual([copy]);
  await button('undo').click();
  await expect(button('markCompromised')).toBeVisible();
  await button('markCompromised').click();
  await button('edit').click();
  await page.getByLabel(words('password'), { exact: true }).fill('another one');
  await page.keyboard.press('Control+s');
  await expect(button('markCompromised')).toBeVisible();

  await button('moveToTrash').click();
  await page.getByRole('navigation').getByRole('button', { name: words('trash'), exact: true }).click();
  await page.getByRole('option', { name: copy }).click();
  await button('destroy').click();
  await page.keyboard.type('Corner shop');
  await page.keyboard.press('Enter');
  expect(cloud.control.requests().filter(({ method }) => method === 'DELETE')).toHaveLength(0);
  await page.getByLabel(words('destroyType', { label: copy }), { exact: true }).fill(copy);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: words('destroyed', { label: copy }) })).toHaveCount(1);
  await expect.poll(() => cloud.control.requests().filter(({ method }) => method === 'DELETE').length).toBe(1);
  expect((await app.must('search', { query: 'corner', limit: 5 })).rows.map(({ label }) => label)).toEqual(['Corner shop']);
  await page.close();
});
