/**
 * Asks the background for something, from our script in a web page.
 * @module
 */

import type { Answer, Message, PageRequest, PageRequests } from '../messages/contract.ts';
import { answered } from '../messages/send.ts';

/** Never rejects. `outdated`: left over from before an update, the browser has cut it off. */
export function ask<Name extends PageRequest>(name: Name, what: PageRequests[Name]['ask']): Promise<Answer<PageRequests[Name]['reply']>> {
  return answered((async () => {
    const message: Message = { to: 'page-router', name, ask: what, version: chrome.runtime.getManifest().version };
    return chrome.runtime.sendMessage(message);
  })());
}
