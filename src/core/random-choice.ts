/**
 * Choices that are each as likely as any other: bytes that would favour one are thrown away.
 * @module
 */

/** Fresh random bytes, e.g. from `crypto.getRandomValues`. */
export type ByteSource = (length: number) => Uint8Array;

const most = 0x1_0000_0000;

/**
 * A number from 0 to `below` - 1, each as likely as any other.
 * @param below - 1 to 2^32
 */
export function randomBelow(below: number, bytes: ByteSource): number {
  // The last, incomplete round of numbers would make the first ones likelier.
  const limit = most - (most % below);
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = bytes(4);
    const drawn = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    if (drawn < limit) return drawn % below;
  }
}

/** One of the items. @throws RangeError for none */
export function pick<Item>(items: ArrayLike<Item>, bytes: ByteSource): Item {
  if (items.length === 0) throw new RangeError('there is nothing to pick from');
  return items[randomBelow(items.length, bytes)] as Item;
}

/** Fisher and Yates: every order is as likely as any other. Changes the list that it is given. */
export function shuffle<Item>(items: Item[], bytes: ByteSource): Item[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = randomBelow(last + 1, bytes);
    [items[last], items[other]] = [items[other] as Item, items[last] as Item];
  }
  return items;
}
