/**
 * The logins that fit a name which a person has typed, or begun to type, into a page.
 * @see guides: features F68
 * @module
 */

import type { Entry } from './entry.ts';

type Named = Pick<Entry, 'username' | 'email'>;

/**
 * Takes those whose name it is first, then those whose name begins so; all keep their order otherwise.
 *
 * @param typed - empty: nothing fits
 */
export function partByName<Each extends Named>(entries: readonly Each[], typed: string): { named: readonly Each[]; others: readonly Each[] } {
  const name = plain(typed);
  const fits = entries.map((entry) => fitOf(entry, name));
  const of = (wanted: number) => entries.filter((_, at) => fits[at] === wanted);
  return { named: [...of(2), ...of(1)], others: of(0) };
}

function fitOf({ username, email }: Named, name: string): 0 | 1 | 2 {
  const names = [plain(username), plain(email)];
  if (name === '') return 0;
  return names.includes(name) ? 2 : names.some((one) => one.startsWith(name)) ? 1 : 0;
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
