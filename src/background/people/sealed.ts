/**
 * Logins sent sealed: put into an ordinary folder as a file that only a passphrase opens, and shared to be read only.
 * @see docs/sealed-file-format.md
 * @module
 */

import { remoteShares } from '../../clients/nextcloud/remote-shares.ts';
import { webdav, type Webdav } from '../../clients/webdav/webdav.ts';
import type { FilePath } from '../../clients/webdav/place.ts';
import { concatBytes, decodeUtf8, encodeUtf8, type Bytes } from '../../core/bytes.ts';
import { formOf } from '../../core/credential/form.ts';
import { readCredential } from '../../core/credential/read-credential.ts';
import { encryptedFields } from '../../core/credential/sealed.ts';
import { openFile } from '../../core/envelopes/sealed-file/open.ts';
import { sealFile } from '../../core/envelopes/sealed-file/seal.ts';
import { ownItem } from '../../core/export/plain-formats.ts';
import { readOwnLogin } from '../../core/import/latchkey-file.ts';
import type { AccountId, CredentialId, VaultId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { Written } from '../../messages/write-contract.ts';
import { sealedEnding, type FederatedShares } from './shares.ts';
import { signedIn, type PeopleWorld } from './world.ts';

/** An ordinary folder at the top of a person's files, where what was sent lies until it expires. */
const folderName = 'Latchkey sent';
/** Bytes; a login is a few kilobytes. */
const largest = 16 * 1024 * 1024;

export class SealedMail {
  readonly #world: PeopleWorld;
  readonly #shares: FederatedShares;

  constructor(world: PeopleWorld, sharing: FederatedShares) {
    this.#world = world;
    this.#shares = sharing;
  }

  /** @returns where the file lies, to be found again. @throws {Failure} `share-refused`; then the file is taken away again */
  async send(id: AccountId, { credential, cloudId, passphrase, days }: { credential: CredentialId; cloudId: string; passphrase: string; days: number }): Promise<{ path: string }> {
    const { account, server } = await signedIn(this.#world, id);
    const files = webdav(server, { userId: account.userId });
    const sealed = await sealFile({ description: { kind: 'credential' }, body: await this.#loginOf(credential) }, [{ passphrase }]);
    await makeSure(files);
    // Its name is seen by both servers, so it says nothing.
    const path: FilePath = [folderName, `${crypto.randomUUID()}${sealedEnding}`];
    await files.write(path, new Blob([sealed]));
    try {
      await this.#shares.share(id, { path, cloudId, mayChange: false, days, note: '' });
    } catch (error) {
      await files.remove(path).catch(() => undefined);
      throw error;
    }
    return { path: `/${path.join('/')}` };
  }

  /** The login becomes one of this person's. @throws {Failure} `sealed-file`, `gone` */
  async open(id: AccountId, { share, passphrase, vault }: { share: string; passphrase: string; vault: VaultId }): Promise<Written & { credential: CredentialId; label: string }> {
    const { account, server } = await signedIn(this.#world, id);
    const received = (await remoteShares(server).accepted()).find((each) => each.id === share);
    const path = received?.path?.split('/').filter((name) => name !== '') ?? [];
    if (path.length === 0) throw new Failure({ kind: 'gone', what: 'share' });
    const file = await readWhole(webdav(server, { userId: account.userId }), path);
    const opening = await openFile(file, { passphrase });
    if ('refused' in opening) throw new Failure({ kind: 'sealed-file', why: opening.refused });
    const text = opening.content.description.kind === 'credential' ? decodeUtf8(opening.content.body) : null;
    const form = text === null ? null : readOwnLogin(text);
    if (form === null) throw new Failure({ kind: 'sealed-file', why: 'no-login' });
    const { credential, state, undo } = await this.#world.writes.save({ credential: null, vault, form, base: null });
    return { credential, state, undo, label: form.label };
  }

  /** What everybody may have of a login: not its history, not its place, not its files. */
  async #loginOf(id: CredentialId): Promise<Bytes> {
    const { vault, sealed } = await this.#world.vaults.record(id);
    const [openings = {}] = await vault.reader.open([sealed], encryptedFields);
    const unreadable = encryptedFields.some((field) => openings[field]?.state === 'unreadable');
    // Somebody else could do nothing with a part that only our key opens.
    if (unreadable) throw new Failure({ kind: 'unreadable-field', label: sealed.label });
    const item = ownItem({ record: sealed, openings, form: formOf(readCredential(id, vault.id, sealed, openings), openings), vault: '' });
    return encodeUtf8(JSON.stringify({ ...item, vault: '', trashed: false, tags: [] }));
  }
}

async function makeSure(files: Webdav): Promise<void> {
  if ((await files.look([folderName])) === null) await files.makeFolder([folderName]);
}

async function readWhole(files: Webdav, path: FilePath): Promise<Bytes> {
  const { body } = await files.read(path);
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concatBytes(...chunks);
    size += value.length;
    if (size > largest) {
      await reader.cancel();
      throw new Failure({ kind: 'sealed-file', why: 'not-sealed' });
    }
    chunks.push(value);
  }
}
