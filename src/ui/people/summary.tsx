/**
 * One account's people at a glance, for the popup: what waits for an answer, who is there, one's own cloud id. All else
 * is one click away, on the page about people.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { AccountId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { InviteRow, PeopleView, ReceivedShare } from '../../messages/people-contract.ts';
import { send } from '../../messages/send.ts';
import { formatDate, t } from '../../messages/text.ts';
import { Choice } from '../components/choice.tsx';
import { Icon } from '../components/icon.tsx';
import { onNews } from '../components/news.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { forgetNotice, notice, say } from '../vault/notice.ts';
import { MyCard } from './me.tsx';
import { account, app, change, choose, failure, forgetPeople, load, loadPeople, view } from './model.ts';

/** Contacts that are shown; the page has all. */
const most = 6;

export function Summary() {
  useEffect(() => {
    forgetNotice();
    void load();
    const stop = onNews(() => void load());
    return () => {
      stop();
      forgetPeople();
    };
  }, []);
  const state = app.value;
  const of = account.value;
  return (
    <>
      <p role="status" class={notice.value === null ? 'sr-only' : 'meta'}>{notice.value?.text ?? ''}</p>
      {failure.value === null ? null : <ProblemNote problem={failure.value}><button type="button" class="button small" onClick={() => void load()}>{t('tryAgain')}</button></ProblemNote>}
      {state !== null && of !== null && state.accounts.length > 1 ? <Choice label={t('whichAccount')} choices={state.accounts.map(({ id, displayName, server }) => [id, `${displayName} · ${new URL(server).host}`] as const)} value={of.id} onChoose={(id) => void choose(id)} /> : null}
      {state !== null && of === null ? <p class="dim">{t('peopleNoAccount')}</p> : view.value === null || of === null ? (failure.value === null ? <SkeletonRows /> : null) : <People key={of.id} account={of.id} people={view.value} />}
      <div class="actions"><a class="button small" href="/src/ui/people/index.html" target="_blank"><Icon name="open" />{t('peopleOpen')}</a></div>
    </>
  );
}

function People({ account: of, people }: { account: AccountId; people: PeopleView }) {
  const waiting = people.received.filter(({ accepted }) => !accepted);
  return (
    <>
      {people.problems.map((problem, at) => <ProblemNote key={at} problem={problem}><button type="button" class="button small" onClick={() => void loadPeople(true)}><Icon name="refresh" />{t('tryAgain')}</button></ProblemNote>)}
      <section class="people-part" aria-label={t('whatWaits')}>
        <h2>{t('whatWaits')}</h2>
        {waiting.length + people.invites.length === 0 ? <p class="dim">{t('nothingWaits')}</p> : (
          <ul class="card people-list">
            {waiting.map((share) => <WaitingShare key={`share ${share.id}`} account={of} share={share} />)}
            {people.invites.map((invite) => <OpenInvite key={`invite ${invite.ref}`} invite={invite} />)}
          </ul>
        )}
      </section>
      <section class="people-part" aria-label={t('contacts')}>
        <h2>{t('contacts')}</h2>
        {people.contacts.length === 0 ? <p class="dim">{t(people.way === 'contacts' || people.way === 'mesh' ? 'noContactsInvite' : 'noContacts')}</p> : (
          <ul class="card people-list">{people.contacts.slice(0, most).map(({ name, cloudId }) => <li key={cloudId}><span class="texts"><bdi>{name}</bdi><bdi class="meta">{cloudId}</bdi></span></li>)}</ul>
        )}
        {people.contacts.length > most ? <p class="meta">{t('moreContacts', { count: people.contacts.length - most })}</p> : null}
      </section>
      <section class="people-part" aria-label={t('myCard')}>
        <h2>{t('myCard')}</h2>
        <MyCard me={people.me} />
      </section>
    </>
  );
}

function WaitingShare({ account: of, share: { id, name: named, from, sealed } }: { account: AccountId; share: ReceivedShare }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const name = sealed ? t('sealedLogin') : named;
  const answer = (accept: boolean) => () => void change(send('answerShare', { account: of, id, accept })).then((refused) => {
    setProblem(refused);
    if (refused === null) say(t(accept ? 'shareAccepted' : 'shareDeclined', { name }));
  });
  return (
    <li>
      <span class="texts"><bdi>{name}</bdi><span class="meta">{t('shareFrom')} <bdi>{from}</bdi></span></span>
      <span class="actions">
        <button type="button" class="button small primary" aria-label={t('acceptShareOf', { name })} onClick={answer(true)}>{t('acceptIt')}</button>
        <button type="button" class="button small" aria-label={t('declineShareOf', { name })} onClick={answer(false)}>{t('decline')}</button>
      </span>
      {problem === null ? null : <ProblemNote problem={problem} />}
    </li>
  );
}

function OpenInvite({ invite: { email, created, expires } }: { invite: InviteRow }) {
  return (
    <li>
      <span class="texts"><bdi>{email === '' ? t('inviteOf', { day: formatDate(created) }) : email}</bdi><span class="meta">{t('inviteOpen')}{expires === 0 ? '' : ` · ${t('inviteUntil', { day: formatDate(expires) })}`}</span></span>
    </li>
  );
}
