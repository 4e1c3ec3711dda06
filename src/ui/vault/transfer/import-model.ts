/**
 * What the import view knows: where it stands, and what was read. All of it goes when the view closes: it holds the
 * file's passwords.
 * @module
 */

import { batch, computed, signal } from '@preact/signals';
import { identityOf, type ImportedLogin } from '../../../core/credential/imported.ts';
import { guessUses, readColumns, type ChosenUse } from '../../../core/import/csv-columns.ts';
import { ImportRefused, importLimits, type FailedRow, type Format, type ImportedRow, type Outcome, type ReadImport, type Refusal, type Table } from '../../../core/import/outcome.ts';
import { readImport } from '../../../core/import/read-import.ts';
import type { VaultId } from '../../../core/ids.ts';
import type { Problem } from '../../../core/problem.ts';
import type { Answer } from '../../../messages/contract.ts';
import type { Compared, ImportRow, ImportRun } from '../../../messages/transfer-contract.ts';
import { send } from '../../../messages/send.ts';
import { t } from '../../../messages/text.ts';
import { openVaults } from '../model.ts';
import { say } from '../notice.ts';

export type Choice = 'add' | 'update' | 'skip';
export type Kind = 'new' | 'same' | 'differs' | 'twice';
export interface PreviewRow { row: ImportedRow; kind: Kind; compared: Compared }

export type Step =
  | { at: 'choose'; refusal: Refusal | null }
  | { at: 'reading'; name: string }
  | { at: 'password'; format: Format; open: (password: string) => Promise<Outcome>; wrong: boolean; busy: boolean }
  | { at: 'columns'; table: Table; uses: readonly ChosenUse[] }
  | { at: 'working'; text: string; done: number; total: number }
  | { at: 'preview'; format: Format; rows: readonly PreviewRow[]; failed: readonly FailedRow[] };

export const step = signal<Step>({ at: 'choose', refusal: null });
export const run = signal<ImportRun | null>(null);
export const problem = signal<Problem | null>(null);
export const vault = signal<VaultId | null>(null);
/** What happens with those that are there, but different; and with single rows, where it was said. */
export const differing = signal<Choice>('add');
export const chosen = signal<ReadonlyMap<number, Choice>>(new Map());
export const withTrash = signal(true);
export const tag = signal('');

let read: ReadImport | null = null;
/** Counts what was begun, so that what was left behind says nothing any more. */
let begun = 0;
let polling: ReturnType<typeof setTimeout> | undefined;
const pollMs = 400;

export function choiceOf({ row, kind }: PreviewRow): Choice {
  if (row.login.trashed && !withTrash.value) return 'skip';
  return chosen.value.get(row.row) ?? (kind === 'new' ? 'add' : kind === 'differs' ? differing.value : 'skip');
}

export const toImport = computed<readonly PreviewRow[]>(() => (step.value.at === 'preview' ? step.value.rows.filter((each) => choiceOf(each) !== 'skip') : []));

export function forgetFile(): void {
  begun += 1;
  read = null;
  batch(() => {
    step.value = { at: 'choose', refusal: null };
    chosen.value = new Map();
    problem.value = null;
    tag.value = '';
  });
}

export async function takeFile(file: File): Promise<void> {
  forgetFile();
  const mine = begun;
  if (file.size > importLimits.bytes) {
    step.value = { at: 'choose', refusal: 'too-large' };
    return;
  }
  step.value = { at: 'reading', name: file.name };
  await follow(async () => readImport(new Uint8Array(await file.arrayBuffer())), mine);
}

export async function usePassword(password: string): Promise<void> {
  const now = step.value;
  if (now.at !== 'password') return;
  step.value = { ...now, busy: true, wrong: false };
  await follow(() => now.open(password), begun, now);
}

export async function useColumns(): Promise<void> {
  const now = step.value;
  if (now.at === 'columns') await follow(() => Promise.resolve({ is: 'read', result: readColumns(now.table, now.uses) }), begun);
}

/** Compares what was read with another vault. */
export async function chooseVault(id: VaultId): Promise<void> {
  vault.value = id;
  if (read !== null) await compare(read, begun);
}

/** @param asked - the step that asked for a password: a wrong one is asked for again */
async function follow(work: () => Promise<Outcome>, mine: number, asked: Extract<Step, { at: 'password' }> | null = null): Promise<void> {
  let outcome: Outcome;
  try {
    outcome = await work();
  } catch (error) {
    if (mine !== begun) return;
    const why = error instanceof ImportRefused ? error.why : 'damaged';
    step.value = asked !== null && why === 'wrong-password' ? { ...asked, wrong: true, busy: false } : { at: 'choose', refusal: why };
    return;
  }
  if (mine !== begun) return;
  switch (outcome.is) {
    case 'needs-password':
      step.value = { at: 'password', format: outcome.format, open: outcome.open, wrong: false, busy: false };
      return;
    case 'needs-columns':
      step.value = { at: 'columns', table: outcome.table, uses: guessUses(outcome.table.header) };
      return;
    case 'read':
      read = outcome.result;
      await compare(outcome.result, mine);
  }
}

async function compare({ format, rows, failed }: ReadImport, mine: number): Promise<void> {
  const target = vault.value ?? openVaults.value[0]?.id ?? null;
  vault.value = target;
  const seen = new Set<string>();
  const compared: PreviewRow[] = [];
  const groups = inBatches(rows, ({ login }) => login);
  for (const group of groups) {
    if (target === null || mine !== begun) return;
    step.value = { at: 'working', text: t('importComparing'), done: compared.length, total: rows.length };
    const answer = await send('compareImport', { vault: target, logins: group.map(({ login }) => login) });
    if (mine !== begun) return;
    if (!answer.ok) {
      batch(() => {
        forgetFile();
        problem.value = answer.problem;
      });
      return;
    }
    group.forEach((row, index) => {
      const one = answer.value.compared[index] ?? { likeness: { is: 'new' }, credential: null, label: '' };
      const identity = identityOf(row.login);
      compared.push({ row, kind: seen.has(identity) ? 'twice' : one.likeness.is, compared: one });
      seen.add(identity);
    });
  }
  step.value = { at: 'preview', format, rows: compared, failed };
}

/** Seals the rows in the background and starts. */
export async function startImport(): Promise<void> {
  const target = vault.value;
  const mine = begun;
  const rows = toImport.value.map((each): ImportRow => ({ row: each.row.row, login: tagged(each.row.login), into: choiceOf(each) === 'update' ? each.compared.credential : null }));
  if (target === null || rows.length === 0) return;
  let id: string | null = null;
  let done = 0;
  for (const group of inBatches(rows, ({ login }) => login)) {
    step.value = { at: 'working', text: t('importStaging'), done, total: rows.length };
    const answer: Answer<{ id: string }> = await send('stageImport', { id, vault: target, rows: group });
    if (mine !== begun) return;
    if (!answer.ok) {
      if (id !== null) void send('cancelImport', { id });
      batch(() => {
        forgetFile();
        problem.value = answer.problem;
      });
      return;
    }
    id = answer.value.id;
    done += group.length;
  }
  if (id === null) return;
  const answer = await send('startImport', { id });
  batch(() => {
    forgetFile();
    if (answer.ok) run.value = answer.value.run;
    else problem.value = answer.problem;
  });
  watchRun();
}

export async function steer(what: 'cancelImport' | 'resumeImport' | 'undoImport', id: string): Promise<void> {
  const answer = await send(what, { id });
  if (answer.ok) run.value = answer.value.run;
  else problem.value = answer.problem;
  watchRun();
}

export async function dismissRun(id: string): Promise<void> {
  await send('dismissImport', { id });
  run.value = null;
}

/** Asks how far it is, again and again while it goes on. */
export function watchRun(): void {
  clearTimeout(polling);
  void send('getImport', {}).then((answer) => {
    if (!answer.ok) return;
    const before = run.value;
    const now = answer.value.run;
    run.value = now;
    if (now === null) return;
    if (before?.id === now.id && before.state === 'running' && now.state === 'done') say(t('importDone'), () => steer('undoImport', now.id));
    if (['running', 'undoing', 'paused'].includes(now.state)) polling = setTimeout(watchRun, pollMs);
  });
}

export function stopWatching(): void {
  clearTimeout(polling);
  forgetFile();
}

function tagged(login: ImportedLogin): ImportedLogin {
  const word = tag.value.trim();
  return word === '' || login.form.tags.includes(word) ? login : { ...login, form: { ...login.form, tags: [...login.form.tags, word] } };
}

/** What one message holds: few enough rows, and not too much text. */
function inBatches<Row>(rows: readonly Row[], loginOf: (row: Row) => ImportedLogin): Row[][] {
  const batches: Row[][] = [];
  let size = 0;
  for (const row of rows) {
    const length = JSON.stringify(loginOf(row)).length;
    const last = batches.at(-1);
    if (last === undefined || last.length >= 100 || size + length > 4_000_000) {
      batches.push([row]);
      size = length;
    } else {
      last.push(row);
      size += length;
    }
  }
  return batches;
}
