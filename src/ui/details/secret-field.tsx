/**
 * A secret of a login, as one line of its details.
 * @module
 */

import type { Part, Row } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { CopyButton, Field } from './field.tsx';
import { EnlargeButton, MaskedSecret, RevealButton, useReveal } from './reveal.tsx';

export function SecretField({ row, label, part }: { row: Row; label: string; part: Part }) {
  const reveal = useReveal(() => send('reveal', { credential: row.id, part }));
  return (
    <Field label={label} actions={<><EnlargeButton reveal={reveal} name={t('enlargeField', { field: label })} /><RevealButton reveal={reveal} name={t('showField', { field: label })} /><CopyButton row={row} label={label} part={part} /></>}>
      <MaskedSecret secret={reveal.secret} large={reveal.large} />
      {reveal.problem === null ? null : <ProblemNote problem={reveal.problem} />}
    </Field>
  );
}
