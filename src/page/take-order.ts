/**
 * Fetches what is to be filled, and checks that it is meant for this very document.
 * @see threats: S-03, S-17
 * @module
 */

import type { Answer, FillOrder, Message, PageRequests } from '../messages/contract.ts';

type Orders = 'takeOrder' | 'takeNextStep';

const wrongPage = { ok: false, problem: { kind: 'page-changed' } } as const;

/** Refused in documents of no origin, and in those that only borrow one (`about:blank`, `srcdoc`). */
export async function takeOrder<Name extends Orders>(name: Name, ask: PageRequests[Name]['ask']): Promise<Answer<FillOrder>> {
  if (!hasOwnOrigin()) return { ok: false, problem: { kind: 'restricted-page' } };
  const message: Message = { to: 'page-router', name, ask, version: chrome.runtime.getManifest().version };
  const answer: Answer<FillOrder> | undefined = await chrome.runtime.sendMessage(message);
  if (answer?.ok !== true) return answer ?? { ok: false, problem: { kind: 'outdated' } };
  // The background has checked this too, but the answer took its time.
  return hasOwnOrigin() && answer.value.origin === self.origin ? answer : wrongPage;
}

function hasOwnOrigin(): boolean {
  return self.origin !== 'null' && self.origin === location.origin && /^https?:$/.test(location.protocol);
}
