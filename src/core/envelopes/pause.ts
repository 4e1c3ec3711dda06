/**
 * Gives way to other tasks in the middle of long work.
 * @module
 */

/** Resolves in a new task: what was queued before it has run by then. Needs no timer, so nothing throttles it. */
export function pauseForOthers(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
