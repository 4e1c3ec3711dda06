/**
 * The way to fill all the same, where that is the person's to decide. Without encryption it is asked twice.
 * @module
 */

import { useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { FillConsent } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';

export type Decidable = Extract<Problem, { kind: FillConsent['kind'] }>;

export function isDecidable(problem: Problem): problem is Decidable {
  return problem.kind === 'foreign-frame' || problem.kind === 'insecure-page' || problem.kind === 'foreign-form';
}

export function FillConsentButtons({ problem, onAllow }: { problem: Decidable; onAllow: (consent: FillConsent) => void }) {
  const [sure, setSure] = useState(false);
  const agree = () => { onAllow({ kind: problem.kind, host: problem.host }); };
  if (problem.kind === 'foreign-frame') {
    return (
      <>
        <button type="button" class="button small" onClick={agree}>{t('fillInto', { host: problem.host })}</button>
        {problem.remember ? <button type="button" class="button small" onClick={() => { onAllow({ kind: problem.kind, host: problem.host, remember: true }); }}>{t('fillIntoAlways')}</button> : null}
      </>
    );
  }
  if (problem.kind === 'foreign-form' && !problem.plain) return <button type="button" class="button small" onClick={agree}>{t('fillForeign')}</button>;
  if (!sure) return <button type="button" class="button small" onClick={() => { setSure(true); }}>{t('fillAnyway')}</button>;
  return (
    <>
      <button type="button" class="button small danger" onClick={agree}>{t('fillPlain')}</button>
      <button type="button" class="button small" autofocus onClick={() => { setSure(false); }}>{t('cancel')}</button>
    </>
  );
}
