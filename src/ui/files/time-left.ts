/**
 * How long something on its way still takes, from how it went so far.
 * @module
 */

/** What was seen of it. Milliseconds, bytes. */
export interface Seen { at: number; done: number }

/** Before this nobody can tell. Milliseconds. */
const soonest = 1500;

/** @returns seconds; null while it is too early to tell, or it stands still */
export function secondsLeft(first: Seen, last: Seen, size: number | null): number | null {
  const passed = last.at - first.at;
  const gone = last.done - first.done;
  if (size === null || passed < soonest || gone <= 0) return null;
  return Math.ceil((size - last.done) * passed / gone / 1000);
}
