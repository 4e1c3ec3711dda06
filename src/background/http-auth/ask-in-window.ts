/**
 * Hears servers that ask for a name and a password, and asks the person in a small window of our own.
 * @module
 */

import { browser } from '../browser.ts';
import type { KeepAlive } from '../keep-alive.ts';
import type { AuthAnswer, AuthDetails, Questions, QuestionsWorld } from './questions.ts';

const page = 'src/ui/http-auth/index.html';
const size = { width: 440, height: 420 };

/** Only over the tab that the person sees. */
export const askInWindow: QuestionsWorld['show'] = async (question, tabId, closed) => {
  if (!(await browser.tabs.get(tabId)).active) throw new Error('nobody looks at that tab');
  const shown = await browser.windows.create({ type: 'popup', focused: true, ...size, url: browser.runtime.getURL(`${page}#${question}`) });
  const hear = (id: number): void => { if (id === shown?.id) closed(); };
  browser.windows.onRemoved.addListener(hear);
  return () => {
    browser.windows.onRemoved.removeListener(hear);
    if (shown?.id !== undefined) void browser.windows.remove(shown.id).catch(() => undefined);
  };
};

type Answer = (answer: AuthAnswer) => void;
let hear: ((details: AuthDetails, answer?: Answer) => undefined) | undefined;

/**
 * Called at the start and whenever something is allowed: the browser has this part only once a person has allowed it, and
 * takes no listener, and says nothing, while it may look at no host.
 *
 * Chromium counts whom it tells of requests when it loads an extension, not when a permission is given (156;
 * `WebRequestAPI::OnExtensionLoaded`): we are heard at once only because `declarativeNetRequestWithHostAccess` counts as well.
 */
export function listenToServers(questions: Questions, keepAlive: KeepAlive): void {
  if (!('webRequest' in browser)) return;
  const { onAuthRequired } = browser.webRequest;
  if (hear !== undefined) onAuthRequired.removeListener(hear);
  hear = (details, answer) => {
    void keepAlive(questions.answer(details)).then((found) => answer?.(found));
    return undefined;
  };
  onAuthRequired.addListener(hear, { urls: ['http://*/*', 'https://*/*'], types: ['main_frame'] }, ['asyncBlocking']);
}
