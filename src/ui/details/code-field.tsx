/**
 * The one-time code with the time it has left.
 * @module
 */

import type { Row } from '../../messages/contract.ts';
import { t, tn } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { CountdownRing } from '../components/countdown-ring.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { secondsLeft, useClock } from '../components/use-clock.ts';
import { groupCode, useCode } from '../components/use-code.ts';
import { CopyButton, Field } from './field.tsx';

export function CodeField({ row, issuer }: { row: Row; issuer: string }) {
  const answer = useCode(row.id);
  const code = answer?.ok === true ? answer.value : null;
  const left = secondsLeft(code?.endsAt ?? 0, useClock(code?.endsAt ?? null));
  return (
    <Field label={issuer === '' ? t('code') : t('codeFrom', { issuer })} actions={<CopyButton row={row} label={t('code')} part={{ field: 'code' }} />}>
      {answer?.ok === false ? <ProblemNote problem={answer.problem} /> : null}
      {code === null ? null : (
        <span class="code">
          <span class="mono" dir="ltr">{groupCode(code.code)}</span>
          <CountdownRing left={left} period={code.period} />
          <span class="meta">{tn('secondsLeft', left)}</span>
        </span>
      )}
      {code?.clockAhead == null ? null : <p class="quiet-line warning meta" role="status"><Icon name="clock" />{clockText(code.clockAhead)}</p>}
    </Field>
  );
}

function clockText(ahead: number): string {
  const seconds = Math.abs(ahead);
  return ahead > 0 ? tn('clockAhead', seconds) : tn('clockBehind', seconds);
}
