/**
 * What others changed in the same place while a write waited: told until the person has seen it, also after the
 * worker's death. Sealed; the values themselves are in the credential and in its history, and are not repeated here, but
 * for a picture (`clash-picture.ts`).
 * @see guides: reliability R-02
 * @module
 */

import { partOf, type CredentialForm } from '../../core/credential/form.ts';
import type { WritableField } from '../../core/credential/replace.ts';
import { encryptedFields, type EncryptedField } from '../../core/credential/sealed.ts';
import type { CredentialId } from '../../core/ids.ts';
import type { ClashNotice } from '../../messages/contract.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';
import { pictureNotKept } from './clash-picture.ts';
import type { Entry } from './journal.ts';
import type { Sent } from './send.ts';
import { labelOf } from './write-many.ts';

export const clashNames = 'clash:';

/** Blobs that the journal keeps in the step in which it forgets the entry; none where nothing shown has clashed. */
export function clashOf(entry: Entry, sent: Sent, credential: CredentialId): [string, unknown][] {
  const { record } = sent;
  const fields = clashingParts(sent.clashes);
  if (fields.length === 0) return [];
  const notice: Omit<ClashNotice, 'id'> = { credential, label: record?.label ?? labelOf(entry), fields, kept: 'yields' in entry && entry.yields ? 'theirs' : 'ours', at: entry.at, picture: pictureNotKept(entry, sent) };
  return [[`${clashNames}${credential}#${entry.token}`, notice]];
}

/** The oldest first. */
export async function clashesIn(blobs: SealedBlobs): Promise<ClashNotice[]> {
  const found = await Promise.all((await blobs.names(clashNames)).map(async (id) => ({ ...((await blobs.read(id)) as Omit<ClashNotice, 'id'> | null), id })));
  return found.filter((notice): notice is ClashNotice => 'fields' in notice).sort((one, other) => one.at - other.at);
}

const plainParts: Partial<Record<WritableField, keyof CredentialForm>> = { label: 'label', expire_time: 'expires', renew_interval: 'renewEvery', icon: 'icon' };

/** As a form shows them. */
export function clashingParts(clashes: readonly WritableField[]): (keyof CredentialForm)[] {
  return clashes.flatMap((field) => (isEncrypted(field) ? partOf(field) : plainParts[field]) ?? []);
}

function isEncrypted(field: WritableField): field is EncryptedField {
  return (encryptedFields as readonly string[]).includes(field);
}
