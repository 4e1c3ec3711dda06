/**
 * One column: the door, or one account's people.
 * @module
 */

import { useEffect } from 'preact/hooks';
import { t } from '../../messages/text.ts';
import { Brand } from '../components/brand.tsx';
import { Choice } from '../components/choice.tsx';
import { Icon } from '../components/icon.tsx';
import { onNews } from '../components/news.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { UnlockForm } from '../components/unlock-form.tsx';
import { NoticeBar } from '../vault/notice-bar.tsx';
import { AcceptInvite } from './accept-invite.tsx';
import { Contacts } from './contacts.tsx';
import { Invites } from './invites.tsx';
import { Me } from './me.tsx';
import { account, app, choose, failure, load, loadPeople, view } from './model.ts';
import { Received } from './received.tsx';
import { Sent } from './sent.tsx';

export function App() {
  useEffect(() => onNews(() => void load()), []);
  return (
    <main>
      <header class="page-head">
        <Brand size={28} open={app.value?.lock.state === 'unlocked'} />
        <h1>{t('peopleTitle')}</h1>
      </header>
      {failure.value === null ? null : <ProblemNote problem={failure.value}><button type="button" class="button small" onClick={() => void load()}>{t('tryAgain')}</button></ProblemNote>}
      <Content />
      <NoticeBar />
    </main>
  );
}

function Content() {
  const state = app.value;
  if (state === null) return failure.value === null ? <SkeletonRows /> : null;
  if (state.lock.state === 'locked') {
    return (
      <section class="section door" aria-labelledby="door">
        <h2 id="door">{t('locked')}</h2>
        <p class="dim">{t('peopleLocked')}</p>
        <UnlockForm retryAt={state.lock.retryAt} onUnlocked={() => void load()} />
      </section>
    );
  }
  if (account.value === null) return <NoAccount />;
  return (
    <>
      {state.accounts.length > 1 ? <Choice label={t('whichAccount')} choices={state.accounts.map(({ id, displayName, server }) => [id, `${displayName} · ${new URL(server).host}`] as const)} value={account.value.id} onChoose={(id) => void choose(id)} /> : null}
      {view.value === null ? (failure.value === null ? <SkeletonRows /> : null) : <People />}
    </>
  );
}

function NoAccount() {
  return (
    <section class="section">
      <p class="dim">{t('peopleNoAccount')}</p>
      <div class="actions"><a class="button primary" href="../options/index.html">{t('openOptions')}</a></div>
    </section>
  );
}

function People() {
  const people = view.value;
  const of = account.value;
  if (people === null || of === null) return null;
  return (
    <>
      {people.problems.map((problem, at) => <ProblemNote key={at} problem={problem}><button type="button" class="button small" onClick={() => void loadPeople(true)}><Icon name="refresh" />{t('tryAgain')}</button></ProblemNote>)}
      <Received account={of.id} shares={people.received} />
      <AcceptInvite key={`accept ${of.id}`} account={of} way={people.way} />
      <Contacts key={`contacts ${of.id}`} account={of.id} contacts={people.contacts} way={people.way} />
      <Invites key={`invites ${of.id}`} account={of.id} way={people.way} invites={people.invites} />
      <Sent account={of.id} shares={people.sent} />
      <Me key={`me ${of.id}`} account={of.id} me={people.me} />
    </>
  );
}
