/**
 * Favourites: Passman has no field for them, so one is marked by a tag of its own, `★`.
 *
 * It syncs like any tag, is kept by every client, and can be seen and set in the web app. Our screens show a star.
 * @module
 */

/** The tag that marks a favourite. */
export const favouriteTag = '★';

/** Whether it is among the tags. */
export function isFavourite(tags: readonly string[]): boolean {
  return tags.includes(favouriteTag);
}

/** The tags as people mean them: without the mark. */
export function plainTags(tags: readonly string[]): string[] {
  return tags.filter((tag) => tag !== favouriteTag);
}

/** Other tags, the same mark. */
export function withMarkOf(before: readonly string[], tags: readonly string[]): string[] {
  return isFavourite(before) && !isFavourite(tags) ? [...tags, favouriteTag] : [...tags];
}
