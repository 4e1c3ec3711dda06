/**
 * Which rows of a long list are drawn, and which pages of it are needed for them.
 * @module
 */

/** Rows that are asked for at once. */
export const pageSize = 100;

/** Rows that are drawn above and below what is seen, so that a quick scroll finds them there. */
const spare = 8;

/** Lengths in CSS pixels. */
export interface Viewport { scrolled: number; height: number; rowHeight: number }

/** First row, and the row after the last. */
export interface RowRange { from: number; to: number }

export function rowsInView({ scrolled, height, rowHeight }: Viewport, count: number): RowRange {
  const from = Math.max(0, Math.floor(scrolled / rowHeight) - spare);
  const to = Math.ceil((scrolled + height) / rowHeight) + spare;
  return { from: Math.min(from, Math.max(0, count - 1)), to: Math.max(0, Math.min(count, to)) };
}

/** Numbers of the pages that hold the rows; for an empty range the first page. */
export function pagesFor({ from, to }: RowRange): number[] {
  const first = Math.floor(from / pageSize);
  const last = Math.max(first, Math.floor((to - 1) / pageSize));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** How far to scroll so that a row is wholly seen: as little as possible. */
export function scrollToRow(index: number, { scrolled, height, rowHeight }: Viewport): number {
  const top = index * rowHeight;
  if (top < scrolled) return top;
  return Math.max(scrolled, top + rowHeight - height);
}
