/**
 * Where a person is in the vault page, and how the page's address says it. Ids only: an address is no place for a secret.
 * @module
 */

import { isCredentialId, isVaultId, type CredentialId, type VaultId } from '../../core/ids.ts';

/** What the right-hand pane holds. `vault` null: the background chooses. */
export type Place =
  | { at: 'nothing' }
  /** What the servers don't have yet. */
  | { at: 'unsent' }
  | { at: 'view'; credential: CredentialId }
  | { at: 'edit'; credential: CredentialId }
  | { at: 'new'; vault: VaultId | null }
  | { at: 'vault'; vault: VaultId }
  | { at: 'make-vault' }
  | { at: 'offers' }
  | { at: 'shortcuts' }
  /** Instead of list and pane: how all passwords are. */
  | { at: 'health' }
  | { at: 'import' }
  | { at: 'export' };

/** The document that a small window was opened over: the only one that it fills. */
export interface Over { tabId: number; documentId: string }

/** @returns null also where the browser names no documents: a tab alone may hold another page by now */
export function readOver(hash: string): Over | null {
  const [, tab, documentId] = /[#&]tab=(\d+)&document=(\w+)$/.exec(hash) ?? [];
  return documentId === undefined ? null : { tabId: Number(tab), documentId };
}

/** @param hash - with or without its `#`; anything that makes no sense is no place at all */
export function readPlace(hash: string): Place {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  if (words.has('unsent')) return { at: 'unsent' };
  if (words.has('new')) return { at: 'new', vault: null };
  if (words.has('make-vault')) return { at: 'make-vault' };
  if (words.has('offers')) return { at: 'offers' };
  const vault = words.get('vault') ?? '';
  if (isVaultId(vault)) return { at: 'vault', vault };
  if (words.has('shortcuts')) return { at: 'shortcuts' };
  if (words.has('health')) return { at: 'health' };
  if (words.has('import')) return { at: 'import' };
  if (words.has('export')) return { at: 'export' };
  const credential = words.get('credential') ?? '';
  if (!isCredentialId(credential)) return { at: 'nothing' };
  return { at: words.has('edit') ? 'edit' : 'view', credential };
}

/** @param over - goes with a window through all of its places */
export function hashOf(place: Place, over: Over | null = null): string {
  const hash = placeHash(place);
  return over === null || over.documentId === '' ? hash : `${hash === '' ? '#' : `${hash}&`}tab=${over.tabId}&document=${over.documentId}`;
}

function placeHash(place: Place): string {
  switch (place.at) {
    case 'nothing': return '';
    case 'unsent': return '#unsent';
    case 'view': return `#credential=${place.credential}`;
    case 'edit': return `#credential=${place.credential}&edit`;
    case 'new': return '#new';
    case 'vault': return `#vault=${place.vault}`;
    case 'make-vault': return '#make-vault';
    case 'shortcuts': return '#shortcuts';
    case 'health': return '#health';
    case 'offers': return '#offers';
    case 'import':
    case 'export': return `#${place.at}`;
  }
}

/** The credential that the place is about; null for none, and for one that is not there yet. */
export function credentialAt(place: Place): CredentialId | null {
  return place.at === 'view' || place.at === 'edit' ? place.credential : null;
}

export function samePlace(one: Place, other: Place): boolean {
  return hashOf(one) === hashOf(other);
}
