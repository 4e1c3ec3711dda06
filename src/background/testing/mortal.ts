/**
 * For tests: a worker's life, which ends at any moment that is chosen. Everything it does to the world outside goes
 * through here; after its end nothing of it is ever heard again, as when a browser stops a worker.
 * @see guides: reliability R-05
 * @module
 */

export interface Mortal {
  /** Does something outside, unless this life is over; then it never settles. */
  does: <Result>(act: () => Promise<Result>) => Promise<Result>;
  /** Ends this life at the n-th act from now: before it is done, or (`done`) when it is, but before anybody hears of it. */
  endAt: (act: number, done: boolean) => void;
  end: () => void;
  /** Settles when it is over. */
  ended: Promise<void>;
  isOver: () => boolean;
}

/** A worker is ended at every so many of its acts; at each of them with `LATCHKEY_KILLS=1`, which takes minutes. */
export function everyActs(usual: number): number {
  return Number(process.env['LATCHKEY_KILLS'] ?? usual);
}

export function mortal(): Mortal {
  let left = Infinity;
  let doneAtLast = false;
  let over = false;
  let tell = () => {};
  const ended = new Promise<void>((resolve) => { tell = resolve; });
  const isOver = () => over;
  const never = new Promise<never>(() => undefined);
  const end = () => {
    over = true;
    tell();
  };
  return {
    async does(act) {
      if (over) return never;
      left -= 1;
      const isLast = left <= 0;
      if (isLast && !doneAtLast) {
        end();
        return never;
      }
      try {
        return await act();
      } finally {
        if (isLast) end();
        // A failure is not heard of either.
        if (isOver()) await never;
      }
    },
    endAt(act, done) {
      left = act;
      doneAtLast = done;
    },
    end,
    ended,
    isOver,
  };
}
