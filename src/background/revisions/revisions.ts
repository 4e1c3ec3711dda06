/**
 * What a credential was before: listed, compared, gone back to, deleted.
 * @see contracts: Passman §1.5, §4
 * @module
 */

import { passman } from '../../clients/passman/passman.ts';
import type { Revision } from '../../clients/passman/revisions.ts';
import { partsOf, restored, samePart, secretParts, type ComparablePart, type PartText, type State } from '../../core/credential/compare.ts';
import { shownFileName } from '../../core/credential/file-name.ts';
import { refuseLost, sameContent } from '../../core/credential/replace.ts';
import { isFromOthers, refuseWithout, rightsOf } from '../../core/credential/rights.ts';
import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import { isShared } from '../../core/envelopes/vault-reader.ts';
import { accountOf, guidOf, type CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { ComparedPart, FieldView, RevisionLine, RevisionPart, RevisionSecret, Written } from '../../messages/contract.ts';
import { serverOf, type ServerWorld } from '../accounts/server-of.ts';
import type { Chores } from '../chores/chores.ts';
import type { Keyring } from '../session/keyring.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { Vaults } from '../vaults/vaults.ts';
import { writerFor } from '../writes/merge.ts';
import type { Writes } from '../writes/writes.ts';

export interface RevisionsWorld { vaults: Vaults; keyring: Keyring; servers: ServerWorld; writes: Writes; chores: Chores; now: () => number }

/** The newest ones; more than anybody looks through. */
const mostRevisions = 500;
/** Longer than any undo. */
const graceMs = 20_000;

const comparedParts = ['label', 'username', 'email', 'password', 'otp', 'urls', 'description', 'tags', 'customFields', 'files', 'expires', 'renewal', 'compromised'] as const satisfies readonly RevisionPart[];

interface Known { revisions: readonly Revision[]; own: boolean }

export class Revisions {
  readonly #world: RevisionsWorld;
  /** As the server sent them last: ciphertext. */
  readonly #known = new Map<CredentialId, Known>();

  constructor(world: RevisionsWorld) {
    this.#world = world;
  }

  /** What waits is sent first: each change leaves a revision, and the list is of the credential as it is shown. */
  async list(given: CredentialId): Promise<{ revisions: RevisionLine[]; own: boolean }> {
    await this.#world.writes.send();
    const id = await this.#world.writes.journal.resolve(given);
    const { vault, sealed } = await this.#world.vaults.record(id);
    const { revisions, own } = await this.#fetch(id, sealed);
    const doomed = (await this.#world.chores.all()).flatMap((chore) => (chore.do === 'remove-revision' && chore.credential === id ? [chore.revision] : []));
    const shown = revisions.filter(({ revisionId }) => !doomed.includes(revisionId));
    const records = [...shown.map(({ credential }) => readable(credential, sealed, own)), sealed];
    const openings = await vault.reader.open(records, encryptedFields);
    const states = records.map((record, at) => partsOf(id, vault.id, { record, openings: openings[at] ?? {} }));
    const lines = shown.map(({ revisionId, created, editedBy, credential }, at): RevisionLine => ({
      revision: revisionId, at: created, by: editedBy, label: credential.label, ...between(states[at], states[at + 1]),
    }));
    return { revisions: lines.reverse(), own };
  }

  async compare(given: CredentialId, revision: number): Promise<{ parts: ComparedPart[]; restorable: boolean }> {
    const { id, vault, now, then } = await this.#states(given, revision);
    const [parts, old] = [partsOf(id, vault.id, now), partsOf(id, vault.id, then)];
    const compared = comparedParts.map((part): ComparedPart => {
      const masked = part === 'customFields' && [parts, old].some((one) => one[part].state === 'read' && one[part].text !== one[part].shown);
      return { part, same: samePart(old[part], parts[part]), secret: secretParts.includes(part) || masked, then: viewOf(part, old[part]), now: viewOf(part, parts[part]) };
    });
    return { parts: compared, restorable: !hasLost(now.record) && rightsOf(now.record).write && !sameContent(now.record, await this.#restored(vault, now, then)) };
  }

  /** @throws {Failure} `unreadable-field` */
  async reveal(given: CredentialId, revision: number, { part, state }: { part: RevisionSecret; state: 'then' | 'now' }): Promise<string> {
    const { id, vault, ...states } = await this.#states(given, revision);
    const text = partsOf(id, vault.id, states[state])[part];
    if (text.state === 'unreadable') throw new Failure({ kind: 'unreadable-field', label: states.now.record.label });
    return text.text;
  }

  /** @throws {Failure} `unreadable-field` where the server has lost a field of the credential */
  async restore(given: CredentialId, revision: number): Promise<Written> {
    const { id, vault, now, then } = await this.#states(given, revision);
    refuseLost(now.record);
    refuseWithout('write', now.record);
    const after = await this.#restored(vault, now, then);
    if (sameContent(now.record, after)) return { state: 'saved', undo: null };
    const written = await this.#world.writes.commit({ what: 'edit', credential: id, before: now.record, after, yields: false });
    this.#known.delete(id);
    return written;
  }

  /** On the server a little later. @throws {Failure} `forbidden` for somebody else's credential */
  async remove(given: CredentialId, revision: number): Promise<void> {
    const { id, own, host } = await this.#states(given, revision);
    if (!own) throw new Failure({ kind: 'forbidden', host });
    await this.#world.chores.add({ do: 'remove-revision', revision }, { credential: id, notBefore: this.#world.now() + graceMs });
  }

  /** Calls the removal off. @throws {Failure} `gone`: too late */
  async keep(given: CredentialId, revision: number): Promise<void> {
    const { chores, writes } = this.#world;
    const id = await writes.journal.resolve(given);
    const chore = (await chores.all()).find((one) => one.do === 'remove-revision' && one.credential === id && one.revision === revision);
    if (!chore || chores.isBusy(chore.id)) throw new Failure({ kind: 'gone', what: 'revision' });
    await chores.remove(chore.id);
  }

  forget(): void {
    this.#known.clear();
  }

  async #fetch(id: CredentialId, sealed: SealedCredential): Promise<Known> {
    refuseWithout('history', sealed);
    const account = (await this.#world.keyring.contents()).accounts.find((one) => one.id === accountOf(id));
    if (!account) throw new Failure({ kind: 'gone', what: 'account' });
    const revisions = (await passman(await serverOf(account, this.#world.servers)).revisions.list(guidOf(id))).slice(-mostRevisions);
    const known: Known = { revisions, own: !isFromOthers(sealed) };
    // One credential at a time is looked at.
    this.#known.clear();
    this.#known.set(id, known);
    return known;
  }

  async #states(given: CredentialId, revision: number): Promise<{ id: CredentialId; vault: OpenVault; now: State; then: State; own: boolean; host: string }> {
    const id = await this.#world.writes.journal.resolve(given);
    const { vault, sealed } = await this.#world.vaults.record(id);
    const { revisions, own } = this.#known.get(id) ?? (await this.#fetch(id, sealed));
    const found = revisions.find(({ revisionId }) => revisionId === revision);
    if (!found) throw new Failure({ kind: 'gone', what: 'revision' });
    const record = readable(found.credential, sealed, own);
    const [now = {}, then = {}] = await vault.reader.open([sealed, record], encryptedFields);
    const account = (await this.#world.keyring.contents()).accounts.find((one) => one.id === accountOf(id));
    return { id, vault, own, host: account ? new URL(account.server).host : '', now: { record: sealed, openings: now }, then: { record, openings: then } };
  }

  async #restored(vault: OpenVault, now: State, then: State): Promise<SealedCredential> {
    const seal = async (text: string) => (await writerFor(now.record, vault)).seal(text);
    return restored(now, then, { sameKey: await haveSameKey(now.record, then.record, vault), seal });
  }
}

/** A revision names the owner's envelope of the item's key, which nobody else can open. */
function readable(revision: SealedCredential, now: SealedCredential, own: boolean): SealedCredential {
  return own || !isShared(revision) ? revision : { ...revision, shared_key: now.shared_key };
}

async function haveSameKey(one: SealedCredential, other: SealedCredential, vault: OpenVault): Promise<boolean> {
  if (!isShared(one) && !isShared(other)) return true;
  if (isShared(one) !== isShared(other)) return false;
  if (one.shared_key === other.shared_key) return true;
  const [a, b] = await vault.reader.openValues([one.shared_key, other.shared_key]);
  return a?.state === 'read' && b?.state === 'read' && a.value === b.value;
}

function hasLost(record: SealedCredential): boolean {
  return encryptedFields.some((field) => record[field] === false);
}

type Parts = Record<ComparablePart, PartText>;

function between(state: Parts | undefined, next: Parts | undefined): Pick<RevisionLine, 'changed' | 'unreadable'> {
  if (state === undefined || next === undefined) return { changed: [], unreadable: [] };
  const all = [...comparedParts, 'trash'] as const;
  return { changed: all.filter((part) => !samePart(state[part], next[part])), unreadable: all.filter((part) => state[part].state === 'unreadable') };
}

function viewOf(part: RevisionPart, text: PartText): FieldView<string> {
  if (text.state === 'unreadable') return text;
  // Of a secret only whether there is one.
  const shown = secretParts.includes(part) && text.text !== '' ? 'hidden' : text.shown;
  return { state: 'read', value: part === 'files' ? shown.split('\n').map(shownFileName).join('\n') : shown };
}
