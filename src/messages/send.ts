/**
 * Asks the background for something, from one of our own screens.
 * @module
 */

import type { Answer, Message, ScreenRequest, ScreenRequests } from './contract.ts';

/** Never rejects: a background that cannot be reached is answered as a problem too. */
export function send<Name extends ScreenRequest>(name: Name, ask: ScreenRequests[Name]['ask']): Promise<Answer<ScreenRequests[Name]['reply']>> {
  const message: Message = { to: 'screen-router', name, ask, version: chrome.runtime.getManifest().version };
  return answered((async () => chrome.runtime.sendMessage(message))());
}

/** What came back of a message, as an answer in any case. */
export async function answered<Value>(reply: Promise<Answer<Value> | undefined>): Promise<Answer<Value>> {
  try {
    return (await reply) ?? { ok: false, problem: { kind: 'outdated' } };
  } catch {
    // The extension was updated or reloaded under an open screen.
    return { ok: false, problem: { kind: 'outdated' } };
  }
}
