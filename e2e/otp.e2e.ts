/**
 * One-time codes: every way in, every kind of code, and a warning where the clock is wrong.
 */
import type { Page } from 'playwright/test';
import encodeQR from 'qr';
import { idOf } from '../tools/driver/app.ts';
import { putClockAhead } from '../tools/driver/triggers.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { openStandardVault } from './standard-vault.ts';

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const uri = `otpauth://totp/Corner%20shop:ann?secret=${secret}&issuer=Corner%20shop&algorithm=SHA256&digits=8&period=60`;
const picture = (text: string): Buffer => Buffer.from(encodeQR(text, 'svg', { scale: 4 }));

/** A PNG of a QR code, drawn by the browser. */
async function pngOf(page: Page, text: string): Promise<Buffer> {
  const base64 = await page.evaluate(async (svg) => {
    const image = new Image();
    image.src = `data:image/svg+xml;base64,${svg}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [400, 400];
    const drawing = canvas.getContext('2d');
    if (drawing === null) throw new Error('no canvas');
    drawing.fillStyle = 'white';
    drawing.fillRect(0, 0, 400, 400);
    drawing.drawImage(image, 20, 20, 360, 360);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  }, picture(text).toString('base64'));
  return Buffer.from(base64, 'base64');
}

async function showPicture(page: Page, text: string): Promise<void> {
  await page.evaluate(async (svg) => {
    const image = document.createElement('img');
    image.src = `data:image/svg+xml;base64,${svg}`;
    image.style.cssText = 'position:fixed;inset:20px auto auto 20px;width:320px;height:320px;background:white;z-index:9';
    document.body.append(image);
    await image.decode();
    // Decoded isn't drawn yet: what is captured is the last frame that was.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, picture(text).toString('base64'));
}

test('a QR code on the page becomes the code of a login', async ({ cloud, app, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await visit('https://shop.example/no-fields');
  await showPicture(page, uri);
  const popup = await popupOver(page);
  await popup.getByRole('option', { selected: true }).filter({ hasText: 'Corner shop' }).waitFor();
  await popup.keyboard.press('ArrowRight');
  await popup.getByRole('button', { name: words('scanCode') }).click();
  await expect(popup.getByText(words('codeFoundFrom', { from: 'Corner shop · ann' }))).toBeVisible();
  await popup.getByRole('button', { name: words('saveCode') }).click();
  await expect(popup.locator('.fields .code')).toHaveText(/\d{4} \d{4}/);
  await app.must('refresh', {});
  expect((await app.must('getCredential', { credential: await idOf(app, 'Corner shop') })).otp).toMatchObject({ value: { period: 60, digits: 8, issuer: 'Corner shop' } });

  // Another one takes its place, not before that was said; the one before is in the history.
  await page.evaluate(async (svg) => {
    const image = document.images[document.images.length - 1];
    if (image === undefined) throw new Error('no picture');
    image.src = `data:image/svg+xml;base64,${svg}`;
    await image.decode();
    // Decoded isn't drawn yet: what is captured is the last frame that was.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, picture(uri.replace('period=60', 'period=30').replace(':ann', ':bea')).toString('base64'));
  await popup.getByRole('button', { name: words('scanReplace') }).click();
  await expect(popup.getByText(words('codeFoundFrom', { from: 'Corner shop · bea' }))).toBeVisible();
  await expect(popup.getByText(words('codeReplaces'))).toBeVisible();
  const credential = await idOf(app, 'Corner shop');
  expect((await app.must('getCredential', { credential })).otp).toMatchObject({ value: { period: 60 } });
  await popup.getByRole('button', { name: words('saveCode') }).click();
  await expect(popup.getByText(words('codeReplaced'))).toBeVisible();
  expect((await app.must('getCredential', { credential })).otp).toMatchObject({ value: { period: 30 } });
  // Another one at once, not when the one before has run out.
  await expect.poll(async () => (await popup.locator('.fields .code .mono').textContent())?.replace(/\s/g, '') === (await app.must('getCode', { credential })).code).toBe(true);
  expect((await app.must('getRevisions', { credential })).revisions[0]).toMatchObject({ changed: ['otp'] });
  await popup.getByRole('button', { name: words('undo') }).click();
  await expect(popup.getByText(words('undone'))).toBeVisible();
  await expectNoBarriers(popup, 'code taken back');
  expect((await app.must('getCredential', { credential })).otp).toMatchObject({ value: { period: 60 } });
});

test('a QR code on a page without a login begins a new one', async ({ cloud, app, driven, visit, popupOver }) => {
  await openStandardVault(cloud, app);
  const page = await visit('https://new.example/no-fields');
  await showPicture(page, uri);
  const popup = await popupOver(page);
  await expect(popup.getByText(words('noneForSite', { site: 'new.example' }))).toBeVisible();
  await expectNoBarriers(popup, 'no login for the site');
  const opened = driven.context.waitForEvent('page');
  await popup.getByRole('button', { name: words('newFromCode') }).click();
  const tab = await opened;
  await expect(tab.getByLabel(words('itemName'), { exact: true })).toHaveValue('new.example');
  await expect(tab.getByLabel(words('codeSecret'), { exact: true })).toHaveValue(uri);
  await expect(tab.getByText(words('codeSecretWorks'))).toBeVisible();
  await tab.keyboard.press('Control+s');
  await expect.poll(async () => (await app.must('search', { query: 'new.example', limit: 5 })).rows.map(({ label, host, hasCode }) => ({ label, host, hasCode }))).toEqual([{ label: 'new.example', host: 'new.example', hasCode: true }]);
  await tab.close();
});

test('the form takes a picture, an address, a typed secret and Steam’s, and refuses what makes no code', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const page = await driven.page('src/ui/vault/index.html#new');
  await page.getByLabel(words('itemName'), { exact: true }).fill('Codes');
  const field = page.getByLabel(words('codeSecret'), { exact: true });
  const works = page.getByText(words('codeSecretWorks'), { exact: false });

  await page.getByLabel(words('qrFromImage')).setInputFiles({ name: 'qr.png', mimeType: 'image/png', buffer: await pngOf(page, uri) });
  await expect(field).toHaveValue(uri);
  await expect(works).toContainText('Corner shop');
  await page.getByLabel(words('qrFromImage')).setInputFiles({ name: 'qr.png', mimeType: 'image/png', buffer: await pngOf(page, 'https://shop.example') });
  await expect(page.getByText(words('qrNoCode'))).toBeVisible();
  await expect(field).toHaveValue(uri);

  await field.fill('gezd gnbv gy3t qojq gezd gnbv gy3t qojq====');
  await expect(works).toContainText(/\d{3} \d{3}/);
  await field.fill(`steam://${secret}`);
  await expect(works).toContainText(/[2-9B-Y]{5}/);
  await field.fill(`otpauth://hotp/x?secret=${secret}&counter=1`);
  await expect(page.getByText(words('codeCounter'))).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(field).toHaveAttribute('aria-invalid', 'true');

  await field.fill(`steam://${secret}`);
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('option', { name: /Codes/ })).toBeVisible();
  expect((await app.must('getCode', { credential: await idOf(app, 'Codes') })).code).toMatch(/^[2-9B-Y]{5}$/);
  await page.close();
});

test('says at a code that the clock is wrong, and only then', async ({ cloud, app, driven }) => {
  await openStandardVault(cloud, app);
  const credential = await idOf(app, 'Bank');
  expect((await app.must('getCode', { credential })).clockAhead).toBeNull();
  await putClockAhead(driven, 95_000);
  await app.must('refresh', {});
  await expect.poll(async () => (await app.must('getCode', { credential })).clockAhead).toBeGreaterThan(85);
  const page = await driven.page(`src/ui/vault/index.html#credential=${credential}`);
  await expect(page.locator('.quiet-line.warning', { hasText: 'clock' })).toBeVisible();
  await page.close();
  await driven.killWorker();
});
