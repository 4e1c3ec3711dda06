/**
 * The twelve words, typed or pasted, with help for what is misspelt, before anything is tried: on a further device, and
 * for what is done with them later.
 * @module
 */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PhraseReading } from '../../core/mnemonic/read-phrase.ts';
import type { Problem } from '../../core/problem.ts';
import { send } from '../../messages/send.ts';
import { formatNumber, t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { WayOut } from './blocked.tsx';
import { account, setEncryption } from './model.ts';

interface Props { title: string; hint: string; action: string; working: string; /** @returns why it did not happen */ onWords: (phrase: string) => Promise<Problem | null> }

/** A further device; or (`visit`) a public link. */
export function EnterWords({ visit = false }: { visit?: boolean }) {
  return <WordsForm title={t(visit ? 'foldersOpenLink' : 'foldersEnterWords')} hint={t(visit ? 'foldersVisitHint' : 'foldersEnterWordsHint')} action={t('foldersOpenFolders')} working={t('foldersOpening')} onWords={async (words) => {
    const whose = account.value;
    if (whose === null) return null;
    const answer = await send('enterFolderWords', { account: whose.id, words });
    if (answer.ok) setEncryption(answer.value);
    return answer.ok ? null : answer.problem;
  }} />;
}

export function WordsForm({ title, hint, action, working, onWords }: Props) {
  const [text, setText] = useState('');
  const [reading, setReading] = useState<PhraseReading | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => { field.current?.focus(); }, []);

  async function read(next: string): Promise<void> {
    setText(next);
    setProblem(null);
    const answer = await send('readFolderWords', { words: next });
    if (answer.ok) setReading(answer.value);
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || reading?.state !== 'good') return;
    setBusy(true);
    setProblem(await onWords(reading.phrase));
    setBusy(false);
  }

  return (
    <form class="card stack padded" onSubmit={(event) => void submit(event)}>
      <h2>{title}</h2>
      <p>{hint}</p>
      <div class="field">
        <label for="words">{t('foldersTwelveWords')}</label>
        <textarea id="words" ref={field} class="input mono" dir="ltr" rows={3} autocomplete="off" autocapitalize="none" spellcheck={false} aria-describedby="words-said"
          value={text} onInput={({ currentTarget }) => void read(currentTarget.value)} />
        <p id="words-said" class="hint" role="status">{text.trim() === '' || reading === null ? '' : said(reading)}</p>
      </div>
      {reading?.state === 'unknown-words' ? <Unknown words={reading.unknown} replace={(typed, word) => void read(text.replace(typed, word))} /> : null}
      {problem === null ? null : <ProblemNote problem={problem}><WayOut problem={problem} /></ProblemNote>}
      <div class="actions"><button type="submit" class="button primary" aria-disabled={busy || reading?.state !== 'good'}>{busy ? working : action}</button></div>
    </form>
  );
}

function said(reading: PhraseReading): string {
  switch (reading.state) {
    case 'good': return t('foldersWordsGood');
    case 'wrong-count': return t('foldersWordsCount', { count: formatNumber(reading.words) });
    case 'unknown-words': return t('foldersWordsUnknown');
    case 'wrong-checksum': return t('foldersWordsUnknown');
  }
}

type Unknowns = Extract<PhraseReading, { state: 'unknown-words' }>['unknown'];

function Unknown({ words, replace }: { words: Unknowns; replace: (typed: string, word: string) => void }) {
  return (
    <ul class="unknown-words">
      {words.slice(0, 6).map(({ position, typed, suggestions }) => (
        <li key={position}>
          <span>{t('foldersWordIsNone', { number: formatNumber(position), word: typed })}</span>
          {suggestions.slice(0, 4).map((word) => <button key={word} type="button" class="button small mono" onClick={() => { replace(typed, word); }}>{word}</button>)}
        </li>
      ))}
    </ul>
  );
}
