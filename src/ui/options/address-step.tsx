/**
 * The address of the server, in whatever form it was pasted; asks for permission for that origin only.
 * @module
 */

import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import { readServerAddress } from '../../core/server-address.ts';
import type { ServerProbe } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { onceAllowed } from './permissions.ts';

export function AddressStep({ address: known, onProbed }: { address: string; onProbed: (probe: ServerProbe) => void }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(known);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => { field.current?.focus(); }, []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const address = readServerAddress(text);
    if (busy || address === null) {
      if (!busy) setProblem({ kind: 'bad-address' });
      return;
    }
    // First of all: after any wait this would no longer be the person's own click.
    const asked = onceAllowed(address.origin, () => send('probeServer', { address: address.server }));
    setBusy(true);
    setProblem(null);
    const answer = await asked;
    setBusy(false);
    if (answer.ok) onProbed(answer.value);
    else setProblem(answer.problem);
  }

  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for={id}>{t('serverAddress')}</label>
        <input ref={field} id={id} class="input" type="text" inputMode="url" dir="ltr" value={text} placeholder={t('serverAddressExample')} autocomplete="url" autocapitalize="off" spellcheck={false}
          aria-describedby={`${id}-hint`} aria-invalid={problem?.kind === 'bad-address'} onInput={(event) => { setText(event.currentTarget.value); }} />
        <p id={`${id}-hint`} class="hint">{t('serverAddressHint')}</p>
      </div>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions"><button type="submit" class="button primary" aria-disabled={busy}>{busy ? t('lookingAtServer') : t('continue')}</button></div>
    </form>
  );
}
