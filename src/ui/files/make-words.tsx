/**
 * The first device: twelve words are shown, some of them typed again, and only then is anything stored at the server.
 * @module
 */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import { send } from '../../messages/send.ts';
import { formatNumber, t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { WayOut } from './blocked.tsx';
import { account, setEncryption } from './model.ts';
import { WordList } from './word-list.tsx';

interface Made { words: readonly string[]; confirm: readonly number[] }

/** @param begun - the words were made before and wait to be confirmed */
export function MakeWords({ begun }: { begun: boolean }) {
  const [made, setMade] = useState<Made | null>(null);
  const [confirming, setConfirming] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => { heading.current?.focus(); }, [made === null, confirming]);

  async function begin(): Promise<void> {
    const whose = account.value;
    if (whose === null) return;
    const answer = await send('beginEncryption', { account: whose.id });
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setMade(answer.value);
  }

  const step = made === null ? 0 : confirming ? 2 : 1;
  return (
    <section class="card stack padded">
      <h2 ref={heading} tabIndex={-1}>{[t('foldersSetUp'), t('foldersYourWords'), t('foldersConfirm')][step]}</h2>
      {problem === null ? null : <ProblemNote problem={problem}><WayOut problem={problem} /></ProblemNote>}
      {made === null ? (
        <>
          <p>{begun ? t('foldersBegunHint') : t('foldersSetUpHint')}</p>
          <div class="actions"><button type="button" class="button primary" onClick={() => void begin()}><Icon name="key" />{t('foldersShowWords')}</button></div>
        </>
      ) : confirming ? <Confirm made={made} back={() => { setConfirming(false); }} /> : <Words made={made} next={() => { setConfirming(true); }} />}
    </section>
  );
}

function Words({ made, next }: { made: Made; next: () => void }) {
  return (
    <>
      <p>{t('foldersWordsHint')}</p>
      <WordList words={made.words} />
      <p class="note plain"><Icon name="info" /><span>{t('foldersWordsKeep')}</span></p>
      <div class="actions"><button type="button" class="button primary" onClick={next}>{t('foldersWrittenDown')}</button></div>
    </>
  );
}

function Confirm({ made, back }: { made: Made; back: () => void }) {
  const [typed, setTyped] = useState<readonly string[]>(made.confirm.map(() => ''));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const whose = account.value;
    if (busy || whose === null) return;
    setBusy(true);
    const answer = await send('confirmEncryption', { account: whose.id, words: typed.map((word) => word.trim().toLowerCase()) });
    setBusy(false);
    if (answer.ok) setEncryption(answer.value);
    else setProblem(answer.problem);
  }

  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <p>{t('foldersConfirmHint')}</p>
      {made.confirm.map((at, index) => (
        <div key={at} class="field">
          <label for={`word-${at}`}>{t('foldersWordNumber', { number: formatNumber(at + 1) })}</label>
          <input id={`word-${at}`} class="input mono" dir="ltr" autocomplete="off" autocapitalize="none" spellcheck={false} value={typed[index]}
            onInput={({ currentTarget }) => { setTyped(typed.map((word, one) => (one === index ? currentTarget.value : word))); }} />
        </div>
      ))}
      {problem === null ? null : <ProblemNote problem={problem}><WayOut problem={problem} /></ProblemNote>}
      <div class="actions">
        <button type="submit" class="button primary" aria-disabled={busy}>{busy ? t('foldersSettingUp') : t('foldersFinish')}</button>
        <button type="button" class="button quiet" onClick={back}>{t('foldersShowAgain')}</button>
      </div>
    </form>
  );
}
