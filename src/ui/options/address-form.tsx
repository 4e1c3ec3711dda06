/**
 * The address of a server, in whatever form it was pasted: the browser is asked for that origin only, then the server.
 * @module
 */

import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { Answer } from '../../messages/contract.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { onceAllowed } from './permissions.ts';

interface Props<Value> {
  texts: { label: string; hint: string; example?: string; yes: string; busy: string };
  address?: string;
  /** One of several things on its page: it takes no focus, and its button is small. */
  aside?: boolean;
  /** Which origin is to be allowed, and what is asked there then; null for what is no address. */
  read: (text: string) => { origin: string; ask: () => Promise<Answer<Value>> } | null;
  onAnswer: (value: Value) => void;
  /** Further buttons. */
  children?: ComponentChildren;
}

export function AddressForm<Value>({ texts, address = '', aside = false, read, onAnswer, children }: Props<Value>) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(address);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useLayoutEffect(() => { if (!aside) field.current?.focus(); }, []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const found = read(text);
    if (found === null) {
      setProblem({ kind: 'bad-address' });
      return;
    }
    // First of all: after any wait this would no longer be the person's own click.
    const asked = onceAllowed(found.origin, found.ask);
    setBusy(true);
    setProblem(null);
    const answer = await asked;
    setBusy(false);
    if (answer.ok) onAnswer(answer.value);
    else setProblem(answer.problem);
  }

  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for={id}>{texts.label}</label>
        <input ref={field} id={id} class="input" type="text" inputMode="url" dir="ltr" value={text} placeholder={texts.example} autocomplete={aside ? 'off' : 'url'} autocapitalize="off" spellcheck={false}
          aria-describedby={`${id}-hint`} aria-invalid={problem?.kind === 'bad-address'} onInput={(event) => { setText(event.currentTarget.value); }} />
        <p id={`${id}-hint`} class="hint">{texts.hint}</p>
      </div>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions">
        <button type="submit" class={aside ? 'button small' : 'button primary'} aria-disabled={busy || (aside && text === '')}>{busy ? texts.busy : texts.yes}</button>
        {children}
      </div>
    </form>
  );
}
