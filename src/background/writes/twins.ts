/**
 * What the server has twice although it was sent once: a browser sends a request again, whatever its method, when a
 * connection that it used before hangs up without an answer. The second one goes to the trash, where a person can see
 * it and take it back; nothing is destroyed.
 * @see guides: reliability R-03
 * @module
 */

import type { Passman } from '../../clients/passman/passman.ts';
import { fileFields, fileIdsIn } from '../../core/credential/file-lists.ts';
import { sameContent } from '../../core/credential/replace.ts';
import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import { credentialId, type CredentialId } from '../../core/ids.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { Entry } from './journal.ts';
import { isSameWriting } from './send.ts';
import { keepAll, type KeepWorld } from './write-many.ts';
import type { Writes } from './writes.ts';

interface TwinsWorld extends KeepWorld { send: () => Promise<void> }
type TrashTwins = (vault: OpenVault, records: readonly SealedCredential[], client: Passman) => Promise<void>;

export function twinsTrash({ vaults, now, writes }: Pick<KeepWorld, 'vaults' | 'now'> & { writes: Pick<Writes, 'journal' | 'send'> }): TrashTwins {
  return (vault, records, client) => trashTwins(vault, records, client, { vaults, now, journal: writes.journal, send: () => writes.send() });
}

/** @param records - all of the vault, as the server just gave them */
async function trashTwins(vault: OpenVault, records: readonly SealedCredential[], client: Passman, world: TwinsWorld): Promise<void> {
  const pairs = pairsIn(records);
  if (pairs.length === 0) return;
  const ours = await world.journal.settledIn(vault.id);
  const waiting = await world.journal.ofVault(vault.id);
  const idOf = ({ guid }: SealedCredential) => credentialId(vault.id, guid);
  for (const pair of pairs) {
    const [kept, ...others] = pair.filter((record) => ours.has(idOf(record)));
    const twin = pair.find((record) => record !== kept);
    // Made by somebody else, or both of them by us on purpose.
    if (!kept || !twin || others.length > 0 || waits(waiting, [idOf(kept), idOf(twin)])) continue;
    // Whoever destroyed the one would take them from the other.
    const [openings = {}] = await vault.reader.open([twin], fileFields);
    if (fileFields.some((field) => openings[field]?.state !== 'read') || fileIdsIn(openings).length > 0) continue;
    // Without a past, nobody has ever written to it, nor taken it out of the trash again.
    if ((await client.revisions.list(twin.guid)).length > 0) continue;
    const after = { ...twin, expire_time: twin.expire_time ?? 0, delete_time: Math.floor(world.now() / 1000) };
    await keepAll([{ what: 'trash', credential: idOf(twin), before: twin, after, yields: true }], world);
  }
  await world.send();
}

function waits(entries: readonly Entry[], ids: readonly CredentialId[]): boolean {
  return entries.some(({ credential }) => ids.includes(credential));
}

/** Two and no more that are the same in everything, byte for byte: no two envelopes are ever alike unless they are one. */
function pairsIn(records: readonly SealedCredential[]): SealedCredential[][] {
  const byText = new Map<string, SealedCredential[]>();
  for (const record of records) {
    if (!isPlain(record)) continue;
    const text = JSON.stringify([record.user_id, ...encryptedFields.map((field) => record[field])]);
    byText.set(text, [...(byText.get(text) ?? []), record]);
  }
  return [...byText.values()].filter((group) => {
    const [one, other] = group;
    return group.length === 2 && one !== undefined && other !== undefined && isSameWriting(one, other) && sameContent(one, other);
  });
}

/** Nobody's but ours, not in the trash, and all of it there. */
function isPlain(record: SealedCredential): boolean {
  return record.acl === undefined && !record.shared_key && (record.delete_time ?? 0) === 0 && encryptedFields.every((field) => record[field] !== false);
}
