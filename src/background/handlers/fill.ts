/**
 * Filling a login that a person chose, taking it back, what was said of sites; and handing the order to the page it
 * is for.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import type { ScreenRequests } from '../../messages/contract.ts';
import type { PageHandlers, ScreenHandlers } from '../answer.ts';
import { fillBest } from '../fill/fill-best.ts';
import { fillLogin } from '../fill/fill-login.ts';
import { nextStepFor } from '../fill/next-step.ts';
import { rowOf } from '../rows.ts';
import type { App } from './app.ts';
import { whileUnlocked } from './while-unlocked.ts';

type Names = 'fill' | 'fillAsked' | 'undoFill' | 'getSiteRules' | 'setNeverFill' | 'removeFieldRule' | 'removeFrameRule';

export function fillHandlers(app: App): Pick<ScreenHandlers, Names> {
  const { session, pages, siteRules } = app;
  const { used } = whileUnlocked(session);
  const sites = async () => ({ sites: await siteRules.list() });
  return {
    fill: used(async ({ credential, tabId, documentId, allow }) => fillLogin(credential, { top: await pages.same(tabId, documentId), frame: null }, allow, app)),
    fillAsked: used((ask) => goOn(ask, app)),
    undoFill: used(async ({ undo }) => {
      const found = app.undos.take(undo);
      if (found === null) throw new Failure({ kind: 'page-changed' });
      await app.steps.forget(found.page.tabId);
      return pages.undo(found.page);
    }),
    getSiteRules: used(sites),
    setNeverFill: used(async ({ site, never }) => {
      await siteRules.setNever(site, never);
      return sites();
    }),
    removeFrameRule: used(async ({ site, origin }) => {
      await siteRules.setFrame(site, origin, false);
      return sites();
    }),
    removeFieldRule: used(async ({ site, mark }) => {
      await siteRules.removeField(site, mark);
      return sites();
    }),
  };
}

/** In the frame that was meant, as far as it is still there. */
async function goOn({ tabId, documentId }: ScreenRequests['fillAsked']['ask'], app: App): Promise<ScreenRequests['fillAsked']['reply']> {
  const asked = await app.asked.take(tabId);
  const top = await app.pages.same(tabId, documentId);
  const frame = asked !== null && asked.frameId !== 0 ? await app.pages.frame(tabId, asked.frameId, asked.frameUrl ?? undefined) : null;
  const { entry, report, problem } = await fillBest({ top, frame }, { ...app, openVaults: async () => (await app.vaults.load()).values() });
  const names = new Map((await app.session.keyring.contents()).vaults.map(({ id, name }) => [id, name]));
  return { row: entry === null ? null : rowOf(entry, names), report, problem };
}

export function pageHandlers(app: App): Pick<PageHandlers, 'takeOrder' | 'takeNextStep'> {
  return {
    async takeOrder({ ticket }, sender) {
      const order = app.tickets.take(ticket, sender);
      // After the ticket is found good, so that no page can keep Latchkey open by asking; it may have locked meanwhile.
      await app.session.use();
      return order;
    },
    async takeNextStep({ step }, sender) {
      // Nobody is here: it puts no deadline off.
      if (!(await app.session.isUnlocked())) throw new Failure({ kind: 'locked' });
      return nextStepFor(step, sender, app);
    },
  };
}
