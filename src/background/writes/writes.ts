/**
 * Changing credentials: kept first, shown at once, sent when it can be, undone for a while.
 * @module
 */

import type { UseStore } from 'idb-keyval';

import { fileFields, fileIdsIn } from '../../core/credential/file-lists.ts';
import { changeOf, emptyForm, formOf, formParts, lockedParts, renewed, textsOf, type CredentialForm } from '../../core/credential/form.ts';
import { isHiddenIcon } from '../../core/credential/read-icon.ts';
import { readCredential } from '../../core/credential/read-credential.ts';
import { refuseLost, replaced } from '../../core/credential/replace.ts';
import { refuseWithout, rightsOf } from '../../core/credential/rights.ts';
import { mostUsedTags } from '../../core/credential/tags.ts';
import { encryptedFields, type EncryptedField, type SealedCredential } from '../../core/credential/sealed.ts';
import { accountOf, guidOf, vaultOf, type CredentialId, type VaultId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { OpenedForm, QueuedWrite, ScreenRequests, SeveralWritten, Written } from '../../messages/contract.ts';
import type { Chores } from '../chores/chores.ts';
import type { Account } from '../session/contents.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import { baseRecord } from './base-record.ts';
import { clashingParts } from './clashes.ts';
import { Drafting } from './drafting.ts';
import { drafts as createDrafts, type Drafts } from './drafts.ts';
import { lateDrafts } from './late-drafts.ts';
import { letterBox, type LetterBox } from './letter-box.ts';
import { isHeld, isProvisional, journal as createJournal, provisionalId, type ChangeWrite, type CreateWrite, type Entry, type Journal } from './journal.ts';
import { fitted, writerFor } from './merge.ts';
import { notices, type Notices } from './notices.ts';
import { outbox as createOutbox, type Outbox, type OutboxWorld } from './outbox.ts';
import { overlaid } from './overlaid.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';
import { moveMany } from './move.ts';
import { newRecord, ownerIn, type Owner } from './new-record.ts';
import { planFiles } from './plan-files.ts';
import { Undoables } from './undoables.ts';
import { changeMany, keepAll, type ManyWorld, type Plan, type Settled } from './write-many.ts';

/** How long a person is kept waiting for a server before the write is called queued. */
const patienceMs = 8000;

export interface WritesWorld extends Omit<OutboxWorld, 'journal' | 'drafts'> {
  /** Where the blobs rest. */
  store: UseStore;
  blobs: SealedBlobs;
  wait: (milliseconds: number) => Promise<void>;
  /** What servers do beside the records. */
  chores: Pick<Chores, 'run' | 'isAttaching'>;
}

type Ask<Name extends keyof ScreenRequests> = ScreenRequests[Name]['ask'];
type Reply<Name extends keyof ScreenRequests> = Promise<ScreenRequests[Name]['reply']>;
interface Finished extends Settled { merged: boolean; clashes: (keyof CredentialForm)[] }
interface Opened { vault: OpenVault; sealed: SealedCredential; form: CredentialForm; openings: Parameters<typeof lockedParts>[0] }

export class Writes {
  readonly journal: Journal;
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly #world: WritesWorld;
  readonly drafting: Drafting;
  readonly letterBox: LetterBox;
  readonly notices: Notices;
  readonly #undoables: Undoables;

  constructor(world: WritesWorld) {
    this.#world = world;
    this.#undoables = new Undoables(world.now);
    this.journal = createJournal(world.blobs);
    this.drafts = createDrafts(world.blobs);
    this.letterBox = letterBox(world.store, world.blobs);
    this.notices = notices(world.blobs);
    this.drafting = new Drafting({ drafts: this.drafts, late: lateDrafts(world.store, world.blobs, this.letterBox), journal: this.journal, now: world.now });
    this.outbox = createOutbox({ ...world, journal: this.journal, drafts: this.drafts });
  }

  /** Sends what waits. */
  send(): Promise<void> {
    return this.outbox.send();
  }

  /** With the files, too; but nobody is kept waiting for those. */
  async sendAll(): Promise<void> {
    await this.outbox.send();
    await Promise.race([this.#world.chores.run(), this.#world.wait(patienceMs)]);
  }

  /** Runs something while nothing is sent. It must not ask for anything to be sent. */
  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.outbox.alone(work);
  }

  async overlay(vault: OpenVault, records: readonly SealedCredential[]): Promise<readonly SealedCredential[]> {
    const entries = await this.journal.ofVault(vault.id);
    if (entries.length === 0) return records;
    return overlaid(records, await Promise.all(entries.map(async (entry): Promise<Entry> => {
      const credential = await this.journal.resolve(entry.credential);
      const theirs = records.find(({ guid }) => guid === guidOf(credential));
      return { ...('before' in entry && theirs ? await fitted(entry, theirs, vault) : entry), credential };
    })));
  }

  async openForm({ credential: given, vault: wished }: Ask<'openForm'>): Promise<OpenedForm> {
    const credential = given && (await this.journal.resolve(given));
    const vault = credential ? vaultOf(credential) : wished ?? (await this.#vaultForNew());
    await this.drafting.ready();
    const draft = await this.drafts.read(credential, vault);
    const opened = credential === null ? null : await this.#open(credential).catch((error: unknown) => {
      // What could not be created is a draft only.
      if (draft && error instanceof Failure && error.problem.kind === 'gone') return null;
      throw error;
    });
    if (opened) refuseWithout('write', opened.sealed);
    const base = draft?.base ?? (opened && JSON.stringify({ ...opened.sealed, icon: null }));
    return {
      vault, base,
      form: draft?.form ?? opened?.form ?? emptyForm,
      draft: draft !== null,
      problem: draft?.problem ?? null,
      locked: opened ? lockedParts(opened.openings) : [],
      hiddenPicture: opened !== null && isHiddenIcon(opened.sealed.icon),
      tags: await this.#tagsIn(vault),
    };
  }

  async save({ credential, vault: id, form, base }: Ask<'saveCredential'>): Reply<'saveCredential'> {
    const known = credential && (await this.journal.resolve(credential));
    // The draft goes in the same step as the write comes: a worker that dies leaves one of the two, never both.
    const dropped = await this.drafts.dropping(known, id);
    const isNew = known === null || (isProvisional(guidOf(known)) && base === null) || (await this.#isGone(known));
    if (isNew) {
      const vault = await this.#vault(id);
      const record = await this.newRecord(vault, renewed(null, form, this.#seconds()), await this.#textsFor(form, base, vault));
      const fresh = provisionalId(vault.id);
      return this.#created({ what: 'create', credential: fresh, record: { ...record, guid: guidOf(fresh) } }, dropped);
    }
    const write = await this.editOf(known, form, base);
    if (!write) {
      await this.drafts.drop(known, id);
      return { credential: known, state: 'saved', undo: null, merged: false, clashes: [] };
    }
    const entries = await keepAll([write], this.#many(), dropped);
    const { state, steps, merged, clashes } = await this.#finish(entries);
    return { credential: known, state, undo: this.#undoables.offer(steps), merged, clashes };
  }

  /** Changes a part of what is here now, whatever draft there is of it. Null: nothing changes. */
  async editPart(id: CredentialId, part: Partial<CredentialForm>): Promise<ChangeWrite | null> {
    const credential = await this.journal.resolve(id);
    return this.editOf(credential, { ...(await this.#open(credential)).form, ...part }, null);
  }

  /** A change that was made elsewhere, e.g. to what no form shows. */
  async commit(write: ChangeWrite): Promise<Written> {
    const { state, steps } = await this.#finish(await keepAll([write], this.#many()));
    return { state, undo: this.#undoables.offer(steps) };
  }

  setTrashed({ credentials, trashed }: Ask<'setTrashed'>): Reply<'setTrashed'> {
    return this.changeMany(credentials, ({ credential, sealed }) => {
      refuseLost(sealed);
      if (trashed === (sealed.delete_time ?? 0) > 0) return Promise.resolve(null);
      const after = { ...sealed, expire_time: sealed.expire_time ?? 0, delete_time: trashed ? this.#seconds() : 0 };
      return Promise.resolve({ what: trashed ? 'trash' : 'restore', credential, before: sealed, after, yields: false });
    });
  }

  changeMany(credentials: readonly CredentialId[], plan: Plan<ChangeWrite>): Promise<SeveralWritten> {
    return changeMany(credentials, plan, this.#many());
  }

  async move({ credentials, to }: Ask<'moveCredentials'>): Reply<'moveCredentials'> {
    const target = await this.#vault(to);
    return moveMany(credentials, {
      target, owner: await this.#ownerOf(target), userIdOf: async (credential) => (await this.#accountOf(credential)).userId,
      awaitsFiles: (credential) => this.#awaitsFiles(credential), ...this.#many(),
    });
  }

  async destroy({ credential: given, confirm }: Ask<'destroyCredential'>): Reply<'destroyCredential'> {
    const credential = await this.journal.resolve(given);
    const { vault, sealed } = await this.#world.vaults.record(credential);
    const account = (await this.#world.keyring.contents()).accounts.find(({ id }) => id === accountOf(credential));
    if (confirm.trim() !== sealed.label.trim()) throw new Failure({ kind: 'not-allowed' });
    if (account && sealed.user_id !== account.userId) throw new Failure({ kind: 'forbidden', host: new URL(account.server).host });
    const [openings = {}] = await vault.reader.open([sealed], fileFields);
    const entry = await this.journal.add({ what: 'destroy', credential, record: sealed, files: fileIdsIn(openings), look: true }, this.#world.now());
    await this.#world.vaults.put(vault, new Map([[credential, null]]));
    await this.drafts.drop(credential, vault.id);
    return { state: (await this.#finish([entry])).state };
  }

  async duplicate({ credential: given, label }: Ask<'duplicateCredential'>): Reply<'duplicateCredential'> {
    const credential = await this.journal.resolve(given);
    const { vault, sealed, form, openings } = await this.#open(credential);
    if (lockedParts(openings).length > 0) throw new Failure({ kind: 'unreadable-field', label: sealed.label });
    if (await this.#awaitsFiles(credential)) throw new Failure({ kind: 'unsent-changes', label: sealed.label });
    const record = await this.newRecord(vault, { ...form, label }, textsOf({ ...form, label }, openings));
    const copy = provisionalId(vault.id);
    // Files that we may not read stay where they are.
    const files = rightsOf(sealed).files ? await planFiles({ from: credential, openings, copy, target: vault, at: this.#world.now() }) : null;
    const named = { ...record, guid: guidOf(copy), icon: sealed.icon === false ? null : sealed.icon, renew_interval: sealed.renew_interval };
    return this.#created({ what: 'create', credential: copy, record: named, held: files !== null }, files === null ? undefined : new Map([files.chore]));
  }

  async undo({ undo }: Ask<'undo'>): Reply<'undo'> {
    const steps = this.#undoables.take(undo);
    const back = await Promise.all(steps.map(async (step): Promise<ChangeWrite> => ({ what: 'edit', ...step, credential: await this.journal.resolve(step.credential), yields: true })));
    return { state: (await this.#finish(await keepAll(back, this.#many()))).state };
  }

  queue(): Promise<QueuedWrite[]> {
    return this.drafting.queue();
  }

  /** A stuck one is forgotten with its draft. One that waits is not sent; what it would have written stays as a draft. */
  async dismiss({ id }: Ask<'dismissQueued'>): Promise<void> {
    await Promise.all([this.notices.dismiss(id), this.drafts.remove(id)]);
    await this.outbox.withdraw(id);
  }

  async #open(id: CredentialId): Promise<Opened> {
    const { vault, sealed } = await this.#world.vaults.record(id);
    return { vault, sealed, ...(await openRecord(id, sealed, vault)) };
  }

  /** Null: nothing changes. @param base - what the form was made from; null: what is here now */
  async editOf(credential: CredentialId, form: CredentialForm, base: string | null): Promise<ChangeWrite | null> {
    const { vault, sealed } = await this.#world.vaults.record(credential);
    const from = { ...(baseRecord(base) ?? sealed), icon: sealed.icon, credential_id: sealed.credential_id, guid: sealed.guid, vault_id: sealed.vault_id };
    const read = await openRecord(credential, from, vault);
    const change = changeOf(read.form, renewed(read.form, form, this.#seconds()), read.openings);
    if (Object.keys(change.texts).length === 0 && Object.keys(change.plain).length === 0) return null;
    const locked = lockedParts(read.openings);
    if (formParts.some((part) => locked.includes(part) && JSON.stringify(read.form[part]) !== JSON.stringify(form[part]))) throw new Failure({ kind: 'unreadable-field', label: sealed.label });
    const after = await replaced(from, read.openings, change, async (text) => (await writerFor(from, vault)).seal(text));
    return { what: 'edit', credential, before: from, after, yields: false };
  }

  /** Somebody destroyed it while it was edited here: what was typed becomes a new one. */
  async #isGone(credential: CredentialId): Promise<boolean> {
    return this.#world.vaults.record(credential).then(() => false, (error: unknown) => {
      if (error instanceof Failure && error.problem.kind === 'gone' && error.problem.what === 'credential') return true;
      throw error;
    });
  }

  /** With what no form shows of the record that it was made from. */
  async #textsFor(form: CredentialForm, base: string | null, vault: OpenVault): Promise<Record<EncryptedField, string>> {
    const from = baseRecord(base);
    const [openings = {}] = from === null ? [] : await vault.reader.open([from], encryptedFields);
    return textsOf(form, openings);
  }

  async #created(write: CreateWrite, beside?: ReadonlyMap<string, unknown>): Reply<'saveCredential'> {
    const { state } = await this.#finish(await keepAll([write], this.#many(), beside));
    const credential = await this.journal.resolve(write.credential);
    const { sealed } = await this.#world.vaults.record(credential);
    const undo = this.#undoables.offer([{ credential, before: sealed, after: { ...sealed, delete_time: this.#seconds() } }]);
    return { credential, state, undo, merged: false, clashes: [] };
  }

  /** Sealed, with a number only where the server need not be asked for it. */
  async newRecord(vault: OpenVault, form: CredentialForm, texts = textsOf(form)): Promise<SealedCredential> {
    return newRecord(vault, await this.#ownerOf(vault), { form, texts, seconds: this.#seconds() });
  }

  async #ownerOf(vault: OpenVault): Promise<Owner> {
    return ownerIn(vault, (await this.#accountOf(vault.id)).userId, this.#world.vaults);
  }

  /** @throws {Failure} why the server refused any */
  async #finish(entries: readonly Entry[]): Promise<Finished> {
    const finished = await this.#settle(entries);
    if (finished.refused[0]) throw new Failure(finished.refused[0].problem);
    return finished;
  }

  /** Waits for the server, but not for ever. */
  async #settle(entries: readonly Entry[]): Promise<Finished> {
    const sending = this.#sendWithFiles(entries);
    sending.catch(() => undefined);
    if (entries.length > 0) await Promise.race([sending, this.#world.wait(patienceMs)]);
    const result: Finished = { state: 'saved', steps: [], refused: [], merged: false, clashes: [] };
    for (const entry of entries) {
      const outcome = this.outbox.outcome(entry);
      if (outcome && 'refused' in outcome) {
        result.refused.push({ entry, problem: outcome.refused });
        continue;
      }
      if (!outcome) {
        result.state = 'queued';
        if ('after' in entry) result.steps.push({ credential: entry.credential, before: entry.after, after: entry.before });
        continue;
      }
      const { sent, id } = outcome;
      if (sent.record && sent.replaced) result.steps.push({ credential: id, before: sent.record, after: sent.replaced });
      result.merged ||= sent.merged;
      result.clashes.push(...clashingParts(sent.clashes));
    }
    return result;
  }

  /** A held copy waits for a chore, and what was destroyed leaves one. */
  async #sendWithFiles(entries: readonly Entry[]): Promise<void> {
    await this.outbox.send();
    if (entries.some((entry) => isHeld(entry) || (entry.what === 'destroy'))) await this.#world.chores.run();
  }

  /** Whether files are on their way to it: the next copy would be without them. */
  async #awaitsFiles(credential: CredentialId): Promise<boolean> {
    return (await this.outbox.isHeld(credential)) || (await this.#world.chores.isAttaching(credential));
  }

  #many(): ManyWorld {
    const { vaults, now } = this.#world;
    return { journal: this.journal, vaults, now, settle: (entries) => this.#settle(entries), offerUndo: (steps) => this.#undoables.offer(steps) };
  }

  async #vault(id: VaultId): Promise<OpenVault> {
    const vault = (await this.#world.vaults.load()).get(id);
    if (!vault) throw new Failure({ kind: 'gone', what: 'vault' });
    return vault;
  }

  async #accountOf(id: VaultId | CredentialId): Promise<Account> {
    const account = (await this.#world.keyring.contents()).accounts.find((each) => each.id === accountOf(id));
    if (!account) throw new Failure({ kind: 'gone', what: 'account' });
    return account;
  }

  async #vaultForNew(): Promise<VaultId> {
    const open = await this.#world.vaults.load();
    const drafted = (await this.drafts.all()).find(({ credential, vault }) => credential === null && open.has(vault));
    const [first] = open.keys();
    if (first === undefined) throw new Failure({ kind: 'gone', what: 'vault' });
    return drafted?.vault ?? first;
  }

  async #tagsIn(id: VaultId): Promise<string[]> {
    return mostUsedTags([...(await this.#vault(id)).lines().values()].map(({ entry }) => entry));
  }

  #seconds(): number {
    return Math.floor(this.#world.now() / 1000);
  }
}

async function openRecord(id: CredentialId, sealed: SealedCredential, vault: OpenVault) {
  const [openings = {}] = await vault.reader.open([sealed], encryptedFields);
  return { openings, form: formOf(readCredential(id, vault.id, sealed, openings), openings) };
}
