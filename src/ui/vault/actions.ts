/**
 * What a person can do with a credential in the vault page, each with its way back.
 * @module
 */

import type { CredentialId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { CredentialForm, Part, Row, Written } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { copyPart } from '../details/copying.ts';
import { focusSoon, listId } from './element-ids.ts';
import { fieldName } from './edit/field-name.ts';
import { current, refreshList } from './list-model.ts';
import { go, load, place, tell, view } from './model.ts';
import { say } from './notice.ts';
import { credentialAt } from './place.ts';

export function nameOf(label: string): string {
  return label === '' ? t('untitled') : label;
}

export async function copy(row: Row, part: Part): Promise<void> {
  const problem = await copyPart(row, part);
  if (problem !== null) tell(problem);
}

export async function openSite(row: Row): Promise<void> {
  const answer = await send('openSite', { credential: row.id });
  if (!answer.ok) tell(answer.problem);
}

export async function lock(): Promise<void> {
  const answer = await send('lock', {});
  if (answer.ok) await load();
  else tell(answer.problem);
}

export async function setTrashed(row: Row, trashed: boolean): Promise<void> {
  const answer = await send('setTrashed', { credentials: [row.id], trashed });
  if (!answer.ok) {
    tell(answer.problem);
    return;
  }
  const label = nameOf(row.label);
  // What left the list is not shown beside it either.
  if (credentialAt(place.value) === row.id) leaveDetails();
  refreshList();
  sayWritten(trashed ? t('movedToTrash', { label }) : t('restored', { label }), answer.value);
}

/** @returns why it was not done, to be shown beside the typed label. */
export async function destroy(row: Row, confirm: string): Promise<Problem | null> {
  const answer = await send('destroyCredential', { credential: row.id, confirm });
  if (!answer.ok) return answer.problem;
  leaveDetails();
  refreshList();
  sayWritten(t('destroyed', { label: nameOf(row.label) }), { ...answer.value, undo: null });
  return null;
}

export async function duplicate(row: Row): Promise<void> {
  const answer = await send('duplicateCredential', { credential: row.id, label: t('copyOf', { label: nameOf(row.label) }) });
  if (!answer.ok) {
    tell(answer.problem);
    return;
  }
  refreshList();
  view(answer.value.credential);
  sayWritten(t('duplicated', { label: nameOf(row.label) }), answer.value);
}

/** Says in words what a save came to. */
export function saySaved(label: string, written: Written & { merged: boolean; clashes: readonly (keyof CredentialForm)[] }): void {
  const inHistory = written.clashes.filter((part) => part !== 'icon');
  const what = inHistory.length > 0 ? t('savedWithClashes', { fields: fieldNames(inHistory) })
    : written.clashes.length > 0 ? t('clashPictures')
    : written.merged ? t('savedMerged') : t('savedItem', { label: nameOf(label) });
  sayWritten(what, written);
}

/** As a list in words. */
export function fieldNames(parts: readonly (keyof CredentialForm)[]): string {
  return new Intl.ListFormat(t('languageCode')).format(parts.map(fieldName));
}

export function edit(credential: CredentialId): void {
  go({ at: 'edit', credential });
}

/** The row that keys act on: the one in the list that has the focus. */
export function currentRow(): Row | null {
  return current.value;
}

function leaveDetails(): void {
  go({ at: 'nothing' });
  focusSoon(listId);
}

export function sayWritten(text: string, { state, undo }: Pick<Written, 'state' | 'undo'>): void {
  const whole = state === 'queued' ? `${text} ${t('queuedHint')}` : text;
  say(whole, undo === null ? null : () => undoWrite(undo));
}

async function undoWrite(undo: string): Promise<void> {
  const answer = await send('undo', { undo });
  if (answer.ok) say(t('undone'));
  else tell(answer.problem);
  // A new credential that was undone is gone: what shows it asks again and says so.
  refreshList();
}
