/**
 * As much of the browser's tabs as saving logins needs.
 * @module
 */

import * as v from 'valibot';

import { browser } from '../browser.ts';
import type { FrameLook } from './place.ts';

export interface CaptureTabs {
  /** Null: there is no such tab any more. `url` is left out where it may not be seen; `rests`: its page has loaded. */
  get: (tabId: number) => Promise<{ url?: string | undefined; active: boolean; windowId: number; rests: boolean } | null>;
  /** All frames that can be looked into. */
  look: (tabId: number) => Promise<readonly FrameLook[]>;
  /** Where the browser allows it; the sign on the toolbar is there in any case. */
  openPopup: (windowId: number) => Promise<void>;
}

const patienceMs = 3000;
const lookShape = v.object({ address: v.pipe(v.string(), v.maxLength(4096)), password: v.boolean(), typing: v.boolean() });

export const captureTabs: CaptureTabs = {
  get: (tabId) => browser.tabs.get(tabId).then(({ url, active, windowId, status }) => ({ url, active, windowId, rests: status === 'complete' }), () => null),
  async look(tabId) {
    const late = new Promise<[]>((resolve) => { setTimeout(() => resolve([]), patienceMs); });
    // A page that is busy for ever must not keep anything waiting.
    const results = await Promise.race([browser.scripting.executeScript({ target: { tabId, allFrames: true }, injectImmediately: true, func: lookAround }).catch(() => []), late]);
    return results.flatMap((result) => {
      const { documentId = '' } = result as { documentId?: string };
      return v.is(lookShape, result.result) ? [{ documentId, ...result.result }] : [];
    });
  },
  openPopup: (windowId) => browser.action.openPopup({ windowId }).catch(() => undefined),
};

/** Runs in the page, once: it must not use anything of this module. */
function lookAround(): Omit<FrameLook, 'documentId'> {
  const password = [...document.querySelectorAll('input[type=password]')].some((field) => field.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && field.getBoundingClientRect().width > 4);
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  const typing = document.hasFocus() && (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused.value !== '' : focused instanceof HTMLElement && focused.isContentEditable);
  return { address: location.origin + location.pathname, password, typing };
}
