/**
 * Sent sealed to somebody on another server: with a passphrase that is told another way, or for a key of theirs.
 */
import { readFileSync } from 'node:fs';
import { fetchByHost } from '../src/demo-server/testing/fetch-by-host.ts';
import { canary } from '../tools/driver/seed.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { accountAt, as, bothSignedIn, expectSaid, far, openPeople } from './people-steps.ts';
import { person } from './standard-vault.ts';

test('a login is sent sealed, and becomes one of whoever has the passphrase', async ({ cloud, app, driven }) => {
  test.setTimeout(90_000);
  await bothSignedIn(cloud, app);
  await app.must('addContact', { account: await accountAt(app, 'cloud.example'), name: 'Ben', email: '', cloudId: `ben@${far}` });
  const page = await openPeople(driven);
  await page.getByRole('button', { name: words('sendLoginTo', { name: 'Ben' }) }).click();
  await page.getByLabel(words('whichLogin')).fill('Corner');
  await page.getByRole('button', { name: /Corner shop/ }).click();
  await page.getByLabel(words('sealedPassphrase')).fill('corn flakes on monday');
  await expectNoBarriers(page, 'sending a login');
  await page.getByRole('button', { name: words('sealAndSend') }).click();
  await expectSaid(page, words('sealedSent', { name: 'Ben' }));
  // Neither server has seen anything of it.
  for (const { content } of cloud.control.fileTree('anna')) {
    const kept = Buffer.from(content, 'base64').toString('latin1');
    for (const secret of [canary('shop-password'), 'Corner shop', 'corn flakes']) expect(kept).not.toContain(secret);
  }
  await as(page, far);
  const received = page.getByRole('list', { name: words('sharedWithMe') });
  await received.getByRole('button', { name: words('acceptShareOf', { name: words('sealedLogin') }) }).click();
  await received.getByRole('button', { name: words('openSealed'), exact: true }).click();
  await page.getByLabel(words('sealedPassphrase')).fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-problem="sealed-file"]')).toBeVisible();
  await page.getByLabel(words('sealedPassphrase')).fill('corn flakes on monday');
  await page.keyboard.press('Enter');
  await expectSaid(page, words('sealedOpened', { label: 'Corner shop' }));
  const found = await app.must('search', { query: 'Corner shop', limit: 10 });
  expect(found.rows.map(({ label }) => label)).toEqual(['Corner shop', 'Corner shop']);
  for (const { id } of found.rows) expect((await app.must('reveal', { credential: id, part: { field: 'password' } })).value).toBe(canary('shop-password'));
});

test('a file is sealed for a contact’s key, and opened without a passphrase', async ({ cloud, app, driven }) => {
  test.setTimeout(90_000);
  await bothSignedIn(cloud, app);
  await fetchByHost(cloud)('https://cloud.example/remote.php/dav/files/anna/Plan.txt', { method: 'PUT', body: 'the plan', headers: { Authorization: `Basic ${btoa(`${person.userId}:${person.password}`)}` } });
  await app.must('addContact', { account: await accountAt(app, 'cloud.example'), name: 'Ben', email: '', cloudId: `ben@${far}` });
  const page = await openPeople(driven);
  await as(page, far);
  await page.getByRole('button', { name: words('mySealKeyShow') }).click();
  const copy = page.getByRole('button', { name: words('mySealKeyCopy') });
  await expect(copy).toBeVisible();
  await expectNoBarriers(page, 'one’s own key for sealed files');
  const { key } = await app.must('getSealKey', { account: await accountAt(app, far) });
  const mark = (await page.locator('.card', { has: copy }).locator('.mono').textContent()) ?? '';

  await as(page, 'cloud.example');
  await page.getByRole('button', { name: words('sendLoginTo', { name: 'Ben' }) }).click();
  const form = page.getByRole('form', { name: words('sendLoginTo', { name: 'Ben' }) });
  await form.getByLabel(words('sealWhat'), { exact: true }).selectOption('1');
  await form.getByLabel(words('sealFor'), { exact: true }).selectOption('1');
  await form.getByRole('button', { name: /Plan\.txt/ }).click();
  const field = form.getByLabel(words('sealKeyOf', { name: 'Ben' }));
  await field.fill('my key');
  await form.getByRole('button', { name: words('sealKeyTake') }).click();
  await expect(form.locator('[data-problem="sealed-file"]')).toContainText(words('problemSealedNoKey'));
  await field.fill(`Here it is: ${key}`);
  await form.getByRole('button', { name: words('sealKeyTake') }).click();
  await expect(form).toContainText(mark);
  await expectNoBarriers(page, 'sealing for a key');
  await form.getByRole('button', { name: words('sealAndSend') }).click();
  await expectSaid(page, words('sealedSentByKey', { name: 'Ben' }));

  await as(page, far);
  const received = page.getByRole('list', { name: words('sharedWithMe') });
  await received.getByRole('button', { name: words('acceptShareOf', { name: words('sealedLogin') }) }).click();
  await received.getByRole('button', { name: words('openSealed'), exact: true }).click();
  await expect(received).toContainText(words('sealedByKey'));
  const saved = page.waitForEvent('download');
  await received.locator('form').getByRole('button', { name: words('openSealed'), exact: true }).click();
  const download = await saved;
  expect([download.suggestedFilename(), readFileSync(await download.path(), 'utf8')]).toEqual(['Plan.txt', 'the plan']);
  await expectSaid(page, words('sealedSaved', { name: 'Plan.txt' }));
});
