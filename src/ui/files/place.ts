/**
 * Where a person is in the Files page, and how the page's address says it. Inside of encrypted folders by the
 * names that the server knows: an address is no place for real ones.
 * @module
 */

import { isAccountId, type AccountId } from '../../core/ids.ts';
import type { FolderPlace } from '../../core/folders/place.ts';

/** `path`: names from the top of the files. `inside`: from there into an encrypted folder; null outside of any. */
export interface FilesPlace { account: AccountId | null; path: readonly string[]; inside: readonly string[] | null }

export const top: FilesPlace = { account: null, path: [], inside: null };

/** @param hash - with or without its `#`; what makes no sense is the top */
export function readPlace(hash: string): FilesPlace {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  const account = words.get('account') ?? '';
  if (!isAccountId(account)) return top;
  const inside = words.get('inside');
  return { account, path: names(words.get('path') ?? ''), inside: inside === null ? null : names(inside) };
}

export function hashOf({ account, path, inside }: FilesPlace): string {
  if (account === null) return '';
  const words = new URLSearchParams({ account, path: joined(path) });
  if (inside !== null) words.set('inside', joined(inside));
  return `#${words.toString()}`;
}

/** Null: outside of encrypted folders. */
export function folderAt({ account, path, inside }: FilesPlace): FolderPlace | null {
  return account === null || inside === null ? null : { account, root: path, inside };
}

export function placeOf({ account, root, inside }: FolderPlace): FilesPlace {
  return { account, path: root, inside };
}

/** The folder around it; null at the top. */
export function above({ account, path, inside }: FilesPlace): FilesPlace | null {
  if (inside !== null && inside.length > 0) return { account, path, inside: inside.slice(0, -1) };
  return path.length === 0 ? null : { account, path: path.slice(0, -1), inside: null };
}

// Twice encoded: a name may hold a slash, and the whole is encoded once more.
function joined(path: readonly string[]): string {
  return path.map(encodeURIComponent).join('/');
}

function names(text: string): string[] {
  try {
    return text === '' ? [] : text.split('/').map(decodeURIComponent);
  } catch {
    return [];
  }
}
