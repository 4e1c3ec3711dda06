/**
 * Locked and unlocked: the one field, wrong keys and their price, and what locks.
 */
import { becomes, putClockAhead } from '../tools/driver/triggers.ts';
import { words, wordsLike } from '../tools/driver/words.ts';
import { expect, test } from './fixtures.ts';
import { openStandardVault, vaultKey } from './standard-vault.ts';

const shopLogin = 'https://shop.example/login';

test.describe('unlocking', () => {
  test('opens with focus in its field, refuses a wrong key in words, and shows the logins of the site after the right one', { tag: '@live' }, async ({ cloud, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    await app.must('lock', {});
    const popup = await popupOver(await visit(shopLogin));
    const field = popup.getByLabel(words('unlockPassword'), { exact: true });
    await expect(field).toBeFocused();

    await field.fill('not the key');
    await field.press('Enter');
    await expect(popup.getByRole('alert')).toContainText(words('problemWrongUnlockPassword'));
    await expect(field).toBeFocused();

    await field.fill(vaultKey);
    await field.press('Enter');
    await expect(popup.getByRole('option', { selected: true })).toContainText('Corner shop');
    await expect(popup.getByRole('combobox', { name: words('searchVault') })).toBeFocused();
  });

  test('makes wrong tries wait, also after the worker has died', async ({ cloud, driven, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    await app.must('lock', {});
    // The wait is some seconds, which nobody here is sure to see: by a clock that is ahead it is a minute longer, for a worker whose clock is right.
    await putClockAhead(driven, 60_000);
    for (let wrong = 0; wrong < 4; wrong++) await app.ask('unlock', { password: `wrong ${wrong}` });
    await driven.killWorker();
    expect(await app.ask('unlock', { password: vaultKey })).toMatchObject({ ok: false, problem: { kind: 'too-many-tries' } });

    const popup = await popupOver(await visit(shopLogin));
    const wait = popup.getByRole('button', { name: wordsLike('waitSeconds') });
    await expect(wait).toBeVisible();
    await expect(wait).toHaveAttribute('aria-disabled', 'true');
    await popup.getByLabel(words('unlockPassword'), { exact: true }).fill(vaultKey);
    // Once it is over, for the popup and for the worker, the right key opens.
    await putClockAhead(driven, 120_000);
    await popup.evaluate(() => {
      const right = Date.now.bind(Date);
      Date.now = () => right() + 120_000;
    });
    await popup.getByRole('button', { name: words('unlock'), exact: true }).click();
    await expect(popup.getByRole('option').first()).toContainText('Corner shop');
  });
});

test.describe('an unlocked vault', () => {
  test('stays open when the worker dies', async ({ cloud, driven, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const shop = await visit(shopLogin);
    await driven.killWorker();
    const popup = await popupOver(shop);
    await expect(popup.getByRole('option', { selected: true })).toContainText('Corner shop');
    expect((await app.must('getState', {})).lock.state).toBe('unlocked');
  });

  test('is locked by hand, in every window at once', async ({ cloud, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const popup = await popupOver(await visit(shopLogin));
    await popup.getByRole('button', { name: words('lockNow') }).click();
    await expect(popup.getByRole('heading', { name: words('locked') })).toBeVisible();
    await expect(popup.getByLabel(words('unlockPassword'), { exact: true })).toBeFocused();
    expect((await app.must('getState', {})).lock).toEqual({ state: 'locked', retryAt: null });
    expect(await app.ask('search', { query: '', limit: 10 })).toEqual({ ok: false, problem: { kind: 'locked' } });
  });

  test('is locked when its time is over, even if the alarm never rang', async ({ cloud, driven, app }) => {
    await openStandardVault(cloud, app);
    const { settings } = await app.must('getState', {});
    await app.must('saveSettings', { settings: { ...settings, lockAfterMinutes: 15 } });
    await app.must('search', { query: '', limit: 1 });
    const { lock } = await app.must('getState', {});
    expect(lock).toMatchObject({ state: 'unlocked' });
    const locksAt = lock.state === 'unlocked' ? lock.locksAt : null;
    expect(locksAt).toBeGreaterThan(Date.now() + 14 * 60_000);
    expect(locksAt).toBeLessThanOrEqual(Date.now() + 15 * 60_000);

    // The computer slept: no alarm, only a later wall clock.
    await putClockAhead(driven, 16 * 60_000);
    expect(await app.ask('search', { query: '', limit: 1 })).toEqual({ ok: false, problem: { kind: 'locked' } });
  });

  test('is locked by its command', async ({ cloud, driven, app }) => {
    await openStandardVault(cloud, app);
    await (await driven.worker()).evaluate(() => {
      (chrome.commands.onCommand as unknown as { dispatch: (command: string) => void }).dispatch('lock');
    });
    await expect.poll(async () => (await app.must('getState', {})).lock.state).toBe('locked');
  });

  for (const [state, setting] of [['locked', 'lockOnScreenLock'], ['idle', 'lockOnIdle']] as const) {
    test(`is locked when the computer is ${state}, if the person wants it so`, async ({ cloud, driven, app }) => {
      await openStandardVault(cloud, app);
      const { settings } = await app.must('getState', {});
      await app.must('saveSettings', { settings: { ...settings, [setting]: false } });
      await becomes(driven, state);
      expect((await app.must('refresh', {})).lock.state).toBe('unlocked');

      await app.must('saveSettings', { settings: { ...settings, [setting]: true } });
      await becomes(driven, state);
      await expect.poll(async () => (await app.must('getState', {})).lock.state).toBe('locked');
    });
  }
});
