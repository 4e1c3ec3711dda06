/**
 * Listens on the window of a web page, ahead of the page's own listeners.
 *
 * What every page runs at its start: a signal that ends the listening, and options instead of a flag, would each have the
 * browser set up another of its interfaces in our world of that page.
 * @module
 */

export interface Listening {
  on: (type: string, hear: (event: Event) => void) => void;
  /** For good: nothing more can be listened to. */
  stop: () => void;
}

export function listening(): Listening {
  const heard: [type: string, hear: (event: Event) => void][] = [];
  let stopped = false;
  return {
    on: (type, hear) => {
      if (stopped) return;
      heard.push([type, hear]);
      addEventListener(type, hear, true);
    },
    stop: () => {
      stopped = true;
      for (const [type, hear] of heard) removeEventListener(type, hear, true);
    },
  };
}

/** A document of no origin, or of a borrowed one, has no site and no logins. Not asked before it matters: the browser makes a page's location for us first. */
export function hasSite(): boolean {
  return self.origin !== 'null' && self.origin === location.origin;
}
