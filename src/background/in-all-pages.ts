/**
 * A script of ours in all pages: there while a person has allowed all sites and wants what it does.
 * @module
 */

import { browser } from './browser.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** As the manifest lists them under `optional_host_permissions`. */
const allSites = ['https://*/*', 'http://*/*'];

const queue = oneAtATime();

/** @param file - as an import with `?script&iife` gives it */
export interface ScriptInPages { id: string; file: string; wanted: () => Promise<boolean> }

/** Puts the script into all pages, those that are open already included, or takes it out of those to come. Does nothing where all is as it should be. */
export function inAllPages({ id, file, wanted }: ScriptInPages): Promise<void> {
  return queue(async () => {
    const should = (await browser.permissions.contains({ origins: allSites })) && (await wanted());
    const [known] = await browser.scripting.getRegisteredContentScripts({ ids: [id] });
    const right = known?.js?.some((each) => file.endsWith(each.replace(/^\//, ''))) === true;
    if (known && !(should && right)) await browser.scripting.unregisterContentScripts({ ids: [id] });
    if (!should || right) return;
    await browser.scripting.registerContentScripts([{ id, js: [file], matches: allSites, allFrames: true, runAt: 'document_start' }]);
    const open = await browser.tabs.query({ url: allSites });
    await Promise.all(open.flatMap(({ id: tabId }) => (tabId === undefined ? [] : [browser.scripting.executeScript({ target: { tabId, allFrames: true }, files: [file] }).catch(() => undefined)])));
  });
}
