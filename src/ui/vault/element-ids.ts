/**
 * Ids of the elements that the focus is sent to.
 * @module
 */

export const searchId = 'search';
export const listId = 'rows';
export const headingId = 'details-heading';

/** After the next drawing. */
export function focusSoon(id: string): void {
  requestAnimationFrame(() => { document.getElementById(id)?.focus(); });
}
