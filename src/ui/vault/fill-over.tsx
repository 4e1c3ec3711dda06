/**
 * In a small window: fills the document that it was opened over, and says so where that one is gone.
 * @module
 */

import { useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { FillConsent, Row } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { FillConsentButtons, isDecidable } from '../details/fill-consent.tsx';
import { fillInto } from '../details/fill-into.ts';
import { over, tell } from './model.ts';

export function FillOver({ row }: { row: Row }) {
  const [step, setStep] = useState<Problem | 'ready' | 'busy' | 'filled'>('ready');
  const [allowed, setAllowed] = useState<readonly FillConsent[]>([]);
  const to = over.value;
  if (to === null) return null;
  async function fill(into: NonNullable<typeof to>, allow: readonly FillConsent[]): Promise<void> {
    if (step === 'busy') return;
    setStep('busy');
    setAllowed(allow);
    const { problem } = await fillInto(row.id, into, allow);
    setStep(problem ?? 'filled');
    if (problem?.kind === 'locked') tell(problem);
  }
  const problem = typeof step === 'string' ? null : step;
  return (
    <>
      {problem === null ? null : problem.kind === 'page-changed'
        ? <div class="note" role="alert"><Icon name="alert" /><div><strong>{t('problemPageChanged')}</strong><span>{t('overGoneNext')}</span></div></div>
        : isDecidable(problem)
          ? <ProblemNote problem={problem}><FillConsentButtons problem={problem} onAllow={(consent) => void fill(to, [...allowed, consent])} /></ProblemNote>
          : <ProblemNote problem={problem} />}
      <div class="actions">
        <button type="button" class="button primary small" aria-disabled={step === 'busy'} onClick={() => void fill(to, [])}>{t('fill')}</button>
        <p class="meta" role="status">{step === 'filled' ? t('overFilled') : t('overHint')}</p>
      </div>
    </>
  );
}
