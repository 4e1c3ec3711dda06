/**
 * Puts what stands at login fields into pages: a scout that waits for a person to go into such a field, where they have
 * allowed all sites and want it; all the rest only into a document where that has happened.
 * @module
 */

import mark from '../../page/mark.ts?script&iife';
import scout from '../../page/scout.ts?script&iife';

import { inject, type PageDocument } from '../fill/pages.ts';
import { inAllPages } from '../in-all-pages.ts';

export function scoutPages(wanted: () => Promise<boolean>): Promise<void> {
  return inAllPages({ id: 'scout', file: scout, wanted });
}

/** @throws {Failure} `page-changed` */
export async function standIn(page: PageDocument): Promise<void> {
  await inject(page, [mark]);
}
