/**
 * Fills as the popup does, without drawing one: for tests that fill hundreds of times.
 * @module
 */
import type { Page } from 'playwright';
import type { Answer, ScreenRequests } from '../../src/messages/contract.ts';
import type { App } from './app.ts';
import { until } from './browser.ts';

type Fill = ScreenRequests['fill'];
/** A document in a tab, as `fill` names it. */
export type Place = Pick<Fill['ask'], 'tabId' | 'documentId'>;

/** The document that a tab shows now. Its site must be permitted. */
export async function placeOf(app: App, page: Page): Promise<Place> {
  const find = (): Promise<Place | null> => app.screen.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url: url.replace(/#.*$/, '') });
    if (tab?.id === undefined) return null;
    const [found] = await chrome.scripting.executeScript({ target: { tabId: tab.id }, injectImmediately: true, func: () => undefined });
    return { tabId: tab.id, documentId: (found as { documentId?: string } | undefined)?.documentId ?? '' };
  }, page.url());
  await until('the tab to be known', async () => await find() !== null);
  const place = await find();
  if (place === null) throw new Error(`There is no tab at ${page.url()} any more.`);
  return place;
}

export function fillFast(app: App, credential: Fill['ask']['credential'], place: Place): Promise<Answer<Fill['reply']>> {
  return app.ask('fill', { credential, ...place, allow: [] });
}
