/**
 * For tests: somebody with encrypted folders at a cloud, as far as those need it.
 * @module
 */

import 'fake-indexeddb/auto';

import { wordlist } from '@scure/bip39/wordlists/english.js';
import { createStore } from 'idb-keyval';

import { encodeBase64 } from '../../core/bytes.ts';
import type { FolderPlace } from '../../core/folders/place.ts';
import type { AccountId } from '../../core/ids.ts';
import { wordBook } from '../../core/mnemonic/word-book.ts';
import { Folders } from '../folders/folders.ts';
import type { TemporaryFiles } from '../folders/temporary-files.ts';
import { signInTyped } from '../accounts/sign-in.ts';
import { keyring } from '../session/keyring.ts';
import { tries } from '../session/tries.ts';
import { sealedBlobs, type SealedBlobs } from '../vaults/sealed-blobs.ts';
import { fakeStorage } from './fake-storage.ts';
import type { Mortal } from './mortal.ts';

const book = wordBook(wordlist);

export interface FoldersAt {
  account: AccountId;
  folders: Folders;
  blobs: SealedBlobs;
  /** Permissions that were given back. */
  givenBack: readonly string[];
  /** What can be read of the browser's private files. */
  files: Map<string, Blob>;
  /** Another worker of the same browser, perhaps a mortal one. */
  worker: (life?: Mortal) => Folders;
  /** Sets encryption up. @returns the twelve words */
  setUp: () => Promise<string>;
  root: (name: string) => Promise<FolderPlace>;
  upload: (place: FolderPlace, name: string, content: string | Uint8Array, options?: { replace?: string; by?: Folders }) => Promise<void>;
  /** The text of a file by its name. */
  read: (place: FolderPlace, name: string) => Promise<string>;
  /** Names in a folder, sorted; folders end in a slash. */
  names: (place: FolderPlace) => Promise<string[]>;
  /** @returns the name on the server */
  idOf: (place: FolderPlace, name: string) => Promise<string>;
}

let count = 0;

/** @param userId - known to the cloud with the password `pw` */
export function foldersAt(server: string, userId: string, now: () => number = Date.now): Promise<FoldersAt> {
  return foldersOf({ server, loginName: userId, password: 'pw', fetch: (...ask) => fetch(...ask) }, now);
}

/** Somebody of any Nextcloud. */
export async function foldersOf({ fetch: usual, ...login }: { server: string; loginName: string; password: string; fetch: typeof fetch }, now: () => number = Date.now): Promise<FoldersAt> {
  const local = fakeStorage();
  const given: string[] = [];
  const permissions = { contains: () => Promise.resolve(true), remove: ({ origins = [] }: { origins?: string[] }) => Promise.resolve(given.push(...origins) > 0), getAll: () => Promise.resolve({}) };
  const ring = keyring({ local, session: fakeStorage(), tries: tries(local, () => 0), rounds: 1000 });
  const account = await signInTyped(login, { fetch: usual, permissions, keyring: ring });
  const store = createStore(`folders-${count++}`, 'vaults');
  const blobs = sealedBlobs(store, () => ring.dataKey());
  const files = new Map<string, Blob>();
  const session = fakeStorage();
  const worker = (life?: Mortal): Folders => {
    const does: Mortal['does'] = life ? (act) => life.does(act) : (act) => act();
    return new Folders({
      servers: { fetch: (...ask) => does(() => usual(...ask)), permissions }, keyring: ring, session, temporary: inMemory(files),
      blobs: { ...blobs, write: (...value) => does(() => blobs.write(...value)), remove: (names) => does(() => blobs.remove(names)), exchange: (...values) => does(() => blobs.exchange(...values)) },
      keepAlive: (work) => work, words: () => Promise.resolve(book), now, changed: () => undefined,
    });
  };
  const folders = worker();
  const idOf = async (place: FolderPlace, name: string): Promise<string> => {
    const row = (await folders.view(place)).rows.find((one) => one.name === name);
    if (!row) throw new Error(`no ${name}`);
    return row.id;
  };
  return {
    account, folders, blobs, files, givenBack: given, worker, idOf,
    async setUp() {
      const { words, confirm } = await folders.setup.begin(account);
      await folders.setup.confirm(account, confirm.map((place) => words[place] ?? ''));
      return words.join(' ');
    },
    root: async (name) => (await folders.makeRoot({ account, path: [], name })).place,
    async upload(place, name, content, { replace = null, by = folders } = {}) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const upload = await by.uploads.begin({ place, name, mimetype: 'text/plain', size: bytes.length, replace });
      await by.uploads.part(upload, encodeBase64(bytes));
      await by.uploads.end(upload);
    },
    async read(place, name) {
      const { opened } = await folders.downloads.open(place, await idOf(place, name));
      const text = await files.get(`opened/${opened}`)?.text();
      await folders.downloads.close(opened);
      if (text === undefined) throw new Error('not released');
      return text;
    },
    names: async (place) => (await folders.view(place)).rows.map(({ kind, name }) => (kind === 'folder' ? `${name}/` : name)).sort(),
  };
}

/** As the browser's: what isn't committed cannot be read. */
function inMemory(files: Map<string, Blob>): TemporaryFiles {
  return {
    create(directory, name) {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      return Promise.resolve({
        write: (bytes) => Promise.resolve(void parts.push(new Uint8Array(bytes))),
        commit: () => Promise.resolve(void files.set(`${directory}/${name}`, new Blob(parts))),
        abort: () => Promise.resolve(void files.delete(`${directory}/${name}`)),
      });
    },
    read: (directory, name) => Promise.resolve(files.get(`${directory}/${name}`) ?? null),
    remove: (directory, name) => Promise.resolve(void files.delete(`${directory}/${name}`)),
    clear(directory) {
      for (const name of files.keys()) if (name.startsWith(`${directory}/`)) files.delete(name);
      return Promise.resolve();
    },
  };
}
