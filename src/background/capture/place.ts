/**
 * Where a login was typed, by the browser's word alone; and whether the page has taken it.
 * @module
 */

import { pageKey } from '../../core/sites/page-key.ts';
import type { Sender } from '../answer.ts';

/** One document in a tab. */
export interface Place {
  tabId: number;
  /** Name of the site, see {@link pageKey}. */
  site: string;
  /** Origin and path, without query and fragment. */
  address: string;
  /** Empty where the browser has none. */
  documentId: string;
}

/** What a frame of a tab shows now. `typing`: the person is in a field with something in it. */
export interface FrameLook { documentId: string; address: string; password: boolean; typing: boolean }

/**
 * Null: no web page, a document without a site of its own, or a frame in a page of another site.
 * @see guides: threats S-02, S-03, S-12
 */
export function placeOf({ tab, frameId, origin, url, documentId }: Sender): Place | null {
  const page = url === undefined ? null : URL.parse(url);
  if (tab?.id === undefined || page === null || (origin !== undefined && origin !== page.origin)) return null;
  const site = pageKey(page);
  if (site === '' || (frameId !== 0 && siteAt(tab.url) !== site)) return null;
  return { tabId: tab.id, site, address: page.origin + page.pathname, documentId: documentId ?? '' };
}

/** Empty: no web page, or none that may be seen. */
export function siteAt(url: string | undefined): string {
  const page = url === undefined ? null : URL.parse(url);
  return page === null ? '' : pageKey(page);
}

/**
 * `waits`: the document is still there. `refused`: a password is asked for again at the same address. `taken`: neither.
 * A page may be wrong about it, so nothing but the asking hangs on it.
 */
export function outcomeOf({ documentId, address }: Pick<Place, 'documentId' | 'address'>, frames: readonly FrameLook[]): 'waits' | 'refused' | 'taken' {
  if (documentId !== '' && frames.some((frame) => frame.documentId === documentId)) return 'waits';
  return frames.some((frame) => frame.address === address && frame.password) ? 'refused' : 'taken';
}
