/**
 * What hangs on a credential follows it under its new key: files and revisions. Each is replaced whole or not at all,
 * and one that is there already is left alone, so that this can be broken off and done again at any time.
 * @see contracts: Passman §3.1
 * @module
 */

import type { Passman } from '../../clients/passman/passman.ts';
import { fileFields, fileIdsIn } from '../../core/credential/file-lists.ts';
import { encryptedFields, type EncryptedField, type SealedCredential, type SealedField } from '../../core/credential/sealed.ts';
import { Failure } from '../../core/problem.ts';
import { isMissing } from '../files/file-content.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import { resealed, type Target } from './reseal.ts';

export interface Beside {
  client: Passman;
  vault: OpenVault;
  target: Target;
  /** Where a file may come from. */
  sources: readonly Target[];
}

/** A file that can't be read is left as it is. */
export async function rekeyFiles(record: SealedCredential, { client, vault, target, sources }: Beside): Promise<void> {
  const [openings = {}] = await vault.reader.open([record], fileFields);
  for (const id of fileIdsIn(openings)) {
    const file = await client.files.get(id).catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
    if (file === null || (await openBoth(file, target)) !== null) continue;
    for (const source of sources) {
      const texts = await openBoth(file, source);
      if (texts === null) continue;
      await client.files.update(id, { filename: await target.seal(texts.filename), data: await target.seal(texts.data) });
      break;
    }
  }
}

async function openBoth({ filename, data }: { filename: string; data: string }, { reader }: Target): Promise<{ filename: string; data: string } | null> {
  const [name, content] = await reader.openValues([filename, data]);
  if (name?.state !== 'read' || content?.state !== 'read' || name.value === null || content.value === null) return null;
  return { filename: name.value, data: content.value };
}

/**
 * Each revision says itself which key it is under; one that can't be read whole stays under the one it has.
 * @param sharedKey - envelope of the item key; empty for the vault's own
 */
export async function rekeyRevisions(record: SealedCredential, sharedKey: string, { client, vault, target }: Omit<Beside, 'sources'>): Promise<void> {
  for (const { revisionId, credential } of await client.revisions.list(record.guid)) {
    if ((credential.shared_key || '') === sharedKey) continue;
    const fields = await resealed(credential, vault, target).catch((error: unknown) => {
      if (error instanceof Failure && error.problem.kind === 'unreadable-field') return null;
      throw error;
    });
    if (fields === null) continue;
    await client.revisions.rewrite(record.guid, revisionId, { ...credential, ...withoutNull(fields), icon: credential.icon ?? false, shared_key: sharedKey });
  }
}

/** Null is an error to this route, where the text is wanted. */
function withoutNull(fields: Record<EncryptedField, SealedField>): Record<EncryptedField, SealedField> {
  return Object.fromEntries(encryptedFields.map((field) => [field, field === 'compromised' ? fields[field] : fields[field] ?? ''])) as Record<EncryptedField, SealedField>;
}
