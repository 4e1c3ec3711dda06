/**
 * Waits for what a page hasn't drawn yet: bounded, and looks again only where something has changed.
 * @module
 */

/** Milliseconds between two looks. */
const every = 150;

/**
 * Asks again whenever the document has changed, until there is an answer or the time is over.
 *
 * @param limits - `atMost`: milliseconds in all; `quiet`: milliseconds without any change that count as finished
 * @returns null: there was none in time, or `stopped` said so
 */
export function waitFor<Found>(ask: () => Found | null, limits: { atMost: number; quiet: number }, stopped: () => boolean = () => false): Promise<Found | null> {
  return new Promise((resolve) => {
    const start = performance.now();
    let changed = start;
    let seen = start;
    const observer = new MutationObserver(() => { changed = performance.now(); });
    observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['class', 'style', 'hidden', 'disabled', 'readonly', 'inert', 'aria-hidden', 'type', 'open'] });
    const end = (found: Found | null) => {
      clearInterval(timer);
      observer.disconnect();
      resolve(found);
    };
    const timer = setInterval(() => {
      const now = performance.now();
      // What changes inside a shadow root is not observed: so once more at the end of the quiet.
      const over = stopped() || now - start >= limits.atMost || now - changed >= limits.quiet;
      if (changed < seen && !over) return;
      seen = now;
      const found = stopped() ? null : ask();
      if (found !== null || over) end(found);
    }, every);
  });
}
