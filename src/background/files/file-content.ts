/**
 * The content of one file of a credential: fetched from its server, and opened.
 * @module
 */

import type { Passman } from '../../clients/passman/passman.ts';
import type { AttachedFile } from '../../core/credential/credential.ts';
import { isFromOthers } from '../../core/credential/rights.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { isShared } from '../../core/envelopes/vault-reader.ts';
import { isGuid } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { OpenVault } from '../vaults/open-vault.ts';

/** Where a file comes from. `sealed`: the record that names it. */
export interface FileSource { client: Passman; vault: OpenVault; sealed: SealedCredential }

/** @param progress - told how many bytes have come. @throws {Failure} `gone`: the server has none; `unreadable-file`; `unreadable-field` where the record's own key doesn't open */
export async function contentOf(file: AttachedFile, source: FileSource, progress: (bytes: number) => void = () => undefined): Promise<Uint8Array> {
  const data = await fetched(file, source, progress);
  const content = await source.vault.reader.openFile(data, await itemKeyOf(source));
  if (content.state === 'unreadable') throw new Failure({ kind: 'unreadable-file', name: file.name });
  return content.bytes;
}

async function fetched({ fileId, guid }: AttachedFile, { client, sealed }: FileSource, progress: (bytes: number) => void): Promise<string> {
  try {
    if (!isFromOthers(sealed)) return (await client.files.get(fileId, progress)).data;
    if (!isGuid(guid)) throw new Failure({ kind: 'gone', what: 'file' });
    return (await client.sharing.readFile(sealed.guid, guid, progress)).data;
  } catch (error) {
    if (isMissing(error)) throw new Failure({ kind: 'gone', what: 'file' }, { cause: error });
    throw error;
  }
}

/** This server says 500 where it means that there is none. */
export function isMissing(error: unknown): boolean {
  return error instanceof Failure && (error.problem.kind === 'not-found' || (error.problem.kind === 'server-error' && error.problem.status === 500));
}

/** Null: it is under the vault's own key. @throws {Failure} `unreadable-field` */
async function itemKeyOf({ sealed, vault }: FileSource): Promise<string | null> {
  if (!isShared(sealed)) return null;
  const [key] = await vault.reader.openValues([sealed.shared_key]);
  if (key?.state !== 'read' || !key.value) throw new Failure({ kind: 'unreadable-field', label: sealed.label });
  return key.value;
}
