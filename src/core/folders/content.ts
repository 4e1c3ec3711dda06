/**
 * What an encrypted folder's metadata says: names of folders and files, and how each file opens.
 *
 * Changes answer a new content. Entries are never dropped for being strange, and what isn't known is kept.
 * @see contracts: e2ee §3.5
 * @module
 */

/** How a file on the server opens, and what it is called. Binary parts are base64. */
export interface FileEntry {
  filename: string;
  mimetype: string;
  key: string;
  nonce: string;
  authenticationTag: string;
  /** Whatever else another client has written there. */
  rest: Readonly<Record<string, unknown>>;
}

/** Folders and files by the names they have on the server. */
export interface FolderContent {
  /** Null: absent, as in most sub-folders. Hex, the newest last. */
  keyChecksums: readonly string[] | null;
  deleted: boolean;
  counter: number;
  folders: ReadonlyMap<string, string>;
  files: ReadonlyMap<string, FileEntry>;
  rest: Readonly<Record<string, unknown>>;
}

export const emptyContent: FolderContent = { keyChecksums: null, deleted: false, counter: 0, folders: new Map(), files: new Map(), rest: {} };

/** Adds or replaces a file. */
export function withFile(content: FolderContent, uuid: string, entry: FileEntry): FolderContent {
  return { ...content, files: new Map([...content.files, [uuid, entry]]) };
}

/** Adds or renames a folder. */
export function withFolder(content: FolderContent, uuid: string, name: string): FolderContent {
  return { ...content, folders: new Map([...content.folders, [uuid, name]]) };
}

export function withoutEntry(content: FolderContent, uuid: string): FolderContent {
  return {
    ...content,
    files: new Map([...content.files].filter(([own]) => own !== uuid)),
    folders: new Map([...content.folders].filter(([own]) => own !== uuid)),
  };
}

/** Null: there is no such entry. */
export function renamed(content: FolderContent, uuid: string, name: string): FolderContent | null {
  const file = content.files.get(uuid);
  if (file) return withFile(content, uuid, { ...file, filename: name });
  return content.folders.has(uuid) ? withFolder(content, uuid, name) : null;
}

/** What is called so already, however it is spelled in capitals or composed. */
export function entryNamed(content: FolderContent, name: string): string | null {
  const wanted = comparable(name);
  for (const [uuid, { filename }] of content.files) if (comparable(filename) === wanted) return uuid;
  for (const [uuid, folder] of content.folders) if (comparable(folder) === wanted) return uuid;
  return null;
}

/** As it is, or with the first number that is free: `Notes (2).txt`. */
export function freeName(content: FolderContent, name: string): string {
  if (entryNamed(content, name) === null) return name;
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 2; ; number++) {
    const candidate = `${stem} (${number})${ending}`;
    if (entryNamed(content, candidate) === null) return candidate;
  }
}

function comparable(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
