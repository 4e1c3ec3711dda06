/**
 * Asks the background for something, from the menu in a web page.
 * @module
 */

import type { Answer, MenuRequest, MenuRequests, Message } from '../../messages/contract.ts';
import { answered } from '../../messages/send.ts';

/** Never rejects. */
export function askMenu<Name extends MenuRequest>(name: Name, ask: MenuRequests[Name]['ask']): Promise<Answer<MenuRequests[Name]['reply']>> {
  const message: Message = { to: 'menu-router', name, ask, version: chrome.runtime.getManifest().version };
  return answered((async () => chrome.runtime.sendMessage(message))());
}
