/**
 * Lets an act of the menu happen only where a person saw what they pressed.
 * @see guides: threats S-01, S-09
 * @module
 */

import { isWhole, longEnough, proof, type Sight } from './proof.ts';

/** What the types of the DOM do not know yet. */
interface VisibilityInit extends IntersectionObserverInit { trackVisibility: boolean; delay: number }

/** The shortest that browsers allow. */
const options: VisibilityInit = { trackVisibility: true, delay: 100, threshold: [0, 0.5, 0.98, 1] };

const visible = proof();
let watched: HTMLElement | null = null;
let stop: () => void = () => undefined;
let waiting: ReturnType<typeof setTimeout> | undefined;
/** Where our frame stood on the screen when the pointer was pressed, and what the browser then says of it. */
let press: { verdict: ReturnType<typeof visible.verdict>; x: number; y: number; again: Promise<boolean> } | null = null;

/** Whether the browser can tell at all that something is seen. */
export function canProve(): boolean {
  return 'isVisible' in IntersectionObserverEntry.prototype;
}

/** From now on this is what has to be seen. Its `data-sight` is what a press would be judged by. */
export function watchSight(element: HTMLElement): void {
  if (element === watched) return;
  stop();
  watched = element;
  const sights = new IntersectionObserver((entries) => {
    for (const entry of entries) visible.saw(sightOf(entry), performance.now());
    showVerdict(element);
  }, options);
  const sizes = new ResizeObserver(() => {
    visible.resized(performance.now());
    showVerdict(element);
  });
  sights.observe(element);
  sizes.observe(element);
  stop = () => {
    sights.disconnect();
    sizes.disconnect();
  };
}

/** What cannot be pressed yet shall not look as if it could. */
function showVerdict(element: HTMLElement): void {
  clearTimeout(waiting);
  const verdict = visible.verdict(performance.now());
  element.dataset['sight'] = verdict;
  if (verdict === 'early') waiting = setTimeout(() => { showVerdict(element); }, longEnough);
}

/** Notes each press of a pointer before anything acts on it. */
export function listenToPresses(): void {
  addEventListener('pointerdown', (event) => {
    press = event.isTrusted ? { verdict: visible.verdict(performance.now()), ...cornerOf(event), again: seenNow() } : null;
  }, { capture: true });
}

/**
 * @param event - the click; one made by a key has no press before it
 * @returns `early`: nothing should happen yet
 */
export async function judge(event: MouseEvent): Promise<ReturnType<typeof visible.verdict>> {
  const before = press;
  press = null;
  if (!event.isTrusted || !document.hasFocus()) return 'no';
  if (event.detail === 0) return both(visible.verdict(performance.now()), await seenNow());
  if (before === null) return 'no';
  const corner = cornerOf(event);
  // The frame was moved under the pointer.
  if (corner.x !== before.x || corner.y !== before.y) return 'no';
  return both(before.verdict, await before.again);
}

function both(verdict: ReturnType<typeof visible.verdict>, seen: boolean): ReturnType<typeof visible.verdict> {
  return seen ? verdict : 'no';
}

/** Asks afresh: what the browser told last may be a tenth of a second old. */
function seenNow(): Promise<boolean> {
  const element = watched;
  if (element === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const once = new IntersectionObserver((entries) => {
      once.disconnect();
      resolve(entries.every((entry) => isWhole(sightOf(entry))));
    }, options);
    once.observe(element);
  });
}

function sightOf(entry: IntersectionObserverEntry): Sight {
  return { isVisible: 'isVisible' in entry && typeof entry.isVisible === 'boolean' ? entry.isVisible : undefined, intersectionRatio: entry.intersectionRatio };
}

/** Where our frame's corner is on the screen. */
function cornerOf({ screenX, screenY, clientX, clientY }: MouseEvent): { x: number; y: number } {
  return { x: Math.round(screenX - clientX), y: Math.round(screenY - clientY) };
}
