/**
 * Entry point: the offscreen document, which does for the worker what needs a document.
 * @module
 */

import { clearIfOurs, copyText } from './clipboard-text.ts';
import type { ClipboardOrder } from '../clipboard.ts';
import { listenForRating } from './rating.ts';

listenForRating();

chrome.runtime.onConnect.addListener((port) => {
  if (port.name !== 'clipboard' || port.sender?.id !== chrome.runtime.id || port.sender.tab) return;
  port.onMessage.addListener((order: ClipboardOrder) => {
    const done = order.do === 'copy' ? copyText(order.text, order.clearAfterSeconds) : clearIfOurs();
    void done.then(() => port.postMessage('done'));
  });
});
