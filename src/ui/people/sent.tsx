/**
 * What this person shares with people on other servers.
 * @module
 */

import { useState } from 'preact/hooks';
import type { AccountId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { SentShare } from '../../messages/people-contract.ts';
import { send } from '../../messages/send.ts';
import { formatDate, t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { Confirm, Section } from '../options/section.tsx';
import { say } from '../vault/notice.ts';
import { change } from './model.ts';

export function Sent({ account, shares }: { account: AccountId; shares: readonly SentShare[] }) {
  if (shares.length === 0) return null;
  return (
    <Section title={t('sharedByMe')} text={t('sharedByMeText')}>
      <ul class="card rows" aria-label={t('sharedByMe')}>{shares.map((share) => <Share key={share.id} account={account} share={share} />)}</ul>
    </Section>
  );
}

function Share({ account, share }: { account: AccountId; share: SentShare }) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const name = share.path.endsWith('.sealed') ? t('sealedLogin') : share.path.replace(/^\//, '');
  const until = share.expires === null ? t('sharedForever') : t('sharedUntil', { day: formatDate(Date.parse(share.expires) / 1000) });
  return (
    <li class="row">
      <div class="texts"><span class="label"><bdi>{name}</bdi></span><span class="meta">{t('shareWithWhom')} <bdi>{share.with}</bdi> · {t(share.mayChange ? 'mayChange' : 'readOnly')} · {until}</span></div>
      <button type="button" class="button small danger" aria-label={t('takeShareBackOf', { name, who: share.with })} onClick={() => { setAsking(true); }}>{t('takeBack')}</button>
      {asking ? <div class="row-more"><Confirm text={t('takeShareBackAsk')} yes={t('takeBack')} no={t('cancel')} onNo={() => { setAsking(false); }} onYes={() => void change(send('revokeShare', { account, id: share.id })).then((refused) => { setProblem(refused); if (refused === null) say(t('shareRevoked', { name })); })} /></div> : null}
      {problem === null ? null : <div class="row-more"><ProblemNote problem={problem} /></div>}
    </li>
  );
}
