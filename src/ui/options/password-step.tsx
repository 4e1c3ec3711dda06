/**
 * Signing in with a typed app password, or with a real one, which the background exchanges and forgets.
 * @module
 */

import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { ServerProbe } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { PasswordField } from '../components/password-field.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { plainHttpAccepted } from './plain-http.ts';

export function PasswordStep({ probe, deviceName, onDone, onBack }: { probe: ServerProbe; deviceName: string | undefined; onDone: () => void; onBack: () => void }) {
  const id = useId();
  const name = useRef<HTMLInputElement>(null);
  const secret = useRef<HTMLInputElement>(null);
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useLayoutEffect(() => { name.current?.focus(); }, []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || loginName === '' || password === '') return;
    setBusy(true);
    const answer = await send('signIn', { server: probe.server, loginName, password, acceptPlainHttp: plainHttpAccepted.value === probe.server, deviceName });
    setBusy(false);
    if (answer.ok) {
      onDone();
      return;
    }
    setProblem(answer.problem);
    secret.current?.focus();
  }

  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <h3>{t('signInAt', { host: probe.host })}</h3>
      <div class="field">
        <label for={id}>{t('loginName')}</label>
        <input ref={name} id={id} class="input" type="text" value={loginName} autocomplete="username" autocapitalize="off" spellcheck={false} onInput={(event) => { setLoginName(event.currentTarget.value); }} />
      </div>
      <PasswordField label={t('appPassword')} value={password} onInput={setPassword} autocomplete="current-password" hint={t('appPasswordHint')} field={secret} />
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions">
        <button type="submit" class="button primary" aria-disabled={busy}>{busy ? t('signingIn') : t('signIn')}</button>
        <button type="button" class="button quiet" onClick={onBack}>{t('back')}</button>
      </div>
    </form>
  );
}
