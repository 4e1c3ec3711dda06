/**
 * The menu at a login field: put into a page where a person acts, opened once for one document, filling that document.
 * @module
 */

import type { Entry } from '../../core/credential/entry.ts';
import { partByName } from '../../core/credential/typed-name.ts';
import { randomBytes } from '../../core/bytes.ts';
import { generatePassphrase, generatePassword } from '../../core/generator.ts';
import { readFieldRules } from '../../core/password-rules.ts';
import { Failure } from '../../core/problem.ts';
import { pageKey } from '../../core/sites/page-key.ts';
import { domainOf } from '../../core/sites/site.ts';
import type { MenuRequests, MenuView, SiteRule } from '../../messages/contract.ts';
import type { MenuHandlers, PageHandlers, Sender } from '../answer.ts';
import { browser } from '../browser.ts';
import type { FillPlace } from '../fill/choose-document.ts';
import { fillLogin } from '../fill/fill-login.ts';
import { fillNewPassword } from '../fill/fill-new-password.ts';
import { knownOf, offersFor } from '../fill/offers.ts';
import type { PageDocument } from '../fill/pages.ts';
import { typedName } from '../fill/typed-name.ts';
import type { Undoable } from '../fill/undos.ts';
import { keepForSite } from '../generate/site-draft.ts';
import type { MenuTask } from '../menu/menus.ts';
import { standIn, tellMark } from '../menu/stand.ts';
import { openPopup } from '../open-popup.ts';
import { rowOf } from '../rows.ts';
import type { App } from './app.ts';

/** Rows of the menu; the rest is in the popup. */
const mostRows = 5;
const newLogin = 'src/ui/vault/index.html#new';

export function menuPageHandlers(app: App): Pick<PageHandlers, 'fieldFocused' | 'openMenu'> {
  return {
    async fieldFocused(_, sender) {
      const page = documentOf(sender);
      if (!(await app.settings.read()).menuInPages) return {};
      const { never, fields } = await rulesOf(page, app);
      if (never) return {};
      if (fields.length > 0) await app.pages.know(page, fields);
      await standIn(page);
      return {};
    },
    async openMenu({ purpose, room }, sender) {
      const page = documentOf(sender);
      // Excluded or unlocked since the mark was put there: the popup says so, and can take it back.
      const excluded = (await rulesOf(page, app)).never;
      if (excluded) await tellMark(page, { menu: 'leave' });
      else if (room) return { nonce: await app.menus.issue(page, purpose) };
      await openPopup();
      return { nonce: null };
    },
  };
}

export function menuHandlers(app: App): MenuHandlers {
  return {
    takeMenu: async ({ nonce }, sender) => viewOf(await app.menus.take(nonce, sender), app),
    async fillFromMenu({ credential }, sender) {
      const { page } = await app.menus.of(sender);
      await app.session.use();
      // The form that the person is in is the one to fill, and it is in our frame at the moment.
      await tellMark(page, { menu: 'focus-field' });
      return fillLogin(credential, await placeOf(page, sender, app), [], app);
    },
    undoFromMenu: (_, sender) => undo(sender, app),
    async generateFromMenu(_, sender) {
      const { page } = await app.menus.of(sender);
      await app.session.use();
      await tellMark(page, { menu: 'focus-field' });
      return { label: await useNew(page, app) };
    },
    async neverFromMenu(_, sender) {
      const { page } = await app.menus.of(sender);
      await app.session.use();
      await app.siteRules.setNever(pageKey(page.url), true);
      await app.menus.drop(sender);
      app.changed();
      await tellMark(page, { menu: 'leave' });
      // There it is said, and can be taken back.
      await openPopup();
      return {};
    },
    async leaveMenu({ to }, sender) {
      const { page } = await app.menus.of(sender);
      await app.menus.drop(sender);
      await tellMark(page, { menu: 'close' });
      if (to === 'popup') await openPopup();
      if (to === 'new') await app.openTab(browser.runtime.getURL(newLogin));
      return {};
    },
  };
}

/** Who asks, as a document that could be filled. @throws {Failure} `restricted-page`: it has no origin of its own, or another site is around it */
function documentOf({ tab, frameId = 0, documentId = '', url = '', origin }: Sender): PageDocument {
  const address = URL.parse(url);
  if (tab?.id === undefined || !address || !/^https?:$/.test(address.protocol) || (origin !== undefined && origin !== address.origin)) throw new Failure({ kind: 'restricted-page' });
  const around = frameId === 0 ? address : URL.parse(tab.url ?? '');
  if (!around || domainOf(around.hostname) !== domainOf(address.hostname)) throw new Failure({ kind: 'restricted-page' });
  return { tabId: tab.id, frameId, documentId, url: address };
}

/** The document that the menu stands in, if it is still that one. @throws {Failure} `page-changed` */
async function placeOf(page: PageDocument, { tab }: Sender, { pages }: App): Promise<FillPlace> {
  if (page.frameId === 0) return { top: page, frame: null };
  const frame = await pages.frame(page.tabId, page.frameId, page.url.href);
  if (frame.documentId !== page.documentId) throw new Failure({ kind: 'page-changed' });
  return { top: await pages.frame(page.tabId, 0, tab?.url), frame };
}

/** What the person has said of the site. Not known while locked: the rules are sealed. */
async function rulesOf({ url }: PageDocument, { siteRules }: App): Promise<SiteRule> {
  const site = pageKey(url);
  try {
    return await siteRules.of(site);
  } catch (error) {
    if (error instanceof Failure && error.problem.kind === 'locked') return { site, never: false, fields: [], frames: [] };
    throw error;
  }
}

async function viewOf({ page, purpose }: MenuTask, app: App): Promise<MenuView> {
  const { lock } = await app.state();
  const view: MenuView = { lock: lock.state, purpose, domain: domainOf(page.url.hostname), rows: [], total: 0, withheld: null, filled: null };
  if (lock.state !== 'unlocked') return view;
  if ((await rulesOf(page, app)).never) return { ...view, withheld: { kind: 'site-excluded', site: pageKey(page.url) } };
  await app.session.use();
  const names = new Map((await app.session.keyring.contents()).vaults.map(({ id, name }) => [id, name]));
  const { entries, withheld } = offersFor(page.url, (await app.vaults.load()).values(), await knownOf(page, app));
  const fitting = purpose === 'code' ? entries.filter(({ hasCode }) => hasCode) : await byTypedName(entries, page, app);
  const filled = undoable(page, app);
  return { ...view, rows: fitting.slice(0, mostRows).map((entry) => rowOf(entry, names)), total: fitting.length, withheld, filled: filled && { label: filled.label } };
}

/** Those whose name is typed in the document already come first. */
async function byTypedName(entries: readonly Entry[], page: PageDocument, app: App): Promise<readonly Entry[]> {
  if (entries.length < 2) return entries;
  const { named, others } = partByName(entries, await typedName({ top: page, frame: null }, app));
  return [...named, ...others];
}

/** The last fill of this very document. */
function undoable({ tabId, frameId, documentId }: PageDocument, { undos }: App): Undoable | null {
  const found = undos.of(tabId);
  return found?.page.frameId === frameId && found.page.documentId === documentId ? found : null;
}

async function undo(sender: Sender, app: App): Promise<MenuRequests['undoFromMenu']['reply']> {
  const { page } = await app.menus.of(sender);
  await app.session.use();
  const found = undoable(page, app);
  if (found === null || app.undos.take(found.undo) === null) throw new Failure({ kind: 'page-changed' });
  await app.steps.forget(page.tabId);
  await tellMark(page, { menu: 'focus-field' });
  return app.pages.undo(page);
}

/** First kept, then used, as in the popup. @returns the name of the draft */
async function useNew(page: PageDocument, app: App): Promise<string> {
  const { newPassword, roles } = await app.pages.look(page, { wait: false, labels: [], rules: (await app.siteRules.of(pageKey(page.url))).fields });
  const recipes = await app.recipes.read();
  const rules = newPassword === null ? null : readFieldRules(newPassword);
  const value = recipes.kind === 'password' ? generatePassword(recipes.password, randomBytes, rules) : generatePassphrase(recipes.passphrase, await app.words.passphrase(), randomBytes);
  const { id } = await app.generated.add(value, { at: app.now(), site: page.url.host });
  await app.generated.use(id);
  const known = roles.includes('current-password') ? offersFor(page.url, (await app.vaults.load()).values(), await knownOf(page, app)).entries : [];
  // Where one is to be changed and there is only one, it is that one's.
  const draft = await keepForSite({ password: value }, { credential: known.length === 1 ? known[0]?.id ?? null : null, page: page.url }, app);
  app.changed();
  await fillNewPassword(page, value, app);
  return draft.form.label;
}
