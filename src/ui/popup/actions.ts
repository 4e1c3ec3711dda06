/**
 * What a person can do in the popup with a login: fill, copy, open its site, lock.
 * @module
 */

import type { CredentialId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { Part, Row } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { copyPart, sayCopied } from '../details/copying.ts';
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
  const answer = await send('fill', { credential: row.id, tabId: site.tabId, documentId: site.documentId });
  busy.value = false;
  const problem = answer.ok ? answer.value.left : answer.problem;
  const clip = answer.ok ? answer.value.copied : null;
  if (clip !== null) sayCopied('filled', clip.clearsAt);
  if (problem !== null) tell(problem, row);
  else if (clip === null) window.close();
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
 * Shows a login in a small window that stays when something else is clicked. It is the vault's own page: it copies and
 * shows, but fills nothing, so it can't be mistaken about the page that it stands over.
 */
export async function openWindow(row: Row): Promise<void> {
  await chrome.windows.create({ url: `/src/ui/vault/index.html#credential=${row.id}`, type: 'popup', width: 440, height: 680 });
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
