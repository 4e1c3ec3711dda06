/**
 * Whether the menu may believe that a person saw what they press: it has been seen whole, in one size, for long enough.
 *
 * A page can lay things over our frame, make it faint or move it under the pointer. What the browser says of the menu's
 * visibility (IntersectionObserver v2) errs on one side only: it never calls visible what is covered or faint.
 * @see guides: threats S-01
 * @module
 */

/** Milliseconds. */
export const longEnough = 500;
/** Of the menu's area; the rest is for rounding at the edges. */
const whole = 0.98;

/** `early`: not yet, for somebody who means it may press again. `no`: it is covered, or nothing tells. */
export type Verdict = 'yes' | 'early' | 'no';

export interface Sight {
  /** As `IntersectionObserverEntry.isVisible`; undefined where the browser does not tell. */
  isVisible: boolean | undefined;
  intersectionRatio: number;
}

export interface Proof {
  /** @param at - milliseconds of a clock that only goes on, as all times here */
  saw: (sight: Sight, at: number) => void;
  resized: (at: number) => void;
  verdict: (at: number) => Verdict;
}

export function proof(): Proof {
  let since: number | null = null;
  return {
    saw(sight, at) {
      if (!isWhole(sight)) since = null;
      else since ??= at;
    },
    resized(at) {
      if (since !== null) since = at;
    },
    verdict(at) {
      if (since === null) return 'no';
      return at - since >= longEnough ? 'yes' : 'early';
    },
  };
}

/** Seen as a whole, and nothing over it. */
export function isWhole({ isVisible, intersectionRatio }: Sight): boolean {
  return isVisible === true && intersectionRatio >= whole;
}
