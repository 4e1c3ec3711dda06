/**
 * A change of a vault's key: how far it is, and the ways to stop it, go on, or go back.
 * @module
 */

import { useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { KeyChange, ScreenRequests, VaultSummary } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { formatNumber, t, tn } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';

type Order = ScreenRequests['controlKeyChange']['ask']['order'];

/** Names beyond these are only counted. */
const mostNames = 20;

export function KeyChangePanel({ vault, change }: { vault: VaultSummary; change: KeyChange }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const order = async (what: Order): Promise<void> => {
    const answer = await send('controlKeyChange', { vault: vault.id, order: what });
    setProblem(answer.ok ? null : answer.problem);
  };
  const runs = change.state === 'running' || change.state === 'pausing';
  return (
    <section class="card padded stack key-change" aria-label={titleOf(change)}>
      <h3>{titleOf(change)}</h3>
      <Bar change={change} />
      <p class="meta" role="status">{stateOf(change)}</p>
      {change.problem === null ? null : <ProblemNote problem={change.problem} />}
      {change.state === 'incomplete' ? <LeftList left={change.left} /> : null}
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions">
        {runs
          ? <button type="button" class="button small" aria-disabled={change.state === 'pausing'} onClick={() => void order('pause')}>{t('keyChangePause')}</button>
          : <button type="button" class="button small primary" onClick={() => void order('resume')}>{change.state === 'incomplete' ? t('tryAgain') : t('keyChangeResume')}</button>}
        <button type="button" class="button small" onClick={() => void order('undo')}>{backOf(change)}</button>
        {change.state === 'incomplete' ? <button type="button" class="button small" onClick={() => void order('finish')}>{t('keyChangeFinish')}</button> : null}
      </div>
    </section>
  );
}

function Bar({ change: { done, total } }: { change: KeyChange }) {
  if (total === null) return <progress aria-label={t('keyChangeRunning')} />;
  return (
    <p class="bar-line">
      <progress aria-label={t('keyChangeRunning')} max={total} value={done} />
      <span class="meta">{t('keyChangeProgress', { done: formatNumber(done), total: formatNumber(total) })}</span>
    </p>
  );
}

function LeftList({ left }: { left: KeyChange['left'] }) {
  return (
    <div class="stack">
      <p>{tn('keyChangeLeft', left.length)}</p>
      <ul class="left-list">
        {left.slice(0, mostNames).map(({ label, why }, at) => <li key={at}><bdi>{label === null ? t('leftOther') : label || t('untitled')}</bdi> <span class="meta">{whyOf(why)}</span></li>)}
      </ul>
      <p>{t('keyChangeLeftNext')}</p>
    </div>
  );
}

function titleOf({ undoing, gathering }: KeyChange): string {
  return gathering ? t('keyChangeGathering') : undoing ? t('keyChangeUndoing') : t('keyChangeRunning');
}

function backOf({ undoing, gathering }: KeyChange): string {
  return gathering ? t('keyChangeCancel') : undoing ? t('keyChangeRedo') : t('keyChangeUndo');
}

function stateOf({ state }: KeyChange): string {
  switch (state) {
    case 'running': return t('keyChangeMeanwhile');
    case 'pausing': case 'paused': return t('keyChangePaused');
    case 'waiting': return t('keyChangeWaiting');
    case 'incomplete': return '';
  }
}

function whyOf(why: KeyChange['left'][number]['why']): string {
  switch (why) {
    case 'lost': return t('leftLost');
    case 'foreign': return t('leftForeign');
    case 'file': return t('leftFile');
    case 'server': return t('leftServer');
  }
}
