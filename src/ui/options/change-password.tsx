/**
 * Changes the password that unlocks Latchkey. The keys of the vaults stay what they are.
 * @module
 */

import { useRef, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { explain } from '../explain.ts';
import { PasswordField } from '../components/password-field.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { longEnough, passwordHint } from './password-hint.ts';
import { SettingRow } from './section.tsx';
import { saved } from './state.ts';

export function ChangePassword() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <SettingRow label={t('unlockPassword')} hint={t('unlockPasswordHint')}>
        <button type="button" class="button small" aria-expanded={open} onClick={() => { setOpen(!open); }}>{t('change')}</button>
      </SettingRow>
      {open ? <ChangeForm onDone={() => { setOpen(false); }} /> : null}
    </>
  );
}

function ChangeForm({ onDone }: { onDone: () => void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (!longEnough(next)) {
      second.current?.focus();
      return;
    }
    setBusy(true);
    const answer = await send('changeUnlockPassword', { current, next });
    setBusy(false);
    if (answer.ok) {
      saved.value += 1;
      onDone();
      return;
    }
    setProblem(answer.problem);
    first.current?.focus();
  }

  const wrong = problem?.kind === 'wrong-unlock-password' ? explain(problem).what : null;
  return (
    <form class="stack padded appear" onSubmit={(event) => void submit(event)}>
      <PasswordField label={t('currentUnlockPassword')} value={current} onInput={setCurrent} autocomplete="current-password" error={wrong} field={first} />
      <PasswordField label={t('newUnlockPassword')} value={next} onInput={setNext} autocomplete="new-password" hint={passwordHint(next)} field={second} />
      {problem === null || wrong !== null ? null : <ProblemNote problem={problem} />}
      <div class="actions">
        <button type="submit" class="button small primary" aria-disabled={busy || !longEnough(next)}>{t('changePassword')}</button>
        <button type="button" class="button small" onClick={onDone}>{t('cancel')}</button>
      </div>
    </form>
  );
}
