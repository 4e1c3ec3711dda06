/**
 * What a share allows, as bits.
 * @module
 */

export const permission = { read: 1, write: 2, files: 4, history: 8, owner: 128 } as const;

export function may(granted: number, wanted: number): boolean {
  return (granted & wanted) === wanted;
}
