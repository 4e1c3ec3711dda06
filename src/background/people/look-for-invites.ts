/**
 * Looks for invitations on the page of a tab: nothing of ours stays in it.
 * @module
 */

import * as v from 'valibot';

import { browser } from '../browser.ts';

const shape = v.pipe(v.array(v.pipe(v.string(), v.maxLength(4096))), v.maxLength(20));

/** @returns empty also where it may not be looked into */
export async function textsOfTab(tabId: number): Promise<readonly string[]> {
  const [answer] = await browser.scripting.executeScript({ target: { tabId }, func: lookForInvites }).catch(() => []);
  return v.is(shape, answer?.result) ? answer.result : [];
}

/** Runs in the page, once: it must not use anything of this module. */
function lookForInvites(): string[] {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[href*="token="]')].map(({ href }) => href).filter((href) => /[?&]provider(?:Domain)?=/.test(href) && href.length <= 4096);
  // Visible text only, as the browser lays it out.
  const text = document.body instanceof HTMLElement ? document.body.innerText.slice(0, 200_000) : '';
  const codes = text.match(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}@[a-z0-9.-]{1,253}/gi) ?? [];
  return [...links.slice(0, 10), ...codes.slice(0, 10)];
}
