/**
 * Files that a screen asked for: fetched, opened and proven here, then handed out part by part, once.
 * @module
 */

import { passman } from '../../clients/passman/passman.ts';
import { encodeBase64 } from '../../core/bytes.ts';
import type { AttachedFile } from '../../core/credential/credential.ts';
import { fileFields, textIn } from '../../core/credential/file-lists.ts';
import { readCustomFields, readFiles } from '../../core/credential/read-text.ts';
import { isFromOthers, refuseWithout } from '../../core/credential/rights.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { isShared } from '../../core/envelopes/vault-reader.ts';
import { accountOf, guidOf, isGuid, type CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { serverOf, type ServerWorld } from '../accounts/server-of.ts';
import type { KeepAlive } from '../keep-alive.ts';
import type { Keyring } from '../session/keyring.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { Vaults } from '../vaults/vaults.ts';

export interface OpenedFilesWorld { vaults: Vaults; keyring: Keyring; servers: ServerWorld; keepAlive: KeepAlive; wait: (milliseconds: number) => Promise<void> }

/** Bytes of a part: some 350 kB of base64 in a message. */
export const partBytes = 256 * 1024;
/** A file that nobody has asked a part of for so long is forgotten. */
const idleMs = 60_000;

export interface FileOnTheWay { credential: CredentialId; fileId: number; bytes: number }

export class OpenedFiles {
  readonly #world: OpenedFilesWorld;
  readonly #opened = new Map<string, { bytes: Uint8Array; used: number }>();
  readonly #coming = new Set<FileOnTheWay>();
  /** Counts the locks: what was asked for before one is not kept after it. */
  #locks = 0;

  constructor(world: OpenedFilesWorld) {
    this.#world = world;
  }

  coming(): readonly FileOnTheWay[] {
    return [...this.#coming];
  }

  /** @throws {Failure} `gone`: the credential doesn't name it; `unreadable-field`: it doesn't open */
  async open(credential: CredentialId, fileId: number): Promise<{ opened: string; file: AttachedFile; size: number; parts: number }> {
    const locks = this.#locks;
    const { vault, sealed } = await this.#world.vaults.record(credential);
    refuseWithout('files', sealed);
    const file = await namedFile(sealed, vault, fileId);
    const data = await this.#world.keepAlive(this.#fetch(credential, sealed, file));
    const content = await vault.reader.openFile(data, await itemKeyOf(sealed, vault));
    if (content.state === 'unreadable') throw new Failure({ kind: 'unreadable-file', name: file.name });
    if (locks !== this.#locks) throw new Failure({ kind: 'locked' });
    const opened = crypto.randomUUID();
    this.#opened.set(opened, { bytes: content.bytes, used: 0 });
    void this.#forgetWhenIdle(opened);
    return { opened, file, size: content.bytes.length, parts: Math.ceil(content.bytes.length / partBytes) };
  }

  part(opened: string, number: number): string {
    const held = this.#opened.get(opened);
    if (!held) throw new Failure({ kind: 'gone', what: 'file' });
    held.used++;
    return encodeBase64(held.bytes.subarray(number * partBytes, (number + 1) * partBytes));
  }

  close(opened: string): void {
    this.#opened.get(opened)?.bytes.fill(0);
    this.#opened.delete(opened);
  }

  forget(): void {
    this.#locks++;
    for (const opened of [...this.#opened.keys()]) this.close(opened);
  }

  async #fetch(credential: CredentialId, sealed: SealedCredential, { fileId, guid }: AttachedFile): Promise<string> {
    const account = (await this.#world.keyring.contents()).accounts.find(({ id }) => id === accountOf(credential));
    if (!account) throw new Failure({ kind: 'gone', what: 'account' });
    const client = passman(await serverOf(account, this.#world.servers));
    const coming: FileOnTheWay = { credential, fileId, bytes: 0 };
    const progress = (bytes: number): void => { coming.bytes = bytes; };
    this.#coming.add(coming);
    try {
      if (!isFromOthers(sealed)) return (await client.files.get(fileId, progress)).data;
      if (!isGuid(guid)) throw new Failure({ kind: 'gone', what: 'file' });
      return (await client.sharing.readFile(guidOf(credential), guid, progress)).data;
    } catch (error) {
      // This server says 500 where it means that there is none.
      if (error instanceof Failure && (error.problem.kind === 'not-found' || (error.problem.kind === 'server-error' && error.problem.status === 500))) throw new Failure({ kind: 'gone', what: 'file' }, { cause: error });
      throw error;
    } finally {
      this.#coming.delete(coming);
    }
  }

  async #forgetWhenIdle(opened: string): Promise<void> {
    for (let used = -1; ;) {
      const held = this.#opened.get(opened);
      if (!held) return;
      if (held.used === used) break;
      used = held.used;
      await this.#world.wait(idleMs);
    }
    this.close(opened);
  }
}

async function namedFile(sealed: SealedCredential, vault: OpenVault, fileId: number): Promise<AttachedFile> {
  const [openings = {}] = await vault.reader.open([sealed], fileFields);
  const named = [...readFiles(textIn(openings, 'files')), ...readCustomFields(textIn(openings, 'custom_fields')).flatMap(({ file }) => file ?? [])];
  const file = named.find((one) => one.fileId === fileId);
  if (!file) throw new Failure({ kind: 'gone', what: 'file' });
  return file;
}

/** Null: it is under the vault's own key. @throws {Failure} `unreadable-field` */
async function itemKeyOf(sealed: SealedCredential, vault: OpenVault): Promise<string | null> {
  if (!isShared(sealed)) return null;
  const [key] = await vault.reader.openValues([sealed.shared_key]);
  if (key?.state !== 'read' || !key.value) throw new Failure({ kind: 'unreadable-field', label: sealed.label });
  return key.value;
}
