/**
 * Moving credentials to another vault, also of another account. The server knows no such thing, so a copy is made under
 * the other vault's key, read back, and only then the old one goes to its trash. Both halves are in the journal first.
 * Its files are copied before: the copy is held until all of them are on its server.
 * @see contracts: Passman §1.4 (`vault_id` of a PATCH is ignored)
 * @module
 */

import { differences, refuseLost } from '../../core/credential/replace.ts';
import type { Openings } from '../../core/credential/openings.ts';
import { encryptedFields, type EncryptedField, type SealedCredential } from '../../core/credential/sealed.ts';
import { isShared } from '../../core/envelopes/vault-reader.ts';
import { guidOf, type CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { SeveralWritten } from '../../messages/contract.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import { provisionalId, type CreateWrite, type MoveWrite } from './journal.ts';
import { planFiles, type FilesPlan } from './plan-files.ts';
import { keepAll, labelOf, planAll, type Found, type ManyWorld, type Undoable } from './write-many.ts';

export interface MoveWorld extends ManyWorld {
  target: OpenVault;
  /** As the target's server names its owner and the vault itself; 0: the number must be asked. */
  owner: { userId: string; vaultNumber: number };
  /** Whose account a credential belongs to, as its server names owners. */
  userIdOf: (credential: CredentialId) => Promise<string>;
  /** Whether files are still on their way to it. */
  awaitsFiles: (credential: CredentialId) => Promise<boolean>;
}

/** A move with the making of its copy, and the chore that brings the copy's files, if there are any. */
interface PlannedMove { create: CreateWrite; move: MoveWrite; chore: FilesPlan['chore'] | null }

/** @throws {Failure} where a single credential was asked for and cannot move */
export async function moveMany(credentials: readonly CredentialId[], world: MoveWorld): Promise<SeveralWritten> {
  const { planned, refused } = await planAll(credentials, (found) => planMove(found, world), world);
  if (credentials.length === 1 && refused[0]) throw new Failure(refused[0].problem);
  const writes = [...planned.map(({ create }) => create), ...planned.map(({ move }) => move)];
  // All in one step: a copy without its move would stay a second one for good.
  const settled = await world.settle(await keepAll(writes, world, new Map(planned.flatMap(({ chore }) => (chore === null ? [] : [chore])))));
  refused.push(...settled.refused.filter(({ entry }) => entry.what === 'move').map(({ entry, problem }) => ({ credential: entry.credential, label: labelOf(entry), problem })));
  if (credentials.length === 1 && refused[0]) throw new Failure(refused[0].problem);
  const moved = planned.filter(({ move }) => !refused.some(({ credential }) => credential === move.credential));
  const back = await Promise.all(moved.map(({ move }) => withdrawal(move, world)));
  return { state: settled.state, undo: world.offerUndo([...settled.steps, ...back.flat()]), done: moved.length, refused };
}

/** The copy goes to the trash when the move is undone. */
async function withdrawal({ copy }: MoveWrite, { journal, vaults, now }: MoveWorld): Promise<Undoable[]> {
  const credential = await journal.resolve(copy);
  const found = await vaults.record(credential).catch(() => null);
  if (found === null) return [];
  return [{ credential, before: found.sealed, after: { ...found.sealed, delete_time: Math.floor(now() / 1000) } }];
}

async function planMove({ credential, vault, sealed }: Found, world: MoveWorld): Promise<PlannedMove | null> {
  const { target, now } = world;
  if (vault.id === target.id) return null;
  refuseLost(sealed);
  if (isShared(sealed) || sealed.user_id !== (await world.userIdOf(credential))) throw new Failure({ kind: 'cannot-move', label: sealed.label });
  if (await world.awaitsFiles(credential)) throw new Failure({ kind: 'unsent-changes', label: sealed.label });
  const [openings = {}] = await vault.reader.open([sealed], encryptedFields);
  if (encryptedFields.some((field) => openings[field]?.state !== 'read' && openings[field]?.state !== 'legacy')) throw new Failure({ kind: 'unreadable-field', label: sealed.label });
  const copy = provisionalId(target.id);
  const files = await planFiles({ from: credential, openings, copy, target, at: now() });
  const copied = await copyOf(sealed, textsOf(openings, files), { ...world, copy });
  const after = { ...sealed, expire_time: sealed.expire_time ?? 0, delete_time: Math.floor(now() / 1000) };
  return {
    create: { what: 'create', credential: copy, record: copied, held: files !== null },
    move: { what: 'move', credential, before: sealed, after, yields: false, copy, copied },
    chore: files?.chore ?? null,
  };
}

type Texts = Record<EncryptedField, string | null>;

/** As they are, but for files that are not there yet. */
function textsOf(openings: Openings, files: FilesPlan | null): Texts {
  const texts = Object.fromEntries(encryptedFields.map((field) => [field, textOf(openings, field)])) as Texts;
  return { ...texts, ...files?.texts };
}

/** What nothing is stored in, as the web app writes it. */
const empty: Partial<Record<EncryptedField, string>> = { tags: '[]', files: '[]', custom_fields: '[]', otp: '{}', compromised: 'false' };

/** Every text under the other key. @throws {Failure} `bug` if what was sealed does not open to the same */
async function copyOf(sealed: SealedCredential, texts: Texts, { target, owner, copy }: MoveWorld & { copy: CredentialId }): Promise<SealedCredential> {
  const fields = {} as Record<EncryptedField, string>;
  for (const field of encryptedFields) fields[field] = await target.writer.seal(texts[field] ?? empty[field] ?? 'null');
  const copied: SealedCredential = {
    ...fields, credential_id: 0, guid: guidOf(copy), user_id: owner.userId, vault_id: owner.vaultNumber, label: sealed.label, created: sealed.created, changed: sealed.changed,
    icon: sealed.icon === false ? null : sealed.icon, renew_interval: sealed.renew_interval, expire_time: sealed.expire_time ?? 0, delete_time: 0, hidden: sealed.hidden, shared_key: null,
  };
  const [again = {}] = await target.reader.open([copied], encryptedFields);
  if (encryptedFields.some((field) => textOf(again, field) !== (texts[field] ?? textOf(again, field)))) throw new Failure({ kind: 'bug' });
  return copied;
}

function textOf(openings: Openings, field: EncryptedField): string | null {
  const opening = openings[field];
  return opening === undefined || opening.state === 'unreadable' ? null : opening.value;
}

/**
 * Whether the copy is on its server as it was sealed, or as somebody wrote it since, but readable.
 * @param found - the record as the server has it now
 */
export async function isSafeCopy(found: SealedCredential, copied: SealedCredential, target: OpenVault): Promise<boolean> {
  if ((found.delete_time ?? 0) > 0) return false;
  const others = encryptedFields.filter((field) => found[field] !== copied[field]);
  const [openings = {}] = await target.reader.open([found], others);
  return others.every((field) => openings[field]?.state === 'read');
}

/** Whether the old one is still what was copied, so that nothing newer goes to the trash with it. */
export function isStillCopied(theirs: SealedCredential, before: SealedCredential): boolean {
  return differences(theirs, before).every((field) => field === 'delete_time' || field === 'hidden');
}
