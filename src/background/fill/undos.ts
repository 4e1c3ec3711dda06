/**
 * Fills that can still be taken back. Only the worker's memory knows them: ten seconds are over before it ends.
 * @module
 */

import type { PageDocument } from './pages.ts';

const undoForMs = 10_000;

/** `label`: of the login. `until`: milliseconds since 1970. */
export interface Undoable { undo: string; label: string; page: PageDocument; until: number }

export interface Undos {
  /** Takes the place of the one before in the same tab: the page takes both back. */
  add: (page: PageDocument, label: string) => Undoable;
  /** Of the tab. */
  of: (tabId: number) => Undoable | null;
  /** Good once. Null: it is too late. */
  take: (undo: string) => Undoable | null;
  forgetAll: () => void;
}

export function undos(now: () => number): Undos {
  const byTab = new Map<number, Undoable>();
  const fresh = (one: Undoable | undefined): Undoable | null => (one !== undefined && now() < one.until ? one : null);
  return {
    add(page, label) {
      const added = { undo: crypto.randomUUID(), label, page, until: now() + undoForMs };
      byTab.set(page.tabId, added);
      return added;
    },
    of: (tabId) => fresh(byTab.get(tabId)),
    take(undo) {
      const found = [...byTab.values()].find((one) => one.undo === undo);
      if (found) byTab.delete(found.page.tabId);
      return fresh(found);
    },
    forgetAll: () => { byTab.clear(); },
  };
}
