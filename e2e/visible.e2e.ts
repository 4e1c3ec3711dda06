/**
 * Only fields that a person can see are filled: each way of hiding one, and each way of drawing one that hides nothing.
 * @see guides: threats S-04
 */
import { hidden, shown } from '../src/demo-server/sites/hidden-fields.ts';
import { idOf, permit } from '../tools/driver/app.ts';
import { fillFast, placeOf } from '../tools/driver/fill.ts';
import { expect, test } from './fixtures.ts';
import { logins, openStandardVault } from './standard-vault.ts';

const site = 'https://www.bank.example';

for (const [what, ways, expected] of [['is left empty', hidden, ''], ['is filled', shown, logins.bank.password]] as const) {
  test(`a password field ${what} where it is drawn so: ${Object.keys(ways).length} ways`, async ({ cloud, app, visit }) => {
    test.setTimeout(180_000);
    await openStandardVault(cloud, app);
    await permit(app, site);
    const bank = await idOf(app, logins.bank.label);
    const page = await visit(site);
    for (const way of Object.keys(ways)) {
      await page.goto(`${site}/hidden-field?way=${encodeURIComponent(way)}`);
      expect.soft(await fillFast(app, bank, await placeOf(app, page)), way).toMatchObject({ ok: true });
      // Where shadow trees hide it, Playwright's own selectors look into open ones.
      const field = page.locator('input[name=password]');
      expect.soft(await field.count() === 0 ? '' : await field.first().inputValue(), way).toBe(expected);
      expect.soft(await page.locator('input[name=username]').inputValue(), way).toBe(logins.bank.username);
    }
  });
}
