/**
 * How far our clock is from the servers': measured at each answer's `Date`, kept in memory only.
 * @module
 */

/** A slower answer says too little about the moment that it was dated. */
const slowestMs = 5000;

export interface ServerClock {
  fetch: typeof globalThis.fetch;
  /** Seconds that we are ahead of the server that answered last; negative: behind; null: not measured. */
  ahead: () => number | null;
}

export function clockOfServers(ask: typeof globalThis.fetch, now: () => number): ServerClock {
  let ahead: number | null = null;
  return {
    ahead: () => ahead,
    async fetch(...request) {
      const sent = now();
      const response = await ask(...request);
      const dated = Date.parse(response.headers.get('Date') ?? '');
      const received = now();
      // `Date` counts whole seconds: half of one is added.
      if (!Number.isNaN(dated) && received >= sent && received - sent < slowestMs) ahead = Math.round(((sent + received) / 2 - (dated + 500)) / 1000);
      return response;
    },
  };
}
