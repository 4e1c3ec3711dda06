/**
 * What a person can do in the popup with a login: fill, copy, open its site, lock.
 * @module
 */

import { batch } from '@preact/signals';
import type { CredentialId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { FillConsent, FillReport, Part, Row } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { copyPart } from '../details/copying.ts';
import { fillInto, sayFilled } from '../details/fill-into.ts';
import { hashOf } from '../vault/place.ts';
import { forgetPlace } from './keep-place.ts';
import { busy, filled, joined, load, route, trouble, type, view, widened } from './model.ts';

/** Milliseconds in which a fill can be taken back. */
const undoFor = 10_000;

/** Fills into the page that the popup was opened on, and closes the popup if all went in; it stays to say that the code was copied. */
export async function fill(row: Row, allowed: readonly FillConsent[] = []): Promise<void> {
  if (busy.value) return;
  const site = view.value?.site ?? null;
  if (site === null) {
    trouble.value = { problem: view.value?.problem ?? { kind: 'restricted-page' }, row };
    return;
  }
  busy.value = true;
  trouble.value = null;
  const { problem, report } = await fillInto(row.id, site, allowed);
  busy.value = false;
  if (report !== null && (problem !== null || report.copied !== null)) offerUndo(report, row);
  if (problem !== null) {
    tell(problem, row, allowed);
    return;
  }
  // What was wanted is done: the next popup begins anew.
  forgetPlace();
  if (report?.copied === null) window.close();
}

/** What a person has asked for with a key or a menu before the popup opened. */
export async function goOn(): Promise<void> {
  const { site = null, asked = null } = view.value ?? {};
  if (asked === 'generate') route.value = { at: 'generator' };
  if (asked !== 'fill' || site === null || busy.value) return;
  busy.value = true;
  const answer = await send('fillAsked', { tabId: site.tabId, documentId: site.documentId });
  busy.value = false;
  if (!answer.ok) {
    tell(answer.problem, null);
    return;
  }
  const { row, report, problem } = answer.value;
  if (report !== null && row !== null) {
    sayFilled(report);
    offerUndo(report, row);
  }
  const left = problem ?? report?.left ?? null;
  if (left !== null) tell(left, row);
}

function offerUndo({ undo }: FillReport, { label }: Row): void {
  filled.value = { undo, label, until: Date.now() + undoFor };
}

/** Something that was said of the site no longer holds. */
export async function fillHereAgain(site: string, row: Row | null, allowed: readonly FillConsent[]): Promise<void> {
  const answer = await send('setNeverFill', { site, never: false });
  if (!answer.ok) tell(answer.problem, row);
  else if (row === null) trouble.value = null;
  else await fill(row, allowed);
  await load();
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

/** The login of one site is among those of the other now: back to the page's logins, where it can be filled. */
export async function showJoined(note: NonNullable<typeof joined.value>): Promise<void> {
  batch(() => {
    joined.value = note;
    widened.value = false;
    type('');
    showList();
  });
  await load();
}

/** A door that fell shut is shown as the door, anything else in words. */
function tell(problem: Problem, row: Row | null, allowed: readonly FillConsent[] = []): void {
  if (problem.kind === 'locked') void load();
  else trouble.value = { problem, row, allowed };
}
