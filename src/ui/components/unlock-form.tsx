/**
 * The door: one field. Says when the password was wrong and how long to wait.
 * @module
 */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { AppState } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { formatNumber, t } from '../../messages/text.ts';
import { explain } from '../explain.ts';
import { PasswordField } from './password-field.tsx';
import { ProblemNote } from './problem-note.tsx';
import { secondsLeft, useClock } from './use-clock.ts';

interface Props {
  /** When the next try may be made: milliseconds since 1970, or null for now. */
  retryAt: number | null;
  onUnlocked: (app: AppState) => void;
}

export function UnlockForm({ retryAt, onUnlocked }: Props) {
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const until = laterOf(retryAt, problem);
  const wait = secondsLeft(until ?? 0, useClock(until));
  useLayoutEffect(() => { field.current?.focus(); }, []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || wait > 0 || password === '') return;
    setBusy(true);
    const answer = await send('unlock', { password });
    setBusy(false);
    if (answer.ok) {
      onUnlocked(answer.value);
      return;
    }
    setProblem(answer.problem);
    field.current?.select();
    field.current?.focus();
  }

  const wrong = problem?.kind === 'wrong-unlock-password' ? explain(problem).what : null;
  return (
    <form class="unlock" onSubmit={(event) => void submit(event)}>
      <PasswordField label={t('unlockPassword')} value={password} onInput={setPassword} autocomplete="current-password" error={wrong} field={field} />
      {problem === null || wrong !== null || (problem.kind === 'too-many-tries' && wait === 0) ? null : <ProblemNote problem={problem} />}
      {/* Not disabled: a disabled button would lose the focus and say nothing. */}
      <button type="submit" class="button primary" aria-disabled={busy || wait > 0}>
        {busy ? t('unlocking') : wait > 0 ? t('waitSeconds', { seconds: formatNumber(wait) }) : t('unlock')}
      </button>
    </form>
  );
}

function laterOf(retryAt: number | null, problem: Problem | null): number | null {
  const told = problem?.kind === 'wrong-unlock-password' || problem?.kind === 'too-many-tries' ? problem.retryAt : null;
  return told === null ? retryAt : Math.max(told, retryAt ?? 0);
}
