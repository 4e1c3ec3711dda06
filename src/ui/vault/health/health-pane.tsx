/**
 * How all passwords are: what wants looking after, each with its logins one click away; three plots; the breach check.
 * @module
 */

import { useState } from 'preact/hooks';
import type { HealthFinding, HealthView } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { formatNumber, t, tn, type PluralKey, type TextKey } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SkeletonRows } from '../../components/skeleton.tsx';
import { Empty } from '../../details/empty.tsx';
import { type as search } from '../list-model.ts';
import { app, go, showScope, vaults } from '../model.ts';
import { PaneHead } from '../pane-head.tsx';
import { Bars, type Bar } from './bars.tsx';
import { Breaches } from './breaches.tsx';
import { Reused } from './reused.tsx';
import { useHealth, type ShownHealth } from './use-health.ts';
import { Working } from './working.tsx';

interface Said { finding: HealthFinding; query: string; name: PluralKey; todo: TextKey; urgent: boolean }

/** The worst first. `query`: what finds its logins in the list. */
const said: readonly Said[] = [
  { finding: 'compromised', query: 'is:compromised', name: 'healthCompromised', todo: 'healthCompromisedTodo', urgent: true },
  { finding: 'reused', query: 'is:reused', name: 'healthReused', todo: 'healthReusedTodo', urgent: true },
  { finding: 'weak', query: 'is:weak', name: 'healthWeak', todo: 'healthWeakTodo', urgent: true },
  { finding: 'insecure', query: 'is:insecure', name: 'healthInsecure', todo: 'healthInsecureTodo', urgent: true },
  { finding: 'expired', query: 'is:expired', name: 'healthExpired', todo: 'healthExpiredTodo', urgent: true },
  { finding: 'old', query: 'is:old', name: 'healthOld', todo: 'healthOldTodo', urgent: false },
  { finding: 'codeless', query: 'has:password has:url -has:otp', name: 'healthCodeless', todo: 'healthCodelessTodo', urgent: false },
];
const scores: readonly [TextKey, Bar['tone']][] = [['scoreVeryWeak', 'bad'], ['scoreWeak', 'bad'], ['scoreFair', 'bad'], ['scoreGood', 'good'], ['scoreStrong', 'good']];
const ages: readonly TextKey[] = ['ageUnder1', 'ageUnder2', 'ageUnder3', 'ageUnder5', 'ageOver5'];

export function HealthPane() {
  const shown = useHealth();
  return (
    <section class="health-pane" aria-label={t('health')}>
      <PaneHead title={t('health')} onBack={() => { go({ at: 'nothing' }); }} />
      <div class="pane-body"><Body {...shown} /></div>
    </section>
  );
}

function Body(shown: ShownHealth) {
  const { view, problem } = shown;
  if (view === null) return problem === null ? <SkeletonRows /> : <ProblemNote problem={problem} />;
  return (
    <>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <Offline />
      <Work {...shown} view={view} />
      {view.numbers.logins === 0 ? <Nothing /> : <Found {...shown} view={view} />}
    </>
  );
}

/** What is looked at is what was fetched last. */
function Offline() {
  const away = (app.value?.accounts ?? []).some(({ problem }) => problem !== null);
  return away ? <p class="quiet-line" role="status"><Icon name="info" />{t('healthOffline')}</p> : null;
}

function Nothing() {
  const closed = vaults.value.length > 0 && vaults.value.every(({ state }) => state === 'closed');
  return closed ? <Empty icon="lock" title={t('allClosed')} text={t('allClosedHint')} /> : <Empty icon="health" title={t('healthEmpty')} text={t('healthEmptyHint')} />;
}

function Work({ view, take }: ShownHealth & { view: HealthView }) {
  if (view.progress !== null) return <Working progress={view.progress} text={tn('healthWorking', view.progress.total)} onCancel={() => void send('cancelHealth', {}).then(take)} />;
  if (view.problem !== null) return <ProblemNote problem={view.problem}><Again take={take} /></ProblemNote>;
  return view.unknown === 0 ? null : <p class="quiet-line"><Icon name="clock" /><span>{tn('healthUnknown', view.unknown)}</span><Again take={take} /></p>;
}

function Again({ take }: Pick<ShownHealth, 'take'>) {
  return <button type="button" class="button small" onClick={() => void send('checkHealth', {}).then(take)}>{t('healthCheckNow')}</button>;
}

function Found(shown: ShownHealth & { view: HealthView }) {
  const { numbers, progress, unknown } = shown.view;
  const open = said.filter(({ finding }) => numbers.counts[finding] > 0);
  const allWell = progress === null && unknown === 0 && open.every(({ urgent }) => !urgent);
  const [reused, setReused] = useState(false);
  return (
    <>
      {allWell ? <p class="all-well"><Icon name="check" size={20} /><span><strong>{t('healthAllWell')}</strong> {tn('healthLogins', numbers.logins)}</span></p> : null}
      <ul class="findings card">
        {open.map((one) => <Finding key={one.finding} {...one} count={numbers.counts[one.finding]} />)}
      </ul>
      <div class="plots">
        <Bars title={t('plotStrength')} unit={t('passwords')} bars={scores.map(([key, tone]) => ({ name: t(key), count: numbers.strength[scores.findIndex(([other]) => other === key)] ?? 0, ...(tone === undefined ? {} : { tone }) }))} />
        <Bars title={t('plotAge')} unit={t('passwords')} bars={ages.map((key, at) => ({ name: t(key), count: numbers.ages[at] ?? 0, tone: at < 3 ? 'good' : 'middling' }))} />
        {numbers.groups.length === 0 ? null : <Bars title={t('plotReuse')} unit={t('passwords')} bars={groupBars(numbers.groups)} />}
      </div>
      {numbers.groups.length === 0 ? null : (
        <details class="reused" onToggle={(event) => { setReused(event.currentTarget.open); }}>
          <summary>{t('healthWhoShares')}</summary>
          {reused ? <Reused count={numbers.groups.length} /> : null}
        </details>
      )}
      <Breaches breach={shown.view.breach} take={shown.take} />
    </>
  );
}

function Finding({ query, name, todo, urgent, count }: Said & { count: number }) {
  const show = (): void => {
    showScope('active', null);
    search(query);
  };
  return (
    <li class={urgent ? 'finding urgent' : 'finding'}>
      <Icon name={urgent ? 'alert' : 'info'} size={20} />
      <div><strong>{tn(name, count)}</strong><p class="dim">{t(todo)}</p></div>
      <button type="button" class="button small" onClick={show} aria-label={t('healthShowOf', { what: tn(name, count) })}>{t('healthShow')}</button>
    </li>
  );
}

/** How many passwords are shared by two logins, by three, by four, by more. */
function groupBars(groups: readonly number[]): Bar[] {
  return [2, 3, 4, 5].map((size) => ({
    name: size === 5 ? t('reusedByMore', { count: formatNumber(size) }) : t('reusedBy', { count: formatNumber(size) }),
    count: groups.filter((each) => (size === 5 ? each >= size : each === size)).length, tone: 'bad',
  }));
}
