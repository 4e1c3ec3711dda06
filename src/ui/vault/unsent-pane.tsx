/**
 * What the servers don't have yet: writes that wait, and drafts. Each with what is wrong with it and the ways out.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { DraftRow, QueuedWrite } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { formatDate, t, tn } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { onNews } from '../components/news.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { ClashNotes } from './clash-notes.tsx';
import { focusSoon, headingId, listId } from './element-ids.ts';
import { clashes, go, load, queue, sendQueue, tell, unreadable } from './model.ts';
import { say } from './notice.ts';
import { PaneHead } from './pane-head.tsx';

export function UnsentPane() {
  const { drafts, problem, ask } = useDrafts();
  const waiting = queue.value.filter(({ stuck }) => !stuck);
  const back = (): void => {
    go({ at: 'nothing' });
    focusSoon(listId);
  };
  return (
    <>
      <PaneHead title={t('unsentTitle')} onBack={back} />
      <div class="pane-body">
        {problem === null ? null : <ProblemNote problem={problem}><button type="button" class="button small" onClick={() => void ask()}>{t('tryAgain')}</button></ProblemNote>}
        {drafts === null && problem === null ? <SkeletonRows /> : null}
        {unreadable.value === 0 ? null : <Unreadable count={unreadable.value} done={ask} />}
        {clashes.value.length === 0 ? null : <section class="stack" aria-labelledby="unsent-clashes"><h3 id="unsent-clashes">{t('clashTitle')}</h3><ClashNotes clashes={clashes.value} named /></section>}
        {drafts?.length === 0 && waiting.length === 0 && unreadable.value === 0 ? <p class="dim" role="status">{t('unsentNone')}</p> : null}
        {waiting.length === 0 ? null : <Waiting writes={waiting} done={ask} />}
        {drafts === null || drafts.length === 0 ? null : <Drafts drafts={drafts} done={ask} />}
      </div>
    </>
  );
}

function Unreadable({ count, done }: { count: number; done: () => Promise<void> }) {
  const [sure, setSure] = useState(false);
  return (
    <div class="note loss" role="alert">
      <Icon name="alert" />
      <div>
        <strong>{tn('unreadableChanges', count)}</strong>
        <span>{t(sure ? 'unreadableChangesGone' : 'unreadableChangesHint')}</span>
        <div class="actions">
          <button type="button" class={sure ? 'button danger small' : 'button small'} onClick={() => { if (sure) void forget(done); else setSure(true); }}>{t('destroy')}</button>
          {sure ? <button type="button" class="button quiet small" onClick={() => { setSure(false); }}>{t('cancel')}</button> : null}
        </div>
      </div>
    </div>
  );
}

async function forget(done: () => Promise<void>): Promise<void> {
  const answer = await send('dismissQueued', { id: 'unreadable' });
  if (!answer.ok) tell(answer.problem);
  await load();
  await done();
  focusSoon(headingId);
}

function Waiting({ writes, done }: { writes: readonly QueuedWrite[]; done: () => Promise<void> }) {
  return (
    <section class="stack" aria-labelledby="unsent-writes">
      <h3 id="unsent-writes">{t('unsentWrites')}</h3>
      <ul class="stack">
        {writes.map((write) => (
          <li key={write.id} class="card padded stack-small">
            <Head label={write.label === '' ? t('untitled') : write.label} facts={[kindOf(write), formatDate(Math.floor(write.at / 1000))]} />
            {write.problem === null ? null : <ProblemNote problem={write.problem} />}
            <div class="actions"><button type="button" class="button small" title={t('dontSendHint')} onClick={() => void withdraw(write, done)}>{t('dontSend')}</button></div>
          </li>
        ))}
      </ul>
      <div class="actions"><button type="button" class="button primary small" onClick={() => void sendQueue().then(done)}>{t('sendNow')}</button></div>
    </section>
  );
}

function Drafts({ drafts, done }: { drafts: readonly DraftRow[]; done: () => Promise<void> }) {
  return (
    <section class="stack" aria-labelledby="unsent-drafts">
      <h3 id="unsent-drafts">{t('unsentDrafts')}</h3>
      <p class="meta">{t('unsentDraftHint')}</p>
      <ul class="stack">
        {drafts.map((draft) => (
          <li key={draft.id} class="card padded stack-small">
            <Head label={draft.label === '' ? t('newUnnamed') : draft.label} facts={[formatDate(Math.floor(draft.at / 1000))]} />
            {draft.problem === null ? null : <ProblemNote problem={draft.problem} />}
            <div class="actions">
              <button type="button" class="button small" onClick={() => { open(draft); }}>{t('continueDraft')}</button>
              <button type="button" class="button quiet small" onClick={() => void discard(draft, done)}>{t('discardDraft')}</button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Head({ label, facts }: { label: string; facts: readonly string[] }) {
  return <div><h4 class="clamp" dir="auto">{label}</h4><p class="meta">{facts.join(' · ')}</p></div>;
}

function kindOf({ what }: QueuedWrite): string {
  switch (what) {
    case 'create': return t('writeCreate');
    case 'edit': return t('writeEdit');
    case 'trash': return t('writeTrash');
    case 'restore': return t('writeRestore');
    case 'move': return t('writeMove');
    case 'destroy': return t('writeDestroy');
  }
}

function open({ credential, vault }: DraftRow): void {
  go(credential === null ? { at: 'new', vault } : { at: 'edit', credential });
  focusSoon(headingId);
}

async function withdraw({ id, what }: QueuedWrite, done: () => Promise<void>): Promise<void> {
  const answer = await send('dismissQueued', { id });
  if (!answer.ok) tell(answer.problem);
  else if (what === 'create' || what === 'edit') say(t('dontSendHint'));
  await load();
  await done();
}

/** What is thrown away is held until it can't be brought back any more. */
async function discard({ id, credential, vault }: DraftRow, done: () => Promise<void>): Promise<void> {
  const opened = await send('openForm', { credential, vault });
  const answer = await send('dismissQueued', { id });
  if (answer.ok) {
    say(t('draftDiscarded'), opened.ok && opened.value.draft ? async () => {
      await send('keepDraft', { credential, vault, form: opened.value.form, base: opened.value.base });
      await done();
    } : null);
  } else {
    tell(answer.problem);
  }
  await load();
  await done();
}

/** Asked for at the opening, and again whenever something has changed. */
function useDrafts(): { drafts: readonly DraftRow[] | null; problem: Problem | null; ask: () => Promise<void> } {
  const [drafts, setDrafts] = useState<readonly DraftRow[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = async (): Promise<void> => {
    const answer = await send('getDrafts', {});
    if (answer.ok) setDrafts(answer.value.drafts);
    setProblem(answer.ok ? null : answer.problem);
  };
  useEffect(() => {
    void ask();
    return onNews(() => void ask());
  }, []);
  return { drafts, problem, ask };
}
