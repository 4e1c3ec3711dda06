/**
 * What the Files page knows: the state of Latchkey, whose folders, where in them, and what is there.
 * @module
 */

import { batch, computed, signal } from '@preact/signals';
import { isVisit } from '../../core/folders/visit.ts';
import type { Problem } from '../../core/problem.ts';
import type { AccountSummary, Answer, BrowsedFolder, EncryptionView, FolderView, ScreenRequests } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { app, failure, loadState } from '../components/app-state.ts';
import { inOrder } from '../components/in-order.ts';
import { folderAt, hashOf, readPlace, top, type FilesPlace } from './place.ts';

export { app, failure };
export const place = signal<FilesPlace>(top);
export const encryption = signal<EncryptionView | null>(null);
/** What is at a place outside of encrypted folders. */
export const outside = signal<readonly BrowsedFolder[] | null>(null);
/** The encrypted folder that is open. */
export const folder = signal<FolderView | null>(null);
/** Why the place cannot be shown. */
export const blocked = signal<Problem | null>(null);
/** Why the last thing that was asked for did not happen. */
export const trouble = signal<Problem | null>(null);
/** What was done, in a sentence. */
export const done = signal('');
export const query = signal('');
/** Whether a public link is asked for. */
export const visiting = signal(false);
/** Beside the list. */
export const panel = signal<'none' | 'people' | 'care'>('none');

export const account = computed<AccountSummary | null>(() => {
  const accounts = app.value?.accounts ?? [];
  const { account: id, path: [host = ''] } = place.value;
  if (id !== null && isVisit(id)) return { id, server: `https://${host}`, userId: '', displayName: '', passmanVersion: null, plainHttp: false, deviceName: null, asApp: null, usedAt: null, problem: null };
  return accounts.find((one) => one.id === id) ?? accounts[0] ?? null;
});

/** Asks for the state, then for what is at the place. */
export async function load(): Promise<void> {
  const unlocked = await loadState(({ lock }) => { if (lock.state !== 'unlocked') forgetAll(); });
  if (unlocked && account.value !== null) await loadEncryption();
}

async function loadEncryption(): Promise<void> {
  const whose = account.value;
  if (whose === null) return;
  const answer = await send('getEncryption', { account: whose.id });
  if (whose.id !== account.value?.id) return;
  if (!answer.ok) {
    blocked.value = answer.problem;
    return;
  }
  setEncryption(answer.value);
}

export function setEncryption(view: EncryptionView): void {
  encryption.value = view;
  if (view.state === 'open') void loadPlace();
}

const askOutside = inOrder((ask: ScreenRequests['browseFolders']['ask']) => send('browseFolders', ask));
const askFolder = inOrder((ask: ScreenRequests['getFolder']['ask']) => send('getFolder', ask));

/** What is here, asked for anew; what is on screen stays until it comes. */
export async function loadPlace(): Promise<void> {
  const whose = account.value;
  if (whose === null) return;
  const at: FilesPlace = { ...place.value, account: whose.id };
  const inside = folderAt(at);
  if (inside === null) take(at, await askOutside({ account: whose.id, path: at.path }), ({ folders }) => { outside.value = folders; });
  else take(at, await askFolder({ place: inside }), (view) => { folder.value = view; });
}

function take<Value>(asked: FilesPlace, answer: Answer<Value> | null, keep: (value: Value) => void): void {
  // Somebody has gone on meanwhile.
  if (answer === null || hashOf(asked) !== hashOf({ ...place.value, account: account.value?.id ?? null })) return;
  batch(() => {
    blocked.value = answer.ok ? null : answer.problem;
    if (answer.ok) keep(answer.value);
    else if (answer.problem.kind === 'locked') void load();
  });
}

export function go(next: FilesPlace): void {
  history.pushState(null, '', `${location.pathname}${hashOf(next)}`);
  arrive(next);
}

/** The browser's own back and forward lead through folders. */
export function followAddress(): void {
  place.value = readPlace(location.hash);
  addEventListener('popstate', () => { arrive(readPlace(location.hash)); });
}

function arrive(next: FilesPlace): void {
  const other = next.account !== place.value.account;
  batch(() => {
    place.value = next;
    outside.value = null;
    folder.value = null;
    blocked.value = null;
    trouble.value = null;
    query.value = '';
    panel.value = 'none';
    visiting.value = false;
    if (other) encryption.value = null;
  });
  void (encryption.value === null ? loadEncryption() : loadPlace());
}

/** Does something and shows the place as it is then. @param told - what was done, said where it was; perhaps out of the answer */
export async function act<Value>(asked: Promise<Answer<Value>>, told: string | ((value: Value) => string) = ''): Promise<Answer<Value>> {
  trouble.value = null;
  const answer = await asked;
  if (answer.ok) done.value = typeof told === 'string' ? told : told(answer.value);
  else if (answer.problem.kind === 'locked') void load();
  else if (answer.problem.kind !== 'cancelled') trouble.value = answer.problem;
  await loadPlace();
  return answer;
}

function forgetAll(): void {
  encryption.value = null;
  outside.value = null;
  folder.value = null;
  blocked.value = null;
  trouble.value = null;
  panel.value = 'none';
}
