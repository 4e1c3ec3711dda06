/**
 * Puts a secret on the clipboard and takes it off again, if it is still ours.
 *
 * Chromium's worker has no clipboard: an offscreen document does it, and goes on doing it should the worker be stopped.
 * The secret goes there through a port of its own, so that no other page of ours hears it.
 * @see guides: threats S-20
 * @module
 */

import { browser } from './browser.ts';
import { clearIfOurs, copyText } from './offscreen/clipboard-text.ts';
import { ensureOffscreen } from './offscreen/ensure.ts';

declare const __FIREFOX__: boolean;

export const clipboardPort = 'clipboard';
/** What the offscreen document is told. `clear` needs no secret: it remembers what it has written. */
export type ClipboardOrder = { do: 'copy'; text: string; clearAfterSeconds: number } | { do: 'clear' };

export interface Clipboard {
  /** 0 seconds: it stays. */
  copy: (text: string, clearAfterSeconds: number) => Promise<void>;
  /** At once, e.g. on lock. */
  clear: () => Promise<void>;
}

export function clipboard(): Clipboard {
  return __FIREFOX__ ? ownClipboard() : offscreenClipboard();
}

function ownClipboard(): Clipboard {
  return {
    copy: (text, clearAfterSeconds) => copyText(text, clearAfterSeconds),
    clear: () => clearIfOurs(),
  };
}

function offscreenClipboard(): Clipboard {
  return {
    async copy(text, clearAfterSeconds) {
      await ensureOffscreen();
      await order({ do: 'copy', text, clearAfterSeconds });
    },
    async clear() {
      if (await browser.offscreen.hasDocument()) await order({ do: 'clear' });
    },
  };
}

/** Resolves when the offscreen document says that it is done. */
async function order(what: ClipboardOrder): Promise<void> {
  const port = browser.runtime.connect({ name: clipboardPort });
  await new Promise<void>((resolve) => {
    port.onMessage.addListener(() => resolve());
    port.onDisconnect.addListener(() => resolve());
    port.postMessage(what);
  });
  port.disconnect();
}
