/**
 * Opens one vault with its key. For the first vault it may also choose the password that unlocks Latchkey.
 * @module
 */

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { AppState, VaultSummary } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { explain } from '../explain.ts';
import { PasswordField } from './password-field.tsx';
import { ProblemNote } from './problem-note.tsx';

interface Props {
  vault: VaultSummary;
  /** Null: the vault key, or the unlock password that there already is. */
  unlockPassword: string | null;
  mayOpen: boolean;
  focus: boolean;
  hint?: string;
  onOpened: (app: AppState) => void;
  children?: ComponentChildren;
}

export function VaultKeyForm({ vault, unlockPassword, mayOpen, focus, hint, onOpened, children }: Props) {
  const [key, setKey] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => { if (focus) field.current?.focus(); }, [focus]);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || key === '' || !mayOpen) return;
    setBusy(true);
    const answer = await send('openVault', { vault: vault.id, key, unlockPassword });
    setBusy(false);
    if (answer.ok) {
      onOpened(answer.value);
      return;
    }
    setProblem(answer.problem);
    field.current?.focus();
  }

  const wrong = problem?.kind === 'wrong-vault-key' ? explain(problem) : null;
  return (
    <form class="vault-key" onSubmit={(event) => void submit(event)}>
      <PasswordField label={t('vaultKeyOf', { vault: vault.name })} value={key} onInput={setKey} autocomplete="current-password" field={field} hint={hint}
        error={wrong === null ? null : `${wrong.what} ${wrong.next}`} />
      {children}
      {problem === null || wrong !== null ? null : <ProblemNote problem={problem} />}
      <button type="submit" class="button primary" aria-disabled={busy || !mayOpen}>{busy ? t('openingVault') : t('openVault')}</button>
    </form>
  );
}
