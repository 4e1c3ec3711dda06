/**
 * Forgets everything that is kept in this browser. Asks for a typed word, since it can't be undone.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { Section } from './section.tsx';
import { take } from './state.ts';

/** Not translated: the background compares it. */
const word = 'LATCHKEY';

export function StartOver() {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const sure = typed.trim().toUpperCase() === word;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!sure) return;
    const answer = await send('startOver', { confirm: typed.trim() });
    setTyped('');
    if (answer.ok) take(answer);
    else setProblem(answer.problem);
  }

  return (
    <Section title={t('startOver')} text={t('startOverText')}>
      <form class="card padded stack" onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for={id}>{t('startOverType', { word })}</label>
          <input id={id} class="input" type="text" dir="ltr" value={typed} autocomplete="off" autocapitalize="characters" spellcheck={false} onInput={(event) => { setTyped(event.currentTarget.value); }} />
        </div>
        {problem === null ? null : <ProblemNote problem={problem} />}
        <div class="actions"><button type="submit" class="button danger" aria-disabled={!sure}>{t('startOverButton')}</button></div>
      </form>
    </Section>
  );
}
