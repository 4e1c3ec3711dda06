/**
 * Fires the browser's own events in the worker, where nothing outside the browser can: keys and menus of Chromium
 * do not reach a driven, headless one. Unlike the real ones these give no access to the page by themselves.
 * @module
 */
import type { Page } from 'playwright';
import type { Driven } from './browser.ts';

interface Dispatching { dispatch: (...about: unknown[]) => void }

export async function pressCommand(driven: Driven, command: 'fill' | 'generate' | 'lock'): Promise<void> {
  await (await driven.worker()).evaluate((name) => {
    (chrome.commands.onCommand as unknown as Dispatching).dispatch(name);
  }, command);
}

/** The time of an alarm has come. */
export async function ringAlarm(driven: Driven, name: string): Promise<void> {
  await (await driven.worker()).evaluate((which) => {
    (chrome.alarms.onAlarm as unknown as Dispatching).dispatch({ name: which });
  }, name);
}

/** A person presses a notification. */
export async function pressNotification(driven: Driven, id: string): Promise<void> {
  await (await driven.worker()).evaluate((name) => {
    (chrome.notifications.onClicked as unknown as Dispatching).dispatch(name);
  }, id);
}

/** The computer idles, or its screen is locked. */
export async function becomes(driven: Driven, state: 'idle' | 'locked'): Promise<void> {
  await (await driven.worker()).evaluate((now) => {
    (chrome.idle.onStateChanged as unknown as Dispatching).dispatch(now);
  }, state);
}

/** The worker's clock is ahead by so many milliseconds, as long as this worker lives. */
export async function putClockAhead(driven: Driven, milliseconds: number): Promise<void> {
  await (await driven.worker()).evaluate((ahead) => {
    const right = Date.now.bind(Date);
    Date.now = () => right() + ahead;
  }, milliseconds);
}

/** Chooses our item in the context menu of a page, or of the frame at `frameUrl`. */
export async function clickMenu(driven: Driven, page: Page, { menuItemId, frameUrl }: { menuItemId: string; frameUrl?: string }): Promise<void> {
  await page.bringToFront();
  const frame = frameUrl === undefined ? null : page.frames().find((one) => one.url() === frameUrl);
  if (frame === undefined) throw new Error(`There is no frame at ${String(frameUrl)}.`);
  const tabUrl = page.url();
  await (await driven.worker()).evaluate(async ([itemId, url, frameAddress]) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    // Only scripting can tell the frames of a tab without a permission of its own.
    const frames = frameAddress === null || tab?.id === undefined ? [] : await chrome.scripting.executeScript({ target: { tabId: tab.id, allFrames: true }, func: () => location.href }).catch(() => []);
    const frameId = frames.find(({ result }) => result === frameAddress)?.frameId ?? 0;
    (chrome.contextMenus.onClicked as unknown as Dispatching).dispatch({ menuItemId: itemId, editable: true, pageUrl: url, frameId, ...(frameAddress === null ? {} : { frameUrl: frameAddress }) }, tab);
  }, [menuItemId, tabUrl, frameUrl ?? null] as const);
}
