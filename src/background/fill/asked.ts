/**
 * What a person asked for with a key or a menu, and what the popup that opened then is to go on with: once Latchkey is
 * unlocked, a login chosen or a question answered.
 * @module
 */

import * as v from 'valibot';

import { stored, type StorageArea } from '../stored.ts';

const keptMs = 3 * 60_000;

const shape = v.object({ what: v.picklist(['fill', 'generate']), tabId: v.nullable(v.number()), frameId: v.number(), frameUrl: v.nullable(v.string()), at: v.number() });

/** `tabId` null: whatever tab. `frameUrl`: the browser's word for where a frame other than the top one is. */
export type Asked = Omit<v.InferOutput<typeof shape>, 'at'>;

export interface AskedFor {
  put: (asked: Asked) => Promise<void>;
  /** For the tab that the popup is over; it stays. */
  peek: (tabId: number) => Promise<Asked | null>;
  /** Once. */
  take: (tabId: number) => Promise<Asked | null>;
}

/** @param session - the browser's memory: a person may type a long password meanwhile */
export function askedFor(session: StorageArea, now: () => number): AskedFor {
  const item = stored(session, 'asked', shape);
  const peek = async (tabId: number): Promise<Asked | null> => {
    const found = await item.read();
    return found !== null && now() - found.at < keptMs && (found.tabId ?? tabId) === tabId ? found : null;
  };
  return {
    put: (asked) => item.write({ ...asked, at: now() }),
    peek,
    async take(tabId) {
      const found = await peek(tabId);
      await item.remove();
      return found;
    },
  };
}
