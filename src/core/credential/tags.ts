/**
 * The tags of many logins.
 * @module
 */

import type { Entry } from './entry.ts';
import { plainTags } from './favourite.ts';
import { tagList } from './form.ts';
import { parse } from './read-text.ts';

/** Tags by name with the number of logins that have them; hidden logins and the trash do not count. */
export function tagCounts(entries: readonly Entry[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { tags, hidden, trashed } of entries) {
    if (hidden || trashed) continue;
    for (const tag of new Set(plainTags(tags))) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  return [...counts].map(([tag, count]) => ({ tag, count })).sort((one, other) => compare(one.tag, other.tag) || (one.tag < other.tag ? -1 : 1));
}

/** The most used first, for suggestions. */
export function mostUsedTags(entries: readonly Entry[]): string[] {
  return tagCounts(entries).sort((one, other) => other.count - one.count).map(({ tag }) => tag);
}

/**
 * @param text - the field's text as it was opened
 * @param tags - what was read from it
 * @returns the new text; null where nothing changes
 */
export function changedTags(text: string | null, tags: readonly string[], { add, remove }: { add: readonly string[]; remove: readonly string[] }): string | null {
  const added = add.map((tag) => tag.trim()).filter((tag) => tag !== '' && !tags.includes(tag));
  const next = [...tags.filter((tag) => !remove.includes(tag)), ...new Set(added)];
  if (next.length === tags.length && next.every((tag, index) => tag === tags[index])) return null;
  const list = parse(text ?? '[]');
  return JSON.stringify(tagList(next, Array.isArray(list) ? list : []));
}
