/**
 * Puts our watcher into pages, where a person has allowed all sites and wants to be asked.
 * @module
 */

import watcher from '../../page/watch.ts?script&iife';

import { browser } from '../browser.ts';
import { oneAtATime } from '../one-at-a-time.ts';

/** As the manifest lists them under `optional_host_permissions`. */
const allSites = ['https://*/*', 'http://*/*'];
const scriptId = 'watch';

const queue = oneAtATime();

/** Puts our watcher into all pages, those that are open already included, or takes it out of those to come. Does nothing where all is as it should be. */
export function watchPages(wanted: () => Promise<boolean>): Promise<void> {
  return queue(async () => {
    const should = (await browser.permissions.contains({ origins: allSites })) && (await wanted());
    const [known] = await browser.scripting.getRegisteredContentScripts({ ids: [scriptId] });
    const right = known?.js?.some((file) => watcher.endsWith(file.replace(/^\//, ''))) === true;
    if (known && !(should && right)) await browser.scripting.unregisterContentScripts({ ids: [scriptId] });
    if (!should || right) return;
    await browser.scripting.registerContentScripts([{ id: scriptId, js: [watcher], matches: allSites, allFrames: true, runAt: 'document_start' }]);
    const open = await browser.tabs.query({ url: allSites });
    await Promise.all(open.flatMap(({ id }) => (id === undefined ? [] : [browser.scripting.executeScript({ target: { tabId: id, allFrames: true }, files: [watcher] }).catch(() => undefined)])));
  });
}
