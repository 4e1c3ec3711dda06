/**
 * Puts what stands at login fields into pages: a scout that waits for a person to go into such a field, where they have
 * allowed all sites and want it; all the rest only into a document where that has happened.
 * @module
 */

import mark from '../../page/mark.ts?script&iife';
import scout from '../../page/scout.ts?script&iife';

import type { MenuCall } from '../../messages/contract.ts';
import { browser } from '../browser.ts';
import { inject, type PageDocument } from '../fill/pages.ts';
import { inAllPages } from '../in-all-pages.ts';

export function scoutPages(wanted: () => Promise<boolean>): Promise<void> {
  return inAllPages({ id: 'scout', file: scout, wanted });
}

/** @throws {Failure} `page-changed` */
export async function standIn(page: PageDocument): Promise<void> {
  await inject(page, [mark]);
}

/** Tells what stands at a field of the document, which may be gone by now. */
export async function tellMark({ tabId, frameId, documentId }: PageDocument, call: MenuCall): Promise<void> {
  await browser.tabs.sendMessage(tabId, call, documentId === '' ? { frameId } : { documentId }).catch(() => undefined);
}

/** Nothing of ours stands in any document of the tab from now on. */
export async function leaveMarks(tabId: number): Promise<void> {
  const call: MenuCall = { menu: 'leave' };
  await browser.tabs.sendMessage(tabId, call).catch(() => undefined);
}
