/**
 * Files shared with people on other servers, and what they share.
 * @see contracts: ScienceMesh §4
 * @module
 */

import { shares, type Share } from '../../clients/nextcloud/shares.ts';
import { remoteShares, type RemoteShare } from '../../clients/nextcloud/remote-shares.ts';
import { readDiscovery } from '../../clients/ocm/discovery.ts';
import { webdav } from '../../clients/webdav/webdav.ts';
import type { FilePath } from '../../clients/webdav/place.ts';
import type { AccountId } from '../../core/ids.ts';
import { readCloudId } from '../../core/people/cloud-id.ts';
import { shownText } from '../../core/people/shown-text.ts';
import { Failure, type ShareTrouble } from '../../core/problem.ts';
import type { ChoiceRow, ReceivedShare, SentShare } from '../../messages/people-contract.ts';
import { strangerServer } from '../accounts/server-of.ts';
import { signedIn, type PeopleWorld, type Signed } from './world.ts';

/** Read; read, change, create and delete. Never to share on. */
const rights = { read: 1, change: 15 } as const;
const elsewhere = 6;
const dayMs = 24 * 3600 * 1000;
export const sealedEnding = '.sealed';

export interface FileToShare { path: FilePath; cloudId: string; mayChange: boolean; days: number | null; note: string }

export class FederatedShares {
  readonly #world: PeopleWorld;

  constructor(world: PeopleWorld) {
    this.#world = world;
  }

  async sent({ server }: Signed): Promise<SentShare[]> {
    return (await shares(server).all()).filter(({ kind }) => kind === elsewhere).map(sentRow);
  }

  /** Waiting ones first. */
  async received({ server }: Signed): Promise<ReceivedShare[]> {
    const remote = remoteShares(server);
    const [pending, accepted] = await Promise.all([remote.pending(), remote.accepted()]);
    return [...pending.map((share) => receivedRow(share, false)), ...accepted.map((share) => receivedRow(share, true))];
  }

  async choices(id: AccountId, path: FilePath): Promise<ChoiceRow[]> {
    const { account, server } = await signedIn(this.#world, id);
    const { children } = await webdav(server, { userId: account.userId }).list(path);
    return children
      .map((entry) => ({ name: entry.path.at(-1) ?? '', isFolder: entry.isFolder, encrypted: isEncrypted(entry), size: entry.size }))
      .sort((one, other) => Number(other.isFolder) - Number(one.isFolder) || one.name.localeCompare(other.name));
  }

  /** @returns whether the server has kept the note: Nextcloud takes one for another server, and drops it. @throws {Failure} `share-refused` */
  async share(id: AccountId, { path, cloudId, mayChange, days, note }: FileToShare): Promise<{ noteKept: boolean }> {
    const signed = await signedIn(this.#world, id);
    const read = readCloudId(cloudId);
    if (read === null) throw new Failure({ kind: 'bad-address' });
    const entry = await webdav(signed.server, { userId: signed.account.userId }).look(path);
    if (entry === null) throw new Failure({ kind: 'gone', what: 'file' });
    // Its recipient would get ciphertext under random names, and can never be given a key.
    if (isEncrypted(entry)) throw refused(signed, 'encrypted');
    try {
      const made = await shares(signed.server).create({ path, permissions: mayChange ? rights.change : rights.read, kind: 'elsewhere', cloudId, expires: this.#dayIn(days), note });
      return { noteKept: made.note === note };
    } catch (error) {
      if (error instanceof Failure && error.problem.kind === 'forbidden') throw refused(signed, await this.#whyNot(read.server), error);
      throw error;
    }
  }

  /** @param days - from now; `as-is`: the day stays. @throws {Failure} `gone` */
  async change(id: AccountId, { share, mayChange, days, note }: { share: string; mayChange: boolean; days: number | null | 'as-is'; note: string }): Promise<void> {
    const { server } = await signedIn(this.#world, id);
    const expires = days === 'as-is' ? {} : { expires: this.#dayIn(days) };
    await missingIsGone(shares(server).change(share, { permissions: mayChange ? rights.change : rights.read, note, ...expires }));
  }

  /** A sealed file was made for this share alone: it goes along. */
  async revoke(id: AccountId, share: string): Promise<void> {
    const { account, server } = await signedIn(this.#world, id);
    const path = (await shares(server).all()).find(({ shareId }) => shareId === share)?.path ?? '';
    await missingIsGone(shares(server).remove(share));
    if (path.endsWith(sealedEnding)) await webdav(server, { userId: account.userId }).remove(path.split('/').filter((name) => name !== ''));
  }

  async answer(id: AccountId, share: string, accept: boolean): Promise<void> {
    const remote = remoteShares((await signedIn(this.#world, id)).server);
    await missingIsGone(accept ? remote.accept(share) : remote.decline(share));
  }

  async leave(id: AccountId, share: string): Promise<void> {
    await missingIsGone(remoteShares((await signedIn(this.#world, id)).server).leave(share));
  }

  /** `YYYY-MM-DD` */
  #dayIn(days: number | null): string | null {
    return days === null ? null : new Date(this.#world.now() + days * dayMs).toISOString().slice(0, 10);
  }

  /** The server's refusal gives no reason; the other one is asked what it is, where the browser may reach it. */
  async #whyNot(server: string): Promise<ShareTrouble> {
    try {
      const found = await readDiscovery(await strangerServer(`https://${server.replace(/^https?:\/\//, '')}`, this.#world.servers));
      if (found === null || !found.takesShares) return 'no-mesh';
      return found.mustInvite ? 'must-invite' : 'refused';
    } catch (error) {
      return error instanceof Failure && error.problem.kind === 'no-permission' ? 'not-asked' : 'unreachable';
    }
  }
}

function refused({ account }: Signed, why: ShareTrouble, cause?: unknown): Failure {
  return new Failure({ kind: 'share-refused', host: new URL(account.server).host, why }, { cause });
}

async function missingIsGone(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failure && error.problem.kind === 'not-found') throw new Failure({ kind: 'gone', what: 'share' }, { cause: error });
    throw error;
  }
}

function isEncrypted({ isMarked, isEncrypted: inside }: { isMarked: boolean | null; isEncrypted: boolean | null }): boolean {
  return isMarked === true || inside === true;
}

function sentRow({ shareId, path, with: whom, permissions, expires, note }: Share): SentShare {
  return { id: shareId, path, with: whom ?? '', mayChange: (permissions & 2) !== 0, expires, note };
}

function receivedRow({ id, name, owner, remote, path }: RemoteShare, accepted: boolean): ReceivedShare {
  const host = URL.canParse(remote) ? new URL(remote).host : '';
  return { id, name: shownText(name.replace(/^\/+/, '')), from: shownText(`${owner}@${host}`), accepted, path, sealed: name.endsWith(sealedEnding) };
}
