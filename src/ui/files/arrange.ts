/**
 * In which order a folder's rows are shown, and which of them a search leaves.
 * @module
 */

import { fold } from '../../core/fold.ts';

export type SortKey = 'name' | 'size' | 'modified';
export interface Sorting { by: SortKey; descending: boolean }

/** What is sorted; a row of an encrypted folder, or a folder outside of one. */
export interface Arrangeable { kind: 'file' | 'folder'; name: string; size: number | null; modified: number | null }

/** Folders first, whatever the order; rows that are alike in it, by name. */
export function arrange<Row extends Arrangeable>(rows: readonly Row[], { by, descending }: Sorting, query: string, language: string): Row[] {
  const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const wanted = fold(query.trim());
  const order = (one: Row, other: Row): number => (by === 'name' ? compare(one.name, other.name) : (one[by] ?? -1) - (other[by] ?? -1));
  return rows.filter((row) => fold(row.name).includes(wanted)).sort((one, other) => {
    if (one.kind !== other.kind) return one.kind === 'folder' ? -1 : 1;
    return (descending ? -1 : 1) * order(one, other) || compare(one.name, other.name);
  });
}

/** By the same again the other way round; by another first in the way that people expect of it. */
export function sortedBy(sorting: Sorting, by: SortKey): Sorting {
  return sorting.by === by ? { by, descending: !sorting.descending } : { by, descending: by !== 'name' };
}
