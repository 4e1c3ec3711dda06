/**
 * Files that a screen asked for: fetched, opened and proven here, then handed out part by part, once.
 * @module
 */

import { passman } from '../../clients/passman/passman.ts';
import { encodeBase64 } from '../../core/bytes.ts';
import type { AttachedFile } from '../../core/credential/credential.ts';
import { fileFields, filesIn } from '../../core/credential/file-lists.ts';
import { refuseWithout } from '../../core/credential/rights.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { accountOf, type CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { serverOf, type ServerWorld } from '../accounts/server-of.ts';
import type { KeepAlive } from '../keep-alive.ts';
import type { Keyring } from '../session/keyring.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { Vaults } from '../vaults/vaults.ts';
import { contentOf, type FileSource } from './file-content.ts';

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
    const bytes = await this.#world.keepAlive(this.#fetch(credential, { vault, sealed }, file));
    if (locks !== this.#locks) throw new Failure({ kind: 'locked' });
    return { file, ...this.hold(bytes) };
  }

  /** Until it is closed, or nobody asks for it any more. */
  hold(bytes: Uint8Array): { opened: string; size: number; parts: number } {
    const opened = crypto.randomUUID();
    this.#opened.set(opened, { bytes, used: 0 });
    void this.#forgetWhenIdle(opened);
    return { opened, size: bytes.length, parts: Math.ceil(bytes.length / partBytes) };
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

  async #fetch(credential: CredentialId, { vault, sealed }: Pick<FileSource, 'vault' | 'sealed'>, file: AttachedFile): Promise<Uint8Array> {
    const account = (await this.#world.keyring.contents()).accounts.find(({ id }) => id === accountOf(credential));
    if (!account) throw new Failure({ kind: 'gone', what: 'account' });
    const client = passman(await serverOf(account, this.#world.servers));
    const coming: FileOnTheWay = { credential, fileId: file.fileId, bytes: 0 };
    this.#coming.add(coming);
    try {
      return await contentOf(file, { client, vault, sealed }, (bytes) => { coming.bytes = bytes; });
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
  const file = filesIn(openings).find((one) => one.fileId === fileId);
  if (!file) throw new Failure({ kind: 'gone', what: 'file' });
  return file;
}
