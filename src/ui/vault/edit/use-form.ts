/**
 * The life of one form: every change is kept as a draft, until it is saved or thrown away.
 * @module
 */

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { parseOtp } from '../../../core/totp.ts';
import type { CredentialId, VaultId } from '../../../core/ids.ts';
import type { Problem } from '../../../core/problem.ts';
import type { CredentialForm, OpenedForm } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { t } from '../../../messages/text.ts';
import { saySaved } from '../actions.ts';
import { focusSoon, headingId, listId } from '../element-ids.ts';
import { refreshList } from '../list-model.ts';
import { go, view } from '../model.ts';
import { say } from '../notice.ts';
import { keepDrafts } from './keep-drafts.ts';
import { openForm, panel } from './open-form.ts';

/** Milliseconds that a draft is behind at most. */
const wait = 300;

export interface FormLife {
  form: CredentialForm;
  vault: VaultId;
  /** Something was changed, now or in the draft that was found. */
  changed: boolean;
  busy: boolean;
  problem: Problem | null;
  /** A save was tried with a secret that makes no code. */
  otpRefused: boolean;
  change: (change: Partial<CredentialForm>) => void;
  moveTo: (vault: VaultId) => void;
  save: () => void;
  /** Goes back to the details; what was typed stays as a draft. */
  leave: () => void;
  discard: () => void;
}

export function useForm(credential: CredentialId | null, opened: OpenedForm): FormLife {
  const [form, setForm] = useState(opened.form);
  const [vault, setVault] = useState(opened.vault);
  const [changed, setChanged] = useState(opened.draft);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(opened.problem);
  const [otpRefused, setOtpRefused] = useState(false);
  // Only ever read by what happens later than the drawing.
  const now = useRef({ form, vault, changed, busy });
  now.current = { form, vault, changed, busy };
  const drafts = useMemo(() => keepDrafts(async (draft: { form: CredentialForm; vault: VaultId }) => {
    const answer = await send('keepDraft', { credential, base: opened.base, ...draft });
    // Locked: the door says it. What is typed stays in the form until then.
    if (!answer.ok && answer.problem.kind !== 'locked') setProblem(answer.problem);
  }, wait), []);

  function change(part: Partial<CredentialForm>): void {
    const next = { ...now.current.form, ...part };
    now.current.form = next;
    now.current.changed = true;
    setForm(next);
    setChanged(true);
    setOtpRefused(false);
    drafts.changed({ form: next, vault: now.current.vault });
  }

  async function save(): Promise<void> {
    const { form: saved, vault: into, busy: already } = now.current;
    if (already) return;
    if (saved.otp.trim() !== '' && saved.otp !== opened.form.otp && parseOtp(saved.otp) === null) {
      setOtpRefused(true);
      return;
    }
    setBusy(true);
    // First kept, then sent: whatever happens on the way, it is somewhere.
    await drafts.flush();
    const answer = await send('saveCredential', { credential, vault: into, form: saved, base: opened.base });
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    await drafts.stop();
    refreshList();
    view(answer.value.credential);
    focusSoon(headingId);
    saySaved(saved.label, answer.value);
  }

  async function discard(): Promise<void> {
    const { form: thrown, vault: from, changed: some } = now.current;
    await drafts.stop();
    const answer = await send('dropDraft', { credential, vault: from });
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    leaveTo(credential);
    if (some) say(t('draftDiscarded'), () => bringBack(credential, { form: thrown, vault: from, base: opened.base }));
  }

  async function leave(): Promise<void> {
    const some = now.current.changed;
    await drafts.flush();
    leaveTo(credential);
    if (some) say(t('draftKept'));
  }

  async function moveTo(next: VaultId): Promise<void> {
    const before = now.current.vault;
    setVault(next);
    if (!now.current.changed) return;
    await drafts.flush();
    await send('dropDraft', { credential, vault: before });
    drafts.changed({ form: now.current.form, vault: next });
  }

  const life = { form, vault, changed, busy, problem, otpRefused, change, moveTo: (next: VaultId) => void moveTo(next), save: () => void save(), leave: () => void leave(), discard: () => void discard() };
  openForm.value = life;
  useEffect(() => {
    const keep = (): void => void drafts.flush();
    document.addEventListener('visibilitychange', keep);
    window.addEventListener('pagehide', keep);
    window.addEventListener('blur', keep);
    return () => {
      document.removeEventListener('visibilitychange', keep);
      window.removeEventListener('pagehide', keep);
      window.removeEventListener('blur', keep);
      keep();
      openForm.value = null;
      panel.value = 'none';
    };
  }, []);
  return life;
}

function leaveTo(credential: CredentialId | null): void {
  if (credential === null) go({ at: 'nothing' });
  else view(credential);
  focusSoon(credential === null ? listId : headingId);
}

async function bringBack(credential: CredentialId | null, draft: { form: CredentialForm; vault: VaultId; base: string | null }): Promise<void> {
  await send('keepDraft', { credential, ...draft });
  go(credential === null ? { at: 'new', vault: draft.vault } : { at: 'edit', credential });
}
