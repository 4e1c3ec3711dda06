/**
 * The ways out of a form: saved, thrown away, or left with its draft.
 * @module
 */

import type { CredentialId, VaultId } from '../../../core/ids.ts';
import type { Problem } from '../../../core/problem.ts';
import { isCounterBased, parseOtp } from '../../../core/totp.ts';
import type { CredentialForm, OpenedForm } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { t } from '../../../messages/text.ts';
import { saySaved } from '../actions.ts';
import { focusSoon, headingId, listId } from '../element-ids.ts';
import { attachAll, type NewFile } from '../files/new-files.tsx';
import { refreshList } from '../list-model.ts';
import { go, view } from '../model.ts';
import { say } from '../notice.ts';
import type { DraftKeeper } from './keep-drafts.ts';

export interface Draft { form: CredentialForm; vault: VaultId }

/** A form as it is at this moment. `credential` null: a new one. */
export interface FormNow extends Draft {
  credential: CredentialId | null;
  opened: OpenedForm;
  changed: boolean;
  drafts: DraftKeeper<Draft>;
  /** Of a new one. */
  files: readonly NewFile[];
}

/** Whether the secret of one-time codes was changed into one that makes none. */
export function refusesOtp({ form, opened }: FormNow): boolean {
  return form.otp.trim() !== '' && form.otp !== opened.form.otp && (parseOtp(form.otp) === null || isCounterBased(form.otp));
}

/** @returns why it was not saved; the draft is still there then. */
export async function saveForm({ credential, opened, drafts, form, vault, files }: FormNow): Promise<Problem | null> {
  // First kept, then sent: whatever happens on the way, it is somewhere.
  await drafts.flush();
  const answer = await send('saveCredential', { credential, vault, form, base: opened.base });
  if (!answer.ok) return answer.problem;
  await drafts.stop();
  refreshList();
  view(answer.value.credential);
  focusSoon(headingId);
  saySaved(form.label, answer.value);
  void attachAll(answer.value.credential, files);
  return null;
}

/** @returns why the draft is still there. */
export async function discardForm({ credential, opened, drafts, changed, form, vault }: FormNow): Promise<Problem | null> {
  await drafts.stop();
  const answer = await send('dropDraft', { credential, vault });
  if (!answer.ok) return answer.problem;
  leaveTo(credential);
  if (changed) say(t('draftDiscarded'), () => bringBack(credential, { form, vault, base: opened.base }));
  return null;
}

export async function leaveForm({ credential, drafts, changed }: FormNow): Promise<void> {
  await drafts.flush();
  leaveTo(credential);
  if (changed) say(t('draftKept'));
}

function leaveTo(credential: CredentialId | null): void {
  if (credential === null) go({ at: 'nothing' });
  else view(credential);
  focusSoon(credential === null ? listId : headingId);
}

async function bringBack(credential: CredentialId | null, draft: Draft & { base: string | null }): Promise<void> {
  await send('keepDraft', { credential, ...draft });
  go(credential === null ? { at: 'new', vault: draft.vault } : { at: 'edit', credential });
}
