/**
 * The script in a web page. Injected into one document when a person wants something there; does
 * nothing until the background calls, marks nothing in the page, and may be injected again at any
 * time.
 * @module
 */

import type { FillOutcome, MenuPurpose, PageCall, PageLook } from '../messages/contract.ts';
import { fill, look } from './fill.ts';
import { purposeOf } from './purpose-of.ts';
import { takeOrder } from './take-order.ts';
import { isVisible } from './visible.ts';

/** In our own world of the page, where its scripts see nothing. */
const slot = globalThis as { latchkeyPage?: { stop: () => void; purposeOf: (field: HTMLInputElement) => MenuPurpose | null } };

let stopped = false;
const surroundings = { document, visible: isVisible };

function answer(message: unknown, sender: chrome.runtime.MessageSender, reply: (outcome: FillOutcome | PageLook) => void): true | undefined {
  if (stopped || sender.id !== chrome.runtime.id || sender.tab !== undefined || !isPageCall(message)) return undefined;
  if (message.do === 'look') {
    reply({ origin: self.origin, ...look(surroundings) });
    return undefined;
  }
  void fillFor(message.ticket).then(reply);
  return true; // the reply comes later
}

async function fillFor(ticket: string): Promise<FillOutcome> {
  try {
    const order = await takeOrder(ticket);
    if (!order.ok) return { filled: [], problem: order.problem };
    return await fill(order.value, surroundings);
  } catch {
    return { filled: [], problem: { kind: 'bug' } };
  }
}

function stop(): void {
  stopped = true;
  try {
    chrome.runtime.onMessage.removeListener(answer);
  } catch {
    // Left over from before an update: the browser has cut it off already.
  }
}

function isPageCall(message: unknown): message is PageCall {
  if (typeof message !== 'object' || message === null || !('do' in message)) return false;
  return message.do === 'look' || (message.do === 'fill' && 'ticket' in message && typeof message.ticket === 'string');
}

// An older copy, perhaps of an older version, must not answer too.
slot.latchkeyPage?.stop();
slot.latchkeyPage = { stop, purposeOf: (field) => purposeOf(field, surroundings) };
chrome.runtime.onMessage.addListener(answer);
