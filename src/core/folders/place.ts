/**
 * Where an encrypted folder is, and what is to be said of it.
 * @module
 */

import type { AccountId } from '../ids.ts';

/** `root`: names from the top of a person's files to the outermost encrypted folder; `inside`: names on the server from there. */
export interface FolderPlace { account: AccountId; root: readonly string[]; inside: readonly string[] }

/** A folder with the name that people gave it. */
export interface PlacedFolder { name: string; place: FolderPlace }

/** Whether an account's encrypted folders can be opened here. */
export type EncryptionState =
  /** The server has no such app, or not for this person. */
  | 'unavailable'
  /** Nobody has set it up: make words. */
  | 'unset'
  /** Words were made here and wait to be confirmed. */
  | 'unconfirmed'
  /** Set up elsewhere: the twelve words are needed. */
  | 'closed'
  /** The server has a certificate but no key for it, and neither have we: only a reset in the server's settings helps. */
  | 'broken'
  | 'open';

/** What a person should know of a folder, and may do about it. */
export type FolderNotice =
  /** Its last change of key was not brought to its end. */
  | { notice: 'rotation' } | { notice: 'resealing' }
  /** Files that others dropped here and that aren't part of it yet. */
  | { notice: 'drops'; count: number }
  /** Files on the server that no entry names. `known`: of these, those whose lost entry is kept here, and folders that open. */
  | { notice: 'orphans'; count: number; known: number }
  /** Entries whose file the server doesn't have. Only where it was looked for. */
  | { notice: 'missing'; count: number }
  /** Entries of which another client has left a change half done. Only where it was looked for. */
  | { notice: 'half-done'; count: number }
  /** Marked as encrypted but never begun. */
  | { notice: 'unstarted' }
  /** Written in version 1, which is read only. */
  | { notice: 'old-version' }
  /** Its people since it was last seen here. */
  | { notice: 'people'; joined: readonly string[]; left: readonly string[] };

export function placeInside({ account, root, inside }: FolderPlace, id: string): FolderPlace {
  return { account, root, inside: [...inside, id] };
}
