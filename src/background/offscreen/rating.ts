/**
 * Rates what the service worker hands over, and answers through the port that came along.
 * @module
 */

import { rateBatch, type ToRate } from '../health/rate-batch.ts';
import { rateOrder } from '../health/rate-order.ts';

interface Order { do: string; batch: readonly ToRate[] }

/** Only the extension's own worker can send to this container. */
export function listenForRating(): void {
  navigator.serviceWorker.addEventListener('message', ({ data, ports: [port] }: MessageEvent<Order>) => {
    if (data.do !== rateOrder || port === undefined) return;
    void rateBatch(data.batch).catch(() => null).then((ratings) => { port.postMessage(ratings); });
  });
  navigator.serviceWorker.startMessages();
}
