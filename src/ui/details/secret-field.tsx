/**
 * A secret: masked until a press of the button, and masked again after ten seconds.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { Part, Row } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { SecretText } from '../components/secret-text.tsx';
import { CopyButton, Field } from './field.tsx';

/** Milliseconds. */
const shownFor = 10_000;

/** Says nothing of the secret, not even its length. */
const mask = '••••••••';

export function SecretField({ row, label, part }: { row: Row; label: string; part: Part }) {
  const [secret, setSecret] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (secret === null) return undefined;
    const timer = setTimeout(() => { setSecret(null); }, shownFor);
    return () => { clearTimeout(timer); };
  }, [secret]);

  async function toggle(): Promise<void> {
    setProblem(null);
    if (secret !== null) {
      setSecret(null);
      return;
    }
    const answer = await send('reveal', { credential: row.id, part });
    if (answer.ok) setSecret(answer.value.value);
    else setProblem(answer.problem);
  }

  const actions = (
    <>
      <IconButton icon={secret === null ? 'show' : 'hide'} name={t('showField', { field: label })} pressed={secret !== null} onClick={() => void toggle()} />
      <CopyButton row={row} label={label} part={part} />
    </>
  );
  return (
    <Field label={label} actions={actions}>
      {secret === null ? <span class="masked"><span aria-hidden="true">{mask}</span><span class="sr-only">{t('hidden')}</span></span> : <SecretText value={secret} />}
      {problem === null ? null : <ProblemNote problem={problem} />}
    </Field>
  );
}
