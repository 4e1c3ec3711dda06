/**
 * Changes to the lists of a form, each as a new list.
 * @module
 */

export function replaced<Item>(items: readonly Item[], index: number, item: Item): Item[] {
  return items.map((old, at) => (at === index ? item : old));
}

export function without<Item>(items: readonly Item[], index: number): Item[] {
  return items.filter((_, at) => at !== index);
}

/** Moves an item by one place; at the ends nothing moves. */
export function moved<Item>(items: readonly Item[], index: number, by: -1 | 1): Item[] {
  const item = items[index];
  const to = index + by;
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  const rest = without(items, index);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** Adds what was typed as tags: commas part them, white space around and doubles fall away. */
export function withTags(tags: readonly string[], typed: string): string[] {
  const added = typed.split(',').map((tag) => tag.trim()).filter((tag) => tag !== '');
  return [...new Set([...tags, ...added])];
}

/** Tags to offer for what was typed: those that start with it first, then those that hold it; never one that is there already. */
export function suggestTags(all: readonly string[], chosen: readonly string[], typed: string): string[] {
  const looked = typed.trim().toLocaleLowerCase();
  const open = all.filter((tag) => !chosen.includes(tag));
  const starts = open.filter((tag) => tag.toLocaleLowerCase().startsWith(looked));
  const holds = open.filter((tag) => !starts.includes(tag) && tag.toLocaleLowerCase().includes(looked));
  return [...starts, ...holds].slice(0, 6);
}
