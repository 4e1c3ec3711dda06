/**
 * Logins and files sent sealed: put into an ordinary folder as a file that only a passphrase or its recipient's key opens, and
 * shared to be read only.
 * @see docs/sealed-file-format.md
 * @module
 */

import { remoteShares } from '../../clients/nextcloud/remote-shares.ts';
import { webdav, type Webdav } from '../../clients/webdav/webdav.ts';
import type { FilePath } from '../../clients/webdav/place.ts';
import { concatBytes, decodeUtf8, encodeUtf8, type Bytes } from '../../core/bytes.ts';
import { savedFileName } from '../../core/credential/file-name.ts';
import { formOf } from '../../core/credential/form.ts';
import { readCredential } from '../../core/credential/read-credential.ts';
import { encryptedFields } from '../../core/credential/sealed.ts';
import type { Content } from '../../core/envelopes/sealed-file/content.ts';
import { openFile, waysInto } from '../../core/envelopes/sealed-file/open.ts';
import { sealFile } from '../../core/envelopes/sealed-file/seal.ts';
import { ownItem } from '../../core/export/plain-formats.ts';
import { readOwnLogin } from '../../core/import/latchkey-file.ts';
import type { AccountId, CredentialId, VaultId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { OpenedSealed } from '../../messages/people-contract.ts';
import type { SealKeys } from './seal-keys.ts';
import { sealedEnding, type FederatedShares } from './shares.ts';
import { signedIn, type PeopleWorld } from './world.ts';

/** An ordinary folder at the top of a person's files, where what was sent lies until it expires. */
const folderName = 'Latchkey sent';
/** Bytes: all of it is in memory at once. */
const largest = 16 * 1024 * 1024;

/** `path`: of the person's own files. `passphrase` null: for the key of theirs that was taken over. */
interface ToSeal { what: { credential: CredentialId } | { path: FilePath }; cloudId: string; passphrase: string | null; days: number }

export class SealedMail {
  readonly #world: PeopleWorld;
  readonly #shares: FederatedShares;
  readonly #keys: SealKeys;

  constructor(world: PeopleWorld, { shares, keys }: { shares: FederatedShares; keys: SealKeys }) {
    this.#world = world;
    this.#shares = shares;
    this.#keys = keys;
  }

  /** @returns where the file lies, to be found again. @throws {Failure} `share-refused`; then the file is taken away again. `sealed-file` `no-key`, `too-large` */
  async send(id: AccountId, { what, cloudId, passphrase, days }: ToSeal): Promise<{ path: string }> {
    const { account, server } = await signedIn(this.#world, id);
    const files = webdav(server, { userId: account.userId });
    const means = passphrase === null ? await this.#keys.of(id, cloudId) : { passphrase };
    if (means === null) throw new Failure({ kind: 'sealed-file', why: 'no-key' });
    const sealed = await sealFile('credential' in what ? { description: { kind: 'credential' }, body: await this.#loginOf(what.credential) } : await fileAt(files, what.path), [means]);
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

  /** Whether this account's own key opens it, so that nobody is asked for a passphrase. @throws {Failure} `gone`, `sealed-file` */
  async opensByKey(id: AccountId, share: string): Promise<boolean> {
    const own = await this.#keys.toOpen(id);
    if (own === null) return false;
    const ways = waysInto(await this.#received(id, share)) ?? [];
    return ways.some((way) => way.how === 'public-key' && way.fingerprint === own.fingerprint);
  }

  /**
   * A login becomes one of this person's; a file is kept until the screen has read it.
   * @param passphrase - null: with this account's own key
   * @throws {Failure} `sealed-file`, `gone`
   */
  async open(id: AccountId, { share, passphrase, vault }: { share: string; passphrase: string | null; vault: VaultId }): Promise<OpenedSealed> {
    const means = passphrase === null ? await this.#keys.toOpen(id) : { passphrase };
    const opening = means === null ? { refused: 'not-for-me' as const } : await openFile(await this.#received(id, share), means);
    if ('refused' in opening) throw new Failure({ kind: 'sealed-file', why: opening.refused });
    const { description, body } = opening.content;
    // Locked meanwhile: nothing that was opened is kept.
    await this.#world.keyring.contents();
    if (description.kind === 'file') return { kind: 'file', name: savedFileName(description.name, 'file'), ...this.#world.hold(body) };
    const text = decodeUtf8(body);
    const form = text === null ? null : readOwnLogin(text);
    if (form === null) throw new Failure({ kind: 'sealed-file', why: 'no-login' });
    return { kind: 'login', label: form.label, ...(await this.#world.writes.save({ credential: null, vault, form, base: null })) };
  }

  async #received(id: AccountId, share: string): Promise<Bytes> {
    const { account, server } = await signedIn(this.#world, id);
    const received = (await remoteShares(server).accepted()).find((each) => each.id === share);
    const path = received?.path?.split('/').filter((name) => name !== '') ?? [];
    if (path.length === 0) throw new Failure({ kind: 'gone', what: 'share' });
    return readWhole(webdav(server, { userId: account.userId }), path, 'not-sealed');
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

/** @throws {Failure} `sealed-file` `too-large` */
async function fileAt(files: Webdav, path: FilePath): Promise<Content> {
  return { description: { kind: 'file', name: path.at(-1) ?? '', mimetype: '' }, body: await readWhole(files, path, 'too-large') };
}

async function readWhole(files: Webdav, path: FilePath, otherwise: 'not-sealed' | 'too-large'): Promise<Bytes> {
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
      throw new Failure({ kind: 'sealed-file', why: otherwise });
    }
    chunks.push(value);
  }
}
