/**
 * Where the mark and the menu stand at a field: geometry only, in CSS pixels of the window.
 * @see guides: experience U-23
 * @module
 */

export interface Box { left: number; top: number; width: number; height: number }
interface Size { width: number; height: number }

/** What the menu is placed by. `next`: the field after it, which has to stay free as well. */
export interface Surround { field: Box; next: Box | null; window: Size; fromRight: boolean }

/** `up`: its content stands at its lower edge, next to the field. */
export interface MenuPlace { left: number; top: number; up: boolean }

const gap = 4;
/** The frame's own edge around what is drawn in it, for its shadow. */
const edge = 6;

/**
 * Below the field, above it, beside it, or below the next one: the first of these that lies in the window and leaves both
 * fields free. Null: nowhere, e.g. on a small screen.
 */
export function placeMenu(menu: Size, { field, next, window, fromRight }: Surround): MenuPlace | null {
  const right = field.left + field.width;
  const aligned = within(fromRight ? right - menu.width + edge : field.left - edge, window.width - menu.width);
  const after = right + gap;
  const before = field.left - gap - menu.width;
  const level = within(field.top, window.height - menu.height);
  const places: readonly MenuPlace[] = [
    { left: aligned, top: field.top + field.height + gap, up: false },
    { left: aligned, top: field.top - gap - menu.height, up: true },
    ...(fromRight ? [before, after] : [after, before]).map((left) => ({ left, top: level, up: false })),
    ...(next === null ? [] : [{ left: aligned, top: next.top + next.height + gap, up: false }]),
  ];
  const taken = next === null ? [field] : [field, next];
  return places.find((place) => fits({ ...menu, ...place }, window) && !taken.some((box) => overlap({ ...menu, ...place }, box))) ?? null;
}

/**
 * In the field's end; where the field is too short to share, as one for a single digit is, beside the last one of its line.
 *
 * @param inset - of what stands there already
 * @param others - the fields after it
 */
export function placeMark(mark: number, { field, others, fromRight, inset }: { field: Box; others: readonly Box[]; fromRight: boolean; inset: number }): { left: number; top: number } {
  const top = field.top + (Math.min(field.height, 3 * mark) - mark) / 2;
  if (isShort(mark, field)) {
    const line = [field, ...others.filter((other) => isShort(mark, other) && Math.abs(other.top - field.top) < gap)];
    return { left: fromRight ? Math.min(...line.map(({ left }) => left)) - mark - gap : Math.max(...line.map(({ left, width }) => left + width)) + gap, top };
  }
  return { left: fromRight ? field.left + inset + gap : field.left + field.width - mark - inset - gap, top };
}

function isShort(mark: number, { width }: Box): boolean {
  return width < 3.5 * mark;
}

function within(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}

function fits({ left, top, width, height }: Box, window: Size): boolean {
  return left >= 0 && top >= 0 && left + width <= window.width && top + height <= window.height;
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.left + other.width && other.left < one.left + one.width && one.top < other.top + other.height && other.top < one.top + one.height;
}
