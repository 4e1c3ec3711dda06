/**
 * The answer to what `public/ask-first.js` asked while this script was still loading.
 * @module
 */

import type { Answer, PopupView } from '../../messages/contract.ts';
import { answered, send } from '../../messages/send.ts';

declare global {
  var askedFirst: Promise<Answer<PopupView> | undefined> | undefined;
}

/** The popup's view; asked for anew at every call but the first. */
export function askView(): Promise<Answer<PopupView>> {
  const early = globalThis.askedFirst;
  globalThis.askedFirst = undefined;
  return early === undefined ? send('getPopup', {}) : answered(early);
}
