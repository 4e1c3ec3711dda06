/**
 * What is on its way: files sent one after another, files fetched, and how far each is.
 * @module
 */

import { batch, signal } from '@preact/signals';
import { encodeBase64 } from '../../core/bytes.ts';
import { entryNameTaken } from './same-name.ts';
import type { Problem } from '../../core/problem.ts';
import type { Answer, FolderRow, FolderTransfer, FolderView, OpenedFile } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { done, loadPlace } from './model.ts';
import { close, contentOf, save } from './opened.ts';
import type { Seen } from './time-left.ts';

/** Something of ours that waits, or went wrong. */
export interface Job { id: number; name: string; state: 'waiting' | 'failed'; problem: Problem | 'unreadable' | null; again: () => void; /** Saves what nobody can vouch for; null where that makes no sense. */ anyway: (() => void) | null }

export const jobs = signal<readonly Job[]>([]);
/** As the background tells it, with how each was when it was first seen. */
export const transfers = signal<readonly { transfer: FolderTransfer; first: Seen; last: Seen }[]>([]);
/** What is looked at. */
export const previewed = signal<{ file: OpenedFile; content: File } | null>(null);

let lastId = 0;
let working = false;
let watching = false;
/** Files that were asked for: the background tells nothing of them before it has opened their folder. */
let asked = 0;
const waiting: { job: Job; run: () => Promise<Answer<unknown> | 'unreadable'> }[] = [];

export function uploadAll(view: FolderView, files: readonly File[]): void {
  for (const file of files) queue(file.name, () => upload(view, file));
}

export function download(view: FolderView, row: FolderRow): void {
  fetchThen(row.name, () => send('openFolderFile', { place: view.place, id: row.id }), save, unproven(view, row));
}

export function archive(view: FolderView): void {
  fetchThen(view.crumbs.at(-1)?.name ?? '', () => send('archiveFolder', { place: view.place }), save);
}

export function preview(view: FolderView, row: FolderRow): void {
  fetchThen(row.name, () => send('openFolderFile', { place: view.place, id: row.id }), (file, content) => {
    endPreview();
    previewed.value = { file, content };
  }, unproven(view, row));
}

/** Never shown, only saved. */
function unproven(view: FolderView, row: FolderRow): () => void {
  return () => { fetchThen(row.name, () => send('openFolderFile', { place: view.place, id: row.id, unproven: true }), save); };
}

export function endPreview(): void {
  const shown = previewed.value;
  previewed.value = null;
  if (shown !== null) void close(shown.file);
}

export function control(id: string, order: 'pause' | 'resume' | 'cancel'): void {
  void send('controlFolderTransfer', { id, order }).then(look);
}

/** Something that the background does step by step, and tells of in the tray. */
export function told<Value>(asking: Promise<Value>): Promise<Value> {
  asked++;
  void watch();
  return asking.finally(() => { asked--; });
}

export function forget(id: number): void {
  jobs.value = jobs.value.filter((job) => job.id !== id);
}

function fetchThen(name: string, ask: () => Promise<Answer<OpenedFile>>, then: (file: OpenedFile, content: File) => void, anyway: (() => void) | null = null): void {
  void told(ask()).then(async (answer) => {
    const content = answer.ok ? await contentOf(answer.value) : null;
    if (answer.ok && content !== null) then(answer.value, content);
    else failed(name, answer.ok ? { kind: 'gone', what: 'file' } : answer.problem, { again: () => { fetchThen(name, ask, then, anyway); }, anyway });
  });
}

function failed(name: string, problem: Job['problem'], { again, anyway = null }: Pick<Job, 'again'> & Partial<Pick<Job, 'anyway'>>): void {
  if (problem !== null && problem !== 'unreadable' && problem.kind === 'cancelled') return;
  jobs.value = [...jobs.value, { id: ++lastId, name, state: 'failed', problem, again, anyway: problem !== null && problem !== 'unreadable' && problem.kind === 'unreadable-file' ? anyway : null }];
}

function queue(name: string, run: () => Promise<Answer<unknown> | 'unreadable'>): void {
  const job: Job = { id: ++lastId, name, state: 'waiting', problem: null, again: () => undefined, anyway: null };
  waiting.push({ job, run });
  jobs.value = [...jobs.value, job];
  void work();
}

/** One at a time: each is a change of the same folder. */
async function work(): Promise<void> {
  if (working) return;
  working = true;
  void watch();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { job, run } = next;
    forget(job.id);
    const answer = await run();
    if (answer === 'unreadable') failed(job.name, 'unreadable', { again: () => { queue(job.name, run); } });
    else if (answer.ok) done.value = t('foldersUploaded', { name: job.name });
    else failed(job.name, answer.problem, { again: () => { queue(job.name, run); } });
    await loadPlace();
  }
  working = false;
}

/** Bytes; a multiple of three, so that no part but the last needs padding. */
const partBytes = 3 * 256 * 1024;

async function upload(view: FolderView, file: File): Promise<Answer<unknown> | 'unreadable'> {
  const replace = entryNameTaken(view.rows, file.name);
  const begun = await send('beginFolderUpload', { place: view.place, name: file.name, mimetype: file.type, size: file.size, replace });
  if (!begun.ok) return begun;
  const { upload: id } = begun.value;
  for (let at = 0; at < file.size; at += partBytes) {
    const bytes = await file.slice(at, at + partBytes).arrayBuffer().catch(() => null);
    if (bytes === null) {
      await send('dropFolderUpload', { upload: id });
      return 'unreadable';
    }
    const taken = await send('folderUploadPart', { upload: id, part: encodeBase64(new Uint8Array(bytes)) });
    if (!taken.ok) return taken;
  }
  return send('endFolderUpload', { upload: id });
}

/** How often the background is asked how far things are. Milliseconds. */
const everyMs = 400;

/** Until nothing is on its way. */
async function watch(): Promise<void> {
  if (watching) return;
  watching = true;
  do {
    await new Promise((later) => { setTimeout(later, everyMs); });
    await look();
  } while (working || asked > 0 || transfers.value.length > 0);
  watching = false;
}

async function look(): Promise<void> {
  const answer = await send('getFolderTransfers', {});
  const at = Date.now();
  const known = new Map(transfers.value.map((one) => [one.transfer.id, one.first]));
  batch(() => {
    transfers.value = (answer.ok ? answer.value.transfers : []).map((transfer) => {
      const last = { at, done: transfer.done };
      return { transfer, last, first: (transfer.paused ? undefined : known.get(transfer.id)) ?? last };
    });
  });
}
