/**
 * The one offscreen document that Chromium allows, made when it is first needed.
 * @module
 */

import { browser } from '../browser.ts';

export const offscreenPath = 'src/background/offscreen/index.html';

let making: Promise<void> | null = null;

/** Resolves when the document has run its scripts. */
export async function ensureOffscreen(): Promise<void> {
  if (await browser.offscreen.hasDocument()) return making ?? undefined;
  making ??= browser.offscreen.createDocument({
    url: offscreenPath,
    reasons: ['CLIPBOARD', 'WORKERS'],
    justification: 'Copies a chosen secret and clears it from the clipboard after a while; rates passwords without holding up the background.',
  }).finally(() => { making = null; });
  await making;
}
