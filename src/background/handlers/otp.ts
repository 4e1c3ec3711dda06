/**
 * Setting up one-time codes from the page that shows their QR code, also with a new login for that page.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import { isCounterBased, parseOtp } from '../../core/totp.ts';
import type { ScreenRequests } from '../../messages/contract.ts';
import type { ScreenHandlers } from '../answer.ts';
import { browser } from '../browser.ts';
import { keepForSite } from '../generate/site-draft.ts';
import type { App } from './app.ts';

export function otpHandlers(app: App): Pick<ScreenHandlers, 'capturePage' | 'addCode' | 'newForSite'> {
  return {
    async capturePage({ tabId, documentId }) {
      await app.session.use();
      await app.pages.same(tabId, documentId);
      const { active, windowId } = await browser.tabs.get(tabId);
      if (!active) throw new Failure({ kind: 'page-changed' });
      const image = await browser.tabs.captureVisibleTab(windowId, { format: 'png' }).catch((cause: unknown) => {
        throw new Failure({ kind: 'restricted-page' }, { cause });
      });
      return { image };
    },
    async addCode(ask) {
      await app.session.use();
      return addCode(ask, app);
    },
    async newForSite({ tabId, documentId, otp }) {
      await app.session.use();
      refuseOther(otp);
      const { url } = await app.pages.same(tabId, documentId);
      const { credential } = await keepForSite(otp === null ? {} : { otp }, { credential: null, page: url }, app);
      await app.openTab(browser.runtime.getURL(`src/ui/vault/index.html#credential=${credential}&edit`));
      app.changed();
      return {};
    },
  };
}

/** What makes no code that we could show. */
function refuseOther(otp: string | null): void {
  if (otp !== null && (parseOtp(otp) === null || isCounterBased(otp))) throw new Failure({ kind: 'not-allowed' });
}

async function addCode({ credential, otp }: ScreenRequests['addCode']['ask'], { writes, now }: App): Promise<ScreenRequests['addCode']['reply']> {
  refuseOther(otp);
  const { vault, form, base, draft } = await writes.openForm({ credential, vault: null });
  const next = { ...form, otp };
  if (draft) {
    await writes.drafts.keep({ vault, credential: await writes.journal.resolve(credential), form: next, base, problem: null, at: now() });
    return { kept: 'draft', undo: null };
  }
  const { state, undo } = await writes.save({ credential, vault, form: next, base });
  return { kept: state, undo };
}
