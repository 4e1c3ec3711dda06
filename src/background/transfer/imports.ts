/**
 * Imports: rows are sealed here first, then written batch by batch through the journal. A batch and the place after it
 * are kept in one stroke, so a stopped worker neither loses a row nor writes one twice.
 * @see guides: reliability
 * @module
 */

import { pauseForOthers } from '../../core/envelopes/pause.ts';
import { bringIn } from '../../core/credential/imported.ts';
import { emptyForm, formOf } from '../../core/credential/form.ts';
import { readCredential } from '../../core/credential/read-credential.ts';
import { encryptedFields } from '../../core/credential/sealed.ts';
import { guidOf, type CredentialId, type VaultId } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import type { ImportRow, ImportRun } from '../../messages/transfer-contract.ts';
import { problemOf } from '../accounts/refresh.ts';
import type { KeepAlive } from '../keep-alive.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';
import type { Vaults } from '../vaults/vaults.ts';
import { keepAll } from '../writes/write-many.ts';
import { provisionalId, type ChangeWrite, type Entry, type Write } from '../writes/journal.ts';
import type { Writes } from '../writes/writes.ts';
import { contentDigest, importStore, newRun, shownRun, type ImportStore, type KeptRun, type Made } from './import-run.ts';

export interface ImportsWorld { blobs: SealedBlobs; vaults: Vaults; writes: Writes; keepAlive: KeepAlive; now: () => number; changed: () => void }

/** Failures are counted beyond, but not named. */
const mostNamed = 500;
/** Rows are sealed between other tasks. */
const atOnce = 4;
type Batch = { writes: Write[]; edits: ChangeWrite[]; made: Made; failed: ImportRun['failed'][number][] };

export class Imports {
  readonly #world: ImportsWorld;
  readonly #store: ImportStore;
  /** One change of the run after the other. */
  readonly #queue = oneAtATime();
  #driving: Promise<void> | null = null;

  constructor(world: ImportsWorld) {
    this.#world = world;
    this.#store = importStore(world.blobs);
  }

  async run(): Promise<ImportRun | null> {
    const run = await this.#store.read();
    return run && shownRun(run);
  }

  /** Seals one more batch of rows. @param id - null begins an import; what is left of an earlier one is forgotten */
  stage({ id, vault, rows }: { id: string | null; vault: VaultId; rows: readonly ImportRow[] }): Promise<string> {
    return this.#queue(async () => {
      const known = await this.#store.read();
      if (id === null && known && (known.state === 'running' || known.state === 'undoing' || known.state === 'paused')) throw new Failure({ kind: 'not-allowed' });
      if (id === null) await this.#store.forget();
      const run = id === null ? newRun(vault, this.#world.now()) : known;
      if (run?.state !== 'staging' || (id !== null && run.id !== id) || run.vault !== vault) throw new Failure({ kind: 'not-allowed' });
      await this.#store.stage({ ...run, total: run.total + rows.length, batches: run.batches + 1 }, run.batches, rows);
      return run.id;
    });
  }

  start(id: string): Promise<ImportRun | null> {
    return this.#move(id, ['staging'], 'running');
  }

  /** What is written stays, until it is undone. */
  async cancel(id: string): Promise<ImportRun | null> {
    const run = await this.#move(id, ['running', 'paused', 'staging'], 'cancelled');
    await this.#store.dropAllRows();
    return run;
  }

  resume(id: string): Promise<ImportRun | null> {
    return this.#move(id, ['paused'], 'on');
  }

  undo(id: string): Promise<ImportRun | null> {
    return this.#move(id, ['done', 'cancelled', 'paused'], 'undoing');
  }

  async dismiss(id: string): Promise<void> {
    await this.#queue(async () => {
      const run = await this.#store.read();
      if (run?.id === id && !['running', 'undoing'].includes(run.state)) await this.#store.forget();
    });
    this.#world.changed();
  }

  /** Goes on with what a stopped worker or a lock has interrupted. Never rejects. */
  async wake(): Promise<void> {
    const run = await this.#store.read().catch(() => null);
    if (run?.state === 'running' || run?.state === 'undoing') this.#drive();
  }

  /** The same, and tries again what was in the way. Never rejects. */
  async retry(): Promise<void> {
    const run = await this.#store.read().catch(() => null);
    if (run?.state === 'paused') await this.resume(run.id).catch(() => undefined);
    else await this.wake();
  }

  /** Nothing stays of vaults whose ids begin so. */
  async forget(beginning: string): Promise<void> {
    const run = await this.#store.read().catch(() => null);
    if (run?.vault.startsWith(beginning) === true) await this.#store.forget();
  }

  /** @param to - `on`: whichever way it went before */
  async #move(id: string, from: readonly ImportRun['state'][], to: ImportRun['state'] | 'on'): Promise<ImportRun | null> {
    const run = await this.#queue(async () => {
      const known = await this.#store.read();
      if (known?.id !== id) throw new Failure({ kind: 'gone', what: 'import' });
      if (!from.includes(known.state)) return known;
      const back = known.back || to === 'undoing';
      const next: KeptRun = { ...known, state: to === 'on' ? (back ? 'undoing' : 'running') : to, back, problem: null };
      await this.#store.write(next);
      return next;
    });
    this.#world.changed();
    if (run.state === 'running' || run.state === 'undoing') this.#drive();
    return shownRun(run);
  }

  #drive(): void {
    this.#driving ??= this.#world.keepAlive(this.#steps()).catch(() => undefined).finally(() => { this.#driving = null; });
  }

  async #steps(): Promise<void> {
    for (;;) {
      const run = await this.#store.read();
      if (run === null) return;
      try {
        if (run.state === 'running') await this.#takeBatch(run);
        else if (run.state === 'undoing') await this.#takeBack(run);
        else return;
      } catch (error) {
        const problem = problemOf(error);
        // It goes on when it is unlocked again.
        if (problem.kind === 'locked') return;
        await this.#settle(run, { state: 'paused', problem });
      }
      this.#world.changed();
    }
  }

  /** @throws {Failure} why it cannot go on for now */
  async #takeBatch(run: KeptRun): Promise<void> {
    const vault = await this.#vault(run.vault);
    await this.#sent(run, await this.#lastMade(run));
    if (run.next >= run.batches) {
      await this.#settle(run, { state: 'done' });
      return;
    }
    const rows = await this.#store.rows(run, run.next);
    const batch = await this.#seal(rows, vault);
    const entries = await this.#queue(async () => {
      const now = await this.#store.read();
      // Cancelled while it was sealed.
      if (now?.id !== run.id || now.state !== 'running') return null;
      const next: KeptRun = {
        ...now, next: run.next + 1, done: now.done + rows.length, created: now.created + batch.made.created.length, updated: now.updated + batch.made.edited.length,
        failed: [...now.failed, ...batch.failed].slice(0, mostNamed),
      };
      return this.#world.writes.journal.addAll([...batch.writes, ...batch.edits], this.#world.now(), this.#store.beside(next, run.next, batch.made));
    });
    if (entries === null) return;
    await this.#store.dropRows(run, run.next);
    await this.#showEdits(batch.edits, vault);
    await this.#world.writes.send();
    await this.#report(run, entries);
  }

  async #seal(rows: readonly ImportRow[], vault: OpenVault): Promise<Batch> {
    const batch: Batch = { writes: [], edits: [], made: { created: [], edited: [] }, failed: [] };
    for (const [index, row] of rows.entries()) {
      if (index % atOnce === 0) await pauseForOthers();
      try {
        await (row.into === null ? this.#sealNew(row, vault, batch) : this.#sealEdit(row, row.into, batch));
      } catch (error) {
        const problem = problemOf(error);
        if (problem.kind === 'locked' || problem.kind === 'storage-failed') throw error;
        batch.failed.push({ row: row.row, label: row.login.form.label, problem });
      }
    }
    return batch;
  }

  async #sealNew({ login }: ImportRow, vault: OpenVault, batch: Batch): Promise<void> {
    const credential = provisionalId(vault.id);
    const made = await this.#world.writes.newRecord(vault, { ...emptyForm, ...login.form });
    const record = { ...made, guid: guidOf(credential), created: Math.min(login.created ?? made.created, made.created), delete_time: login.trashed ? made.changed : 0 };
    batch.writes.push({ what: 'create', credential, record });
    batch.made.created.push({ credential, digest: await contentDigest(record) });
  }

  async #sealEdit({ login }: ImportRow, given: CredentialId, batch: Batch): Promise<void> {
    const { writes, vaults } = this.#world;
    const credential = await writes.journal.resolve(given);
    const { vault, sealed } = await vaults.record(credential);
    const [openings = {}] = await vault.reader.open([sealed], encryptedFields);
    const here = formOf(readCredential(credential, vault.id, sealed, openings), openings);
    const edit = await writes.editOf(credential, bringIn(login.form, here), null);
    if (edit === null) return;
    batch.edits.push(edit);
    batch.made.edited.push({ credential, before: edit.before, after: edit.after });
  }

  async #showEdits(edits: readonly ChangeWrite[], vault: OpenVault): Promise<void> {
    if (edits.length > 0) await this.#world.vaults.put(vault, new Map(edits.map(({ credential, after }) => [credential, after])));
  }

  /** What the server refused is named; it lies among the drafts. */
  async #report(run: KeptRun, entries: readonly Entry[]): Promise<void> {
    const failed = entries.flatMap((entry) => {
      const outcome = this.#world.writes.outbox.outcome(entry);
      return outcome && 'refused' in outcome ? [{ row: 0, label: 'record' in entry ? entry.record.label : entry.after.label, problem: outcome.refused }] : [];
    });
    if (failed.length === 0) return;
    await this.#queue(async () => {
      const now = await this.#store.read();
      if (now?.id === run.id) await this.#store.write({ ...now, created: Math.max(0, now.created - failed.length), failed: [...now.failed, ...failed].slice(0, mostNamed) });
    });
  }

  #lastMade(run: KeptRun): Promise<Made> {
    return run.next === 0 ? Promise.resolve({ created: [], edited: [] }) : this.#store.made(run, run.next - 1);
  }

  /** Only when a batch is through comes the next one: the journal is no place for ten thousand rows. @throws {Failure} why it isn't */
  async #sent(run: KeptRun, { created, edited }: Made): Promise<void> {
    const ids = new Set<CredentialId>([...created, ...edited].map(({ credential }) => credential));
    const waiting = async () => (await this.#world.writes.journal.ofVault(run.vault)).filter(({ credential }) => ids.has(credential));
    if (ids.size === 0 || (await waiting()).length === 0) return;
    await this.#world.writes.send();
    const left = await waiting();
    if (left.length > 0) throw new Failure(left.find(({ problem }) => problem !== null)?.problem ?? { kind: 'gone', what: 'vault' });
  }

  /** What somebody has changed since stays. @throws {Failure} why it cannot go on for now */
  async #takeBack(run: KeptRun): Promise<void> {
    const vault = await this.#vault(run.vault);
    // What isn't there yet can't be taken back.
    await this.#sent(run, await this.#lastMade(run));
    const batch = run.next - run.undone - 1;
    if (batch < 0) {
      await this.#store.dropAllRows();
      await this.#settle(run, { state: 'undone' });
      return;
    }
    const made = await this.#store.made(run, batch);
    const { destroys, kept } = await this.#destroysOf(made);
    const next: KeptRun = { ...run, undone: run.undone + 1, kept: run.kept + kept };
    await this.#queue(() => this.#world.writes.journal.addAll(destroys, this.#world.now(), this.#store.besideRun(next)));
    await this.#world.vaults.put(vault, new Map(destroys.map(({ credential }) => [credential, null])));
    await keepAll(made.edited.map(({ credential, before, after }) => ({ what: 'edit', credential, before: after, after: before, yields: true })), { ...this.#world, journal: this.#world.writes.journal });
    await this.#world.writes.send();
    await this.#sent(run, { created: destroys.map(({ credential }) => ({ credential, digest: '' })), edited: [] });
  }

  async #destroysOf({ created }: Made): Promise<{ destroys: (Write & { what: 'destroy' })[]; kept: number }> {
    const destroys: (Write & { what: 'destroy' })[] = [];
    let kept = 0;
    for (const { credential: given, digest } of created) {
      const credential = await this.#world.writes.journal.resolve(given);
      const found = await this.#world.vaults.record(credential).catch((error: unknown) => {
        if (error instanceof Failure && error.problem.kind === 'gone') return null;
        throw error;
      });
      if (found === null) continue;
      if ((await contentDigest(found.sealed)) === digest) destroys.push({ what: 'destroy', credential, record: found.sealed, files: [] });
      else kept += 1;
    }
    return { destroys, kept };
  }

  /** Unless somebody has moved it on meanwhile. */
  async #settle(run: KeptRun, to: { state: ImportRun['state']; problem?: Problem }): Promise<void> {
    await this.#queue(async () => {
      const now = await this.#store.read();
      if (now?.id === run.id && now.state === run.state) await this.#store.write({ ...now, state: to.state, problem: to.problem ?? null });
    });
  }

  async #vault(id: VaultId): Promise<OpenVault> {
    const vault = (await this.#world.vaults.load()).get(id);
    if (!vault) throw new Failure({ kind: 'gone', what: 'vault' });
    return vault;
  }
}
