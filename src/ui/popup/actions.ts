/**
 * What a person can do in the popup with a login: fill, copy, open its site, lock.
 * @module
 */

import type { CredentialId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { Part, Row } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { copyPart } from '../details/copying.ts';
import { fillInto } from '../details/fill-into.ts';
import { hashOf } from '../vault/place.ts';
import { busy, load, route, trouble, view } from './model.ts';

/** Fills into the page that the popup was opened on, and closes the popup if all went in; it stays to say that the code was copied. */
export async function fill(row: Row): Promise<void> {
  if (busy.value) return;
  const site = view.value?.site ?? null;
  if (site === null) {
    trouble.value = { problem: view.value?.problem ?? { kind: 'restricted-page' }, row };
    return;
  }
  busy.value = true;
  trouble.value = null;
  const { problem, said } = await fillInto(row.id, site);
  busy.value = false;
  if (problem !== null) tell(problem, row);
  else if (!said) window.close();
}

/** Puts a part on the clipboard, without showing it. */
export async function copy(row: Row, part: Part): Promise<void> {
  const problem = await copyPart(row, part);
  if (problem !== null) tell(problem, row);
}

export async function openSite(row: Row): Promise<void> {
  const answer = await send('openSite', { credential: row.id });
  if (answer.ok) window.close();
  else tell(answer.problem, row);
}

/**
 * Shows a login in a small window that stays when something else is clicked. It is the vault's own page, with the name
 * of the document that it was opened over: it fills that one or none.
 */
export async function openWindow(row: Row): Promise<void> {
  await chrome.windows.create({ url: `/src/ui/vault/index.html${hashOf({ at: 'view', credential: row.id }, view.value?.site)}`, type: 'popup', width: 440, height: 680 });
  window.close();
}

export async function lock(): Promise<void> {
  const answer = await send('lock', {});
  if (answer.ok) await load();
  else tell(answer.problem, null);
}

export function openOptions(): void {
  void chrome.runtime.openOptionsPage();
  window.close();
}

export function showDetails(credential: CredentialId): void {
  trouble.value = null;
  route.value = { at: 'details', credential };
}

export function showList(): void {
  trouble.value = null;
  route.value = { at: 'list' };
}

/** A door that fell shut is shown as the door, anything else in words. */
function tell(problem: Problem, row: Row | null): void {
  if (problem.kind === 'locked') void load();
  else trouble.value = { problem, row };
}
