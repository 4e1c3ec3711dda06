/**
 * The current time for countdowns, ticking only while somebody looks at one.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';

/** Milliseconds since 1970, renewed each second until `until` has passed; null stands still. */
export function useClock(until: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until === null) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => {
      // Asked once: it must not stop at a moment before the end because the end came in between.
      const at = Date.now();
      setNow(at);
      if (at >= until) clearInterval(timer);
    }, 1000);
    return () => { clearInterval(timer); };
  }, [until]);
  return now;
}

/** Whole seconds that are left until a moment, never below 0. */
export function secondsLeft(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1000));
}
