/**
 * The picture of a login: one of ours, one of a file that is drawn anew, none; and nothing of a file that is no picture.
 */
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { openStandardVault, person, vaultKey } from './standard-vault.ts';
import { idOf, openVault } from '../tools/driver/app.ts';
import { sealLogins } from '../tools/driver/seed.ts';
import { words } from '../tools/driver/words.ts';

/** Of one red pixel, with a text behind it that must not travel along. */
const pixel = Buffer.concat([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64'), Buffer.from('camera-owner')]);
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(1)"><image href="https://tracker.example/x.png"/></svg>');

test('a login gets a picture of ours, then one of a file, which an edit and an earlier version leave alone', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html');
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const edit = async (): Promise<void> => {
    await page.getByRole('option', { name: /Safe/ }).click();
    await button(words('edit')).click();
  };
  const save = async (): Promise<void> => {
    await page.keyboard.press('Control+s');
    await expect(button(words('edit'))).toBeVisible();
  };
  const credential = await idOf(app, 'Safe');
  /** As the server has it. */
  const stored = async (): Promise<string | null> => {
    await app.must('refresh', {});
    return (await app.must('getCredential', { credential })).row.icon;
  };
  const inList = page.getByRole('option', { name: /Safe/ }).locator('img');

  await edit();
  await button(words('pictureChoose')).click();
  await button(words('pictureHome')).click();
  await expect(button(words('pictureHome'))).toHaveAttribute('aria-pressed', 'true');
  await expectNoBarriers(page, 'pictures to choose from', '.detail-pane');
  await save();
  await expect(inList).toBeVisible();
  const ours = await stored();
  expect(ours).toMatch(/^data:image\/png;base64,/);

  // What holds script or asks elsewhere is none, whatever it is called.
  await edit();
  for (const name of ['x.svg', 'x.png']) {
    await page.locator('input.choose-picture').setInputFiles({ name, mimeType: name === 'x.svg' ? 'image/svg+xml' : 'image/png', buffer: svg });
    await expect(page.getByText(words('pictureNone'))).toBeVisible();
  }
  await page.locator('input.choose-picture').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: pixel });
  await expect(page.getByText(words('pictureNone'))).toBeHidden();
  await save();
  expect(await stored()).not.toBe(ours);
  const photo = await stored() ?? '';
  expect(Buffer.from(photo.split(',')[1] ?? '', 'base64').toString('latin1')).not.toContain('camera-owner');

  await edit();
  await page.getByLabel(words('username'), { exact: true }).fill('somebody else');
  await save();
  const { revisions: [last] } = await app.must('getRevisions', { credential });
  await app.must('restoreRevision', { credential, revision: last?.revision ?? 0 });
  expect(await stored()).toBe(photo);
  await expect(inList).toHaveAttribute('src', photo);

  await edit();
  await button(words('pictureRemove')).click();
  await save();
  await expect(inList).toHaveCount(0);
  expect(await stored()).toBeNull();
  await page.close();
});

test('a stored picture that is never shown can be removed', async ({ cloud, app, driven }) => {
  const { credentials: [login] } = cloud.control.seedVault({ userId: person.userId, name: 'Icons', credentials: (await sealLogins(vaultKey, [{ label: 'Drawn' }])).map((sealed) => ({ ...sealed, icon: { type: 'svg+xml', content: svg.toString('base64') } })) });
  await openStandardVault(cloud, app);
  await openVault(app, 'Icons', vaultKey);
  const page = await driven.page('src/ui/vault/index.html');
  await page.getByRole('option', { name: /Drawn/ }).click();
  await page.getByRole('button', { name: words('edit'), exact: true }).click();
  await expect(page.getByText(words('pictureHidden'))).toBeVisible();
  await page.getByRole('button', { name: words('pictureRemove'), exact: true }).click();
  await expect(page.getByText(words('pictureHidden'))).toBeHidden();
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('button', { name: words('edit'), exact: true })).toBeVisible();
  const onServer = await fetch(`${cloud.url}/index.php/apps/passman/api/v2/credentials/${login?.guid ?? ''}`, { headers: { authorization: `Basic ${btoa(`${person.userId}:${person.password}`)}` } });
  expect(await onServer.json()).toMatchObject({ label: 'Drawn', icon: null });
  await page.close();
});
