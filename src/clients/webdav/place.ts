/**
 * Where a person's files are on a server, and the names on the way to one.
 * @see contracts: e2ee §2.1
 * @module
 */

import { segment } from '../http.ts';

/** Names from the top of a person's files down; empty for the top itself. Never encoded. */
export type FilePath = readonly string[];

/** The files of a person, or those behind a public link. */
export type FileOwner = { userId: string } | { shareToken: string };

/** @throws Failure `bug` for names that climb */
export function pathOf(owner: FileOwner, path: FilePath): string {
  const base = 'userId' in owner ? `/remote.php/dav/files/${segment(owner.userId)}` : `/public.php/dav/files/${segment(owner.shareToken)}`;
  return [base, ...path.map(segment)].join('/');
}

/** The path in a `href` of an answer; null for one that is no path of files, or with names that climb. */
export function pathOfHref(href: string): FilePath | null {
  const found = /\/(?:remote|public)\.php\/dav\/files\/[^/]+\/?(.*)$/.exec(href.split(/[?#]/, 1)[0] ?? '');
  if (found === null) return null;
  try {
    const names = (found[1] ?? '').replace(/\/$/, '').split('/').map(decodeURIComponent);
    if (names.length === 1 && names[0] === '') return [];
    return names.some((name) => name === '' || name === '.' || name === '..' || name.includes('/') || name.includes('\0')) ? null : names;
  } catch {
    return null;
  }
}
