/**
 * The contract's part about end-to-end encrypted folders.
 * @module
 */

import type { LinkRight } from '../core/folders/link.ts';
import type { EncryptionState, FolderNotice, FolderPlace, PlacedFolder } from '../core/folders/place.ts';
import type { AccountId } from '../core/ids.ts';
import type { PhraseReading } from '../core/mnemonic/read-phrase.ts';
import type { Problem } from '../core/problem.ts';
import type { Nothing } from './contract.ts';

/**
 * Whether an account's encrypted folders can be opened here. `fingerprint`: of one's own key, once it is known. `agent`: what
 * requests for them call themselves; `refused`: the browser, which a server of this age doesn't let in.
 */
export interface EncryptionView { state: EncryptionState; agent: 'browser' | 'refused' | 'desktop'; fingerprint: readonly string[] | null }

/** A folder outside of encrypted ones, or an encrypted one among them. */
export interface BrowsedFolder {
  name: string;
  encrypted: boolean;
  /** Of who shares it with us; null for one's own. */
  owner: string | null;
  /** Unix seconds. */
  modified: number | null;
  /** Bytes, of ciphertext. */
  size: number;
}

/** A file or folder inside of an encrypted one. */
export interface FolderRow {
  /** Its name on the server. */
  id: string;
  kind: 'file' | 'folder';
  /** As it may be shown. Empty: whoever wrote it left none. */
  name: string;
  /** The name has signs that could fool somebody, or a disk. */
  hostile: boolean;
  mimetype: string;
  /** Bytes of the content. Null for folders, and where the server has no such file. */
  size: number | null;
  /** Unix seconds. */
  modified: number | null;
  /** `missing`: listed, but the server doesn't have it. `damaged`: its entry lacks its key. */
  state: 'ready' | 'missing' | 'damaged';
}

/** Someone who can open a folder. `fingerprint`: eight words of their key, for comparing. */
export interface FolderPerson { userId: string; self: boolean; fingerprint: readonly string[] }

/**
 * A public link. `url` null: the server has it no more, but its key still opens the folder. `opens`: whether it has a key, or
 * needs none. `expires`: a day, `YYYY-MM-DD`.
 */
export interface FolderLink { token: string; url: string | null; may: LinkRight; opens: boolean; expires: string | null }

export interface FolderView {
  place: FolderPlace;
  /** From the root down to this folder. */
  crumbs: readonly PlacedFolder[];
  rows: readonly FolderRow[];
  people: readonly FolderPerson[];
  mayWrite: boolean;
  /** Whether it is one's own, and so one's to share and to delete. */
  owned: boolean;
  notices: readonly FolderNotice[];
}

/** A file on its way, or a folder on its way into an archive (then bytes of that), to another folder, or to new keys for all that is in it. */
export interface FolderTransfer {
  id: string;
  what: 'upload' | 'download' | 'archive' | 'move' | 'reseal';
  name: string;
  /** Bytes; null while nobody knows. */
  size: number | null;
  done: number;
  paused: boolean;
}

/** A file that lies open in the browser's private file system, in its directory `opened`, under this name. Close it. */
export interface OpenedFile {
  opened: string;
  /** Safe to be written to a disk. */
  name: string;
  mimetype: string;
  size: number;
}

/** A person's key before anything is shared with them. `changed`: it is not the one that we know of them. */
export interface FolderPeer { userId: string; fingerprint: readonly string[]; known: 'new' | 'same' | 'changed' }

/**
 * What a notice asks for. `orphans`: what is known of them gets its name back, and a folder whose name nobody knows is called
 * `unnamed`. `strays`: what nobody knows is deleted for ever. `missing`: entries are removed. `half-done`: taken back.
 */
export type FolderRepair = 'rotation' | 'drops' | 'start' | 'orphans' | 'strays' | 'missing' | 'half-done';

/** What was found in one folder. `problem`: why it doesn't open. */
export interface FolderFinding { folder: PlacedFolder; notices: readonly FolderNotice[]; problem: Problem | null }

/** An earlier list of a folder's contents. */
export interface FolderVersion {
  id: string;
  /** Unix seconds; when it was written over. */
  at: number;
  /** Files and folders in it. */
  entries: number;
  /** Those that it would bring back or call otherwise; `now`: what they are called at present, empty for not at all. */
  back: readonly { name: string; now: string }[];
  /** Those whose content the server no longer has. */
  gone: number;
}

export interface FolderRequests {
  /** @throws `keys-reset`: forget the key here first */
  getEncryption: { ask: { account: AccountId }; reply: EncryptionView };
  /**
   * Makes twelve words and a key, and keeps both sealed until they are confirmed; the same again if asked again.
   * `confirm`: places (from 0) of the words that are to be typed. Nothing is sent yet. @throws `keys-exist` as `folder-refused`
   */
  beginEncryption: { ask: { account: AccountId }; reply: { words: readonly string[]; confirm: readonly number[] } };
  /** The words at these places. Then the key is stored at the server. @throws `wrong-words` */
  confirmEncryption: { ask: { account: AccountId; words: readonly string[] }; reply: EncryptionView };
  /** Spelling help; asks no server. */
  readFolderWords: { ask: { words: string }; reply: PhraseReading };
  /** @throws `wrong-words`; `keys-changed`; `bad-certificate` */
  enterFolderWords: { ask: { account: AccountId; words: string }; reply: EncryptionView };
  /** Lets requests for this account's encrypted folders go by the name of Nextcloud's desktop app, or by the browser's again. */
  nameFolderRequests: { ask: { account: AccountId; asDesktop: boolean }; reply: EncryptionView };
  /** Forgets the key here. Nothing changes at the server. */
  forgetEncryption: { ask: { account: AccountId }; reply: EncryptionView };
  /** For lost words: takes the keys from the server, so that all can be set up anew. What only this account could open is lost. `confirm`: the user id. @throws `needs-password` as `folder-refused` */
  resetEncryption: { ask: { account: AccountId; confirm: string }; reply: EncryptionView };
  /** Takes a key that has changed for the right one, after the person has compared it. `who`: user id, or null for the server's. */
  trustFolderKey: { ask: { account: AccountId; who: string | null }; reply: Nothing };

  /** Folders at a place outside of encrypted ones; the top is an empty path. */
  browseFolders: { ask: { account: AccountId; path: readonly string[] }; reply: { folders: readonly BrowsedFolder[] } };
  /** @throws `folder-doubt`, and whatever the server says */
  getFolder: { ask: { place: FolderPlace }; reply: FolderView };
  /** Shows a folder that the server shows older, or with less, than it was; its writer is checked all the same. */
  trustFolder: { ask: { place: FolderPlace }; reply: Nothing };

  /** A new encrypted folder in an ordinary one. @throws `name-taken` */
  makeRootFolder: { ask: { account: AccountId; path: readonly string[]; name: string }; reply: { place: FolderPlace } };
  /** Marks an ordinary folder as encrypted; it must be empty. */
  encryptFolder: { ask: { account: AccountId; path: readonly string[] }; reply: { place: FolderPlace } };
  /** @throws `name-taken` */
  makeFolder: { ask: { place: FolderPlace; name: string }; reply: Nothing };
  /** @throws `name-taken`, `gone` */
  renameInFolder: { ask: { place: FolderPlace; id: string; name: string }; reply: Nothing };
  /** A file, or a folder with all that is in it, to another folder below the same root. @throws `name-taken`, `gone`; `not-allowed` into itself */
  moveInFolder: { ask: { place: FolderPlace; id: string; to: readonly string[] }; reply: Nothing };
  /** For ever: encrypted folders have no bin. A folder goes with all that is in it. */
  removeFromFolder: { ask: { place: FolderPlace; id: string }; reply: Nothing };
  /** `confirm`: the folder's name. */
  removeRootFolder: { ask: { place: FolderPlace; confirm: string }; reply: Nothing };
  /** What a notice asks for. */
  repairFolder: { ask: { place: FolderPlace; what: FolderRepair; unnamed?: string | undefined }; reply: Nothing };
  /** Looks through a folder and all below it for what interrupted work has left. Changes nothing. */
  checkFolder: { ask: { place: FolderPlace }; reply: { folders: number; findings: readonly FolderFinding[] } };
  /** The newest first. */
  getFolderVersions: { ask: { place: FolderPlace }; reply: { versions: readonly FolderVersion[] } };
  /** Names as they were in an earlier version; what has come since stays, and so does the present version among the earlier ones. @throws `gone` */
  restoreFolder: { ask: { place: FolderPlace; version: string }; reply: Nothing };

  /** Brings a tree of version 1 to version 2; apps that only know version 1 cannot read it any more. `words`: the twelve. @throws `wrong-words`; `folder-doubt` */
  migrateFolder: { ask: { place: FolderPlace; words: string }; reply: Nothing };

  /** `replace`: id of the file that this is a new version of. @throws `name-taken` */
  beginFolderUpload: { ask: { place: FolderPlace; name: string; mimetype: string; size: number; replace: string | null }; reply: { upload: string } };
  /** The next bytes as base64, in order; each part is encrypted as it comes. @throws `gone` after a lock or a restart: begin again */
  folderUploadPart: { ask: { upload: string; part: string }; reply: Nothing };
  /** Resolves when it is part of the folder. */
  endFolderUpload: { ask: { upload: string }; reply: Nothing };
  dropFolderUpload: { ask: { upload: string }; reply: Nothing };
  /** Fetches and opens a file; resolves when all of it is proven. `unproven`: also what nobody can vouch for, after a person was asked. @throws `unreadable-file`, `cancelled` */
  openFolderFile: { ask: { place: FolderPlace; id: string; unproven?: boolean | undefined }; reply: OpenedFile };
  /** A ZIP of a folder with all that is in it; nothing of it if one file fails. */
  archiveFolder: { ask: { place: FolderPlace }; reply: OpenedFile };
  closeFolderFile: { ask: { opened: string }; reply: Nothing };
  getFolderTransfers: { ask: Nothing; reply: { transfers: readonly FolderTransfer[] } };
  controlFolderTransfer: { ask: { id: string; order: 'pause' | 'resume' | 'cancel' }; reply: Nothing };

  /** Looks up a person's key. @throws `no-folder-keys`; `bad-certificate` */
  getFolderPeer: { ask: { account: AccountId; userId: string }; reply: FolderPeer };
  findFolderPeople: { ask: { account: AccountId; name: string }; reply: { people: readonly { userId: string; displayName: string }[] } };
  /** `fingerprint`: as it was shown; another key is refused. @throws `keys-changed` */
  shareFolder: { ask: { place: FolderPlace; userId: string; mayWrite: boolean; fingerprint: readonly string[] }; reply: Nothing };
  /** Also gives the folder and all below it a new key. */
  unshareFolder: { ask: { place: FolderPlace; userId: string }; reply: Nothing };
  /** Of an outermost folder of one's own. `canMake`: whether the server has such links at all. */
  getFolderLinks: { ask: { place: FolderPlace }; reply: { canMake: boolean; links: readonly FolderLink[] } };
  /** `words`: the twelve that open it, shown only now; null where it needs none. With words the folder gets a new key, in a form that old desktops cannot read. */
  makeFolderLink: { ask: { place: FolderPlace; may: LinkRight }; reply: { url: string; words: readonly string[] | null } };
  /** Also gives the folder and all below it a new key. */
  withdrawFolderLink: { ask: { place: FolderPlace; token: string }; reply: Nothing };
  /** A public link of somebody else's, to be read: its place, whose words `enterFolderWords` takes. @throws `bad-address` */
  openFolderLink: { ask: { link: string }; reply: { place: FolderPlace } };
  /** Copies them, and clears the clipboard after the usual time. */
  copyFolderWords: { ask: { words: string }; reply: { clearsAt: number | null } };
  /** Seals every file of a root anew, where another key was given to its list only; goes on where an earlier time was ended. `left`: those that don't open, and stay as they are. @throws `cancelled`, `not-allowed` while it is under way */
  resealFolder: { ask: { place: FolderPlace }; reply: { files: number; left: number } };
  /** Changes whose end nobody knows yet, by the name of their root. They are settled when the server lets us. */
  getFolderTroubles: { ask: Nothing; reply: { troubles: readonly { account: AccountId; name: string }[] } };
}
