/**
 * What is typed is never lost: a lock while one types, what could not be sent, and the list of all of it.
 */
import { idOf } from '../tools/driver/app.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { openStandardVault, vaultKey } from './standard-vault.ts';

test('what is typed while Latchkey locks is a draft after the unlock, and found in the list', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html#new');
  const name = page.getByLabel(words('itemName'), { exact: true });
  await name.fill('Allotment');
  // Before any draft is due: what was typed meets the lock.
  await app.must('lock', {});
  await expect(page.getByLabel(words('itemName'), { exact: true })).toHaveCount(0);
  await app.must('unlock', { password: vaultKey });
  const { drafts } = await app.must('getDrafts', {});
  expect(drafts.map(({ label }) => label)).toEqual(['Allotment']);
  await page.goto(page.url().replace(/#.*/, '#unsent'));
  await page.reload();
  await expect(page.getByRole('heading', { name: words('unsentTitle') })).toBeVisible();
  await expectNoBarriers(page, 'unsent');
  await page.getByRole('button', { name: words('continueDraft'), exact: true }).click();
  await expect(page.getByLabel(words('itemName'), { exact: true })).toHaveValue('Allotment');
  await page.close();
});

test('a waiting change that the disk has damaged is told, until it is removed on purpose', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  cloud.control.addFault({ match: { method: 'PATCH', path: '/apps/passman/' }, kind: 'status', status: 503 });
  await app.must('setFavourite', { credentials: [await idOf(app, 'Corner shop')], favourite: true });
  expect((await app.must('getQueue', {})).writes).toHaveLength(1);
  await app.screen.evaluate(async () => {
    const done = <Value>(request: IDBRequest<Value>): Promise<Value> => new Promise((resolve, reject) => {
      request.onsuccess = () => { resolve(request.result); };
      request.onerror = () => { reject(new Error('IndexedDB')); };
    });
    const database = await done(indexedDB.open('latchkey'));
    const store = database.transaction('vaults', 'readwrite').objectStore('vaults');
    for (const name of await done(store.getAllKeys(IDBKeyRange.bound('write:', 'write:\uffff')))) await done(store.put(new Uint8Array([1, 2, 3]), name));
    database.close();
  });
  const page = await driven.page('src/ui/vault/index.html');
  await page.getByRole('button', { name: new RegExp(words('unsentTitle')) }).click();
  const warning = page.getByRole('alert').filter({ hasText: words('unreadableChangesHint') });
  await expect(warning).toBeVisible();
  await expectNoBarriers(page, 'unsent, damaged');
  const remove = warning.getByRole('button', { name: words('destroy'), exact: true });
  await remove.click();
  await expect(page.getByRole('alert')).toContainText(words('unreadableChangesGone'));
  await page.getByRole('alert').getByRole('button', { name: words('destroy'), exact: true }).click();
  await expect(page.getByText(words('unsentNone'))).toBeVisible();
  expect(await app.must('getQueue', {})).toMatchObject({ writes: [], unreadable: 0 });
  await page.close();
});

test('a change that waits is named, can be taken back, and signing out asks before it is lost', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  cloud.control.addFault({ match: { method: 'PATCH', path: '/apps/passman/' }, kind: 'status', status: 503 });
  await page.getByRole('option', { name: /Corner shop/ }).click();
  await page.getByRole('button', { name: words('edit'), exact: true }).click();
  await page.getByLabel(words('username'), { exact: true }).fill('offline me');
  await page.keyboard.press('Control+s');
  await page.getByRole('button', { name: new RegExp(words('unsentTitle')) }).click();
  await expect(page.getByRole('heading', { name: 'Corner shop', level: 4 })).toBeVisible();
  const [account] = (await app.must('getState', {})).accounts;
  expect(await app.ask('signOut', { account: account?.id ?? '' as never })).toMatchObject({ ok: false, problem: { kind: 'unsent', writes: 1 } });
  await page.getByRole('button', { name: words('dontSend'), exact: true }).click();
  await expect(page.getByRole('heading', { name: words('unsentDrafts'), exact: true })).toBeVisible();
  expect((await app.must('getQueue', {})).writes).toEqual([]);
  cloud.control.clearFaults();
  await page.getByRole('button', { name: words('continueDraft'), exact: true }).click();
  await expect(page.getByLabel(words('username'), { exact: true })).toHaveValue('offline me');
  await page.close();
});
