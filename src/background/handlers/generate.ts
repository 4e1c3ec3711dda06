/**
 * The generator: making, keeping and using passwords; drafts that wait to be saved.
 * @module
 */

import { randomBytes } from '../../core/bytes.ts';
import { generatePassphrase, generatePassword } from '../../core/generator.ts';
import { readFieldRules } from '../../core/password-rules.ts';
import { Failure } from '../../core/problem.ts';
import { pageKey } from '../../core/sites/page-key.ts';
import type { GeneratorSite, ScreenRequests } from '../../messages/contract.ts';
import type { ScreenHandlers } from '../answer.ts';
import { copySecret } from '../copy-secret.ts';
import { fillNewPassword } from '../fill/fill-new-password.ts';
import { mayFillInto } from '../fill/may-fill.ts';
import type { PageDocument } from '../fill/pages.ts';
import { keepForSite } from '../generate/site-draft.ts';
import { rowOf } from '../rows.ts';
import type { App } from './app.ts';
import { whileUnlocked } from './while-unlocked.ts';

type Names = 'openGenerator' | 'generate' | 'getGenerated' | 'revealGenerated' | 'copyGenerated' | 'clearGenerated' | 'useGenerated';

export function generateHandlers(app: App): Pick<ScreenHandlers, Names> {
  const { session, generated } = app;
  const { used } = whileUnlocked(session);
  return {
    openGenerator: used(async ({ site }) => ({ recipes: await app.recipes.read(), site: site === null ? null : await siteOf(site, app) })),
    generate: used(async ({ recipe, rules, site }) => {
      const value = recipe.kind === 'password' ? generatePassword(recipe, randomBytes, rules) : generatePassphrase(recipe, await app.words.passphrase(), randomBytes);
      const { id } = await generated.add(value, { at: app.now(), site });
      await app.recipes.remember(recipe);
      return { id, value };
    }),
    getGenerated: used(async () => ({ values: (await generated.read()).map(({ id, at, site, used: was }) => ({ id, at, site, used: was })) })),
    revealGenerated: used(async ({ id }) => ({ value: (await generated.use(id)).value })),
    copyGenerated: used(async ({ id }) => copySecret((await generated.use(id)).value, app)),
    clearGenerated: used(async () => {
      await generated.clear();
      return {};
    }),
    useGenerated: used((ask) => useOn(ask, app)),
  };
}

/** What the page behind the popup says of new passwords, and whose password it could be. */
async function siteOf({ tabId, documentId }: { tabId: number; documentId: string }, app: App): Promise<GeneratorSite> {
  const page = await app.pages.same(tabId, documentId);
  const { newPassword } = await app.pages.look(page, { wait: false, labels: [], rules: (await app.siteRules.of(pageKey(page.url))).fields });
  const names = new Map((await app.session.keyring.contents()).vaults.map(({ id, name }) => [id, name]));
  const kin = await app.siteSets.kinOf(page.url);
  const logins = [...(await app.vaults.load()).values()].flatMap((vault) => vault.matches(page.url, kin)).filter(({ match }) => match.offer);
  return { rules: newPassword === null ? null : readFieldRules(newPassword), takesNew: newPassword !== null, logins: logins.slice(0, 20).map(({ entry }) => rowOf(entry, names)) };
}

/** First kept, then used: whatever becomes of the page, the password is somewhere. */
async function useOn({ generated, credential, tabId, documentId, how }: ScreenRequests['useGenerated']['ask'], app: App): Promise<ScreenRequests['useGenerated']['reply']> {
  const page = await app.pages.same(tabId, documentId);
  if (credential !== null) mayFillInto(await app.vaults.credential(credential), page.url, { allow: [], sets: await app.siteSets.list() });
  const { value } = await app.generated.use(generated);
  const draft = await keepForSite({ password: value }, { credential, page: page.url }, app);
  if (draft.credential === null) throw new Failure({ kind: 'bug' });
  app.changed();
  return { draft: draft.credential, label: draft.form.label, ...(how === 'copy' ? await copySecret(value, app) : await filled(page, value, app)) };
}

async function filled(page: PageDocument, value: string, app: App): Promise<{ clearsAt: null }> {
  await fillNewPassword(page, value, app);
  return { clearsAt: null };
}
