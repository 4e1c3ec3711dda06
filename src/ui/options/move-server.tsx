/**
 * For a server that has another address now.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import { readServerAddress } from '../../core/server-address.ts';
import type { AccountSummary } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { onceAllowed } from './permissions.ts';
import { load } from './state.ts';

export function MoveServer({ account }: { account: AccountSummary }) {
  const id = useId();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const address = readServerAddress(text);
    if (address === null) {
      setProblem({ kind: 'bad-address' });
      return;
    }
    // First of all: after any wait this would no longer be the person's own click.
    const asked = onceAllowed(address.origin, () => send('moveAccount', { account: account.id, address: address.server }));
    setBusy(true);
    const answer = await asked;
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) await load();
  }

  return (
    <details class="about-account">
      <summary>{t('moveServer')}</summary>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for={id}>{t('moveServerTo')}</label>
          <input id={id} class="input" type="text" inputMode="url" dir="ltr" value={text} autocomplete="off" autocapitalize="off" spellcheck={false} aria-describedby={`${id}-hint`} onInput={(event) => { setText(event.currentTarget.value); }} />
          <p id={`${id}-hint`} class="hint">{t('moveServerHint')}</p>
        </div>
        {problem === null ? null : <ProblemNote problem={problem} />}
        <div class="actions"><button type="submit" class="button small" aria-disabled={busy || text === ''}>{t('moveServerYes')}</button></div>
      </form>
    </details>
  );
}
