/**
 * Has passwords rated outside of the worker, which can load no word lists.
 *
 * In Chromium by the offscreen document, over a channel handed to that one document: a message to the extension's pages
 * would be heard by all of them.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import type { Rating } from '../../core/strength/score.ts';
import { browser } from '../browser.ts';
import { ensureOffscreen, offscreenPath } from '../offscreen/ensure.ts';
import { rateBatch, type ToRate } from './rate-batch.ts';
import { rateOrder } from './rate-order.ts';

declare const __FIREFOX__: boolean;
/** As much of a service worker's own world as finds the document. */
declare const clients: { matchAll: (options: { type: 'all'; includeUncontrolled: true }) => Promise<{ url: string; postMessage: (message: unknown, transfer: MessagePort[]) => void }[]> };

/** One rating for each, in order. @throws {Failure} `bug` where nobody answers */
export type Rater = (batch: readonly ToRate[]) => Promise<readonly Rating[]>;

const longestWaitMs = 60_000;

export function rater(): Rater {
  return __FIREFOX__ ? rateBatch : rateOffscreen;
}

async function rateOffscreen(batch: readonly ToRate[]): Promise<readonly Rating[]> {
  await ensureOffscreen();
  const address = browser.runtime.getURL(offscreenPath);
  const document = (await clients.matchAll({ type: 'all', includeUncontrolled: true })).find(({ url }) => url === address);
  if (document === undefined) throw new Failure({ kind: 'bug' });
  const { port1, port2 } = new MessageChannel();
  try {
    return await new Promise((resolve, reject) => {
      const late = setTimeout(() => { reject(new Failure({ kind: 'bug' })); }, longestWaitMs);
      port1.onmessage = ({ data }: MessageEvent<readonly Rating[] | null>) => {
        clearTimeout(late);
        if (data === null || data.length !== batch.length) reject(new Failure({ kind: 'bug' }));
        else resolve(data);
      };
      document.postMessage({ do: rateOrder, batch }, [port2]);
    });
  } finally {
    port1.close();
  }
}
