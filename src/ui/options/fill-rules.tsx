/**
 * What the person said of sites while filling: where nothing is filled, what fields are for, and frames of others. Each can be forgotten.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { FieldRole } from '../../core/forms/facts.ts';
import type { Problem } from '../../core/problem.ts';
import type { Answer, SiteRule } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t, type TextKey } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';

const texts = {
  'username': 'ruleUsername', 'email': 'ruleUsername', 'current-password': 'rulePassword', 'new-password': 'ruleNewPassword', 'one-time-code': 'ruleCode', 'none': 'ruleNone',
} as const satisfies Record<FieldRole, TextKey>;

export function FillRules() {
  const [sites, setSites] = useState<readonly SiteRule[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const take = (answer: Answer<{ sites: readonly SiteRule[] }>) => {
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setSites(answer.value.sites);
  };
  useEffect(() => {
    void send('getSiteRules', {}).then((answer) => { if (answer.ok) setSites(answer.value.sites); });
  }, []);
  if (sites.length === 0) return null;
  return (
    <>
      <h3>{t('fillRules')}</h3>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <ul class="card settings">
        {sites.flatMap(({ site, never, fields, frames }) => [
          ...(never ? [<Rule key={site} site={site} text={t('ruleNever')} forget={() => void send('setNeverFill', { site, never: false }).then(take)} />] : []),
          ...fields.map(({ mark, role }) => <Rule key={`${site} ${mark}`} site={site} text={t(texts[role], { field: mark.replace(/^\w+:/, '') })} forget={() => void send('removeFieldRule', { site, mark }).then(take)} />),
          ...frames.map((origin) => <Rule key={`${site} ${origin}`} site={site} text={t('ruleFrame', { host: new URL(origin).host })} forget={() => void send('removeFrameRule', { site, origin }).then(take)} />),
        ])}
      </ul>
    </>
  );
}

function Rule({ site, text, forget }: { site: string; text: string; forget: () => void }) {
  return (
    <li class="setting">
      <span class="texts"><span class="clip" dir="ltr">{site}</span><span class="meta">{text}</span></span>
      <button type="button" class="button small" aria-label={t('forgetRule', { site })} onClick={forget}>{t('forgetRuleShort')}</button>
    </li>
  );
}
