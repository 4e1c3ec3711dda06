/**
 * The life of one form: every change is kept as a draft, until it is saved or thrown away.
 * @module
 */

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CredentialId, VaultId } from '../../../core/ids.ts';
import type { Problem } from '../../../core/problem.ts';
import type { CredentialForm, OpenedForm } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import type { NewFile } from '../files/new-files.tsx';
import { discardForm, leaveForm, refusesOtp, saveForm, type Draft, type FormNow } from './form-ends.ts';
import { keepDrafts, type DraftKeeper } from './keep-drafts.ts';
import { openForm, panel } from './open-form.ts';

/** Milliseconds that a draft is behind at most. */
const wait = 300;
const noFiles: readonly NewFile[] = [];

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
  /** What a new one is to be saved with. */
  files: readonly NewFile[];
  choose: (files: readonly NewFile[]) => void;
  /** Keeps the draft at once. */
  keepNow: () => void;
  moveTo: (vault: VaultId) => void;
  save: () => void;
  /** Goes back to the details; what was typed stays as a draft. */
  leave: () => void;
  discard: () => void;
}

export function useForm(credential: CredentialId | null, opened: OpenedForm): FormLife {
  const [shown, setShown] = useState({ form: opened.form, vault: opened.vault, changed: opened.draft, files: noFiles });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(opened.problem);
  const [otpRefused, setOtpRefused] = useState(false);
  const drafts = useDrafts(credential, opened, setProblem);
  // What happens later than the drawing reads the newest here.
  const now = useRef<FormNow>({ credential, opened, drafts, ...shown });

  function become(part: Partial<typeof shown>): void {
    Object.assign(now.current, part);
    const { form, vault, changed, files } = now.current;
    setShown({ form, vault, changed, files });
  }

  function change(part: Partial<CredentialForm>): void {
    become({ form: { ...now.current.form, ...part }, changed: true });
    setOtpRefused(false);
    drafts.changed({ form: now.current.form, vault: now.current.vault });
  }

  async function save(): Promise<void> {
    if (busy) return;
    settleTyped();
    setOtpRefused(refusesOtp(now.current));
    if (refusesOtp(now.current)) return;
    setBusy(true);
    setProblem(await saveForm(now.current));
    setBusy(false);
  }

  async function moveTo(vault: VaultId): Promise<void> {
    const before = now.current.vault;
    become({ vault });
    if (!now.current.changed) return;
    await drafts.flush();
    await send('dropDraft', { credential, vault: before });
    drafts.changed({ form: now.current.form, vault });
  }

  const life: FormLife = {
    ...shown, busy, problem, otpRefused, change,
    choose: (files) => { become({ files }); },
    keepNow: () => void drafts.flush(),
    moveTo: (vault) => void moveTo(vault),
    save: () => void save(),
    leave: () => {
      settleTyped();
      void leaveForm(now.current);
    },
    discard: () => void discardForm(now.current).then(setProblem),
  };
  useEffect(() => { openForm.value = life; });
  return life;
}

/** What is half typed, e.g. a tag, counts as typed when the form is left by a key. */
function settleTyped(): void {
  const active = document.activeElement;
  if (!(active instanceof HTMLInputElement)) return;
  active.blur();
  active.focus();
}

/** Keeps drafts while the form is open, and at once whenever the page might go away. */
function useDrafts(credential: CredentialId | null, opened: OpenedForm, failed: (problem: Problem) => void): DraftKeeper<Draft> {
  const drafts = useMemo(() => keepDrafts(async (draft: Draft) => {
    const answer = await send('keepDraft', { credential, base: opened.base, ...draft });
    // Locked: the door says it.
    if (!answer.ok && answer.problem.kind !== 'locked') failed(answer.problem);
  }, wait), []);
  useEffect(() => {
    const keep = (): void => void drafts.flush();
    // `focusout` for leaving a field, `blur` for leaving the window.
    const moments = [[document, 'visibilitychange'], [document, 'focusout'], [window, 'pagehide'], [window, 'blur']] as const;
    for (const [target, name] of moments) target.addEventListener(name, keep);
    return () => {
      for (const [target, name] of moments) target.removeEventListener(name, keep);
      keep();
      openForm.value = null;
      panel.value = 'none';
    };
  }, []);
  return drafts;
}
