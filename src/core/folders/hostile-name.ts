/**
 * Names that could fool a person or harm a disk. They are shown with a warning and never written as they are.
 * @see contracts: e2ee §4.3; guides: threats S-33
 * @module
 */

const signs = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\\/]/u;

/** Whether a name has signs of a path or of direction, nothing visible, or an end that some systems drop. */
export function isHostileName(name: string): boolean {
  return signs.test(name) || name.trim() === '' || /[. ]$/.test(name);
}
