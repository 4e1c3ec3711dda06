/**
 * Setting up one-time codes from the page that shows their QR code.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import { isCounterBased, parseOtp } from '../../core/totp.ts';
import type { ScreenRequests } from '../../messages/contract.ts';
import type { ScreenHandlers } from '../answer.ts';
import { browser } from '../browser.ts';
import type { App } from './app.ts';

export function otpHandlers(app: App): Pick<ScreenHandlers, 'capturePage' | 'addCode'> {
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
  };
}

async function addCode({ credential, otp }: ScreenRequests['addCode']['ask'], { writes, now }: App): Promise<ScreenRequests['addCode']['reply']> {
  if (parseOtp(otp) === null || isCounterBased(otp)) throw new Failure({ kind: 'not-allowed' });
  const { vault, form, base, draft } = await writes.openForm({ credential, vault: null });
  const next = { ...form, otp };
  if (draft) {
    await writes.drafts.keep({ vault, credential: await writes.journal.resolve(credential), form: next, base, problem: null, at: now() });
    return { kept: 'draft', undo: null };
  }
  const { state, undo } = await writes.save({ credential, vault, form: next, base });
  return { kept: state, undo };
}
