/**
 * Public links of a folder: which there are, a new one with its words, and the end of one.
 * @module
 */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LinkRight } from '../../core/folders/link.ts';
import type { Problem } from '../../core/problem.ts';
import type { FolderLink, FolderView, ScreenRequests } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { formatDate, t } from '../../messages/text.ts';
import { Choice } from '../components/choice.tsx';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { act } from './model.ts';
import { Sure } from './sure.tsx';
import { WordList } from './word-list.tsx';

interface Made { url: string; words: readonly string[] }

const rights = { read: 'foldersLinkRead', write: 'foldersLinkWrite', drop: 'foldersLinkDrop' } as const;

export function Links({ view }: { view: FolderView }) {
  const [known, setKnown] = useState<ScreenRequests['getFolderLinks']['reply'] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  useEffect(() => {
    let wanted = true;
    void send('getFolderLinks', { place: view.place }).then((answer) => {
      if (!wanted) return;
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setKnown(answer.value);
    });
    return () => { wanted = false; };
  }, [view]);
  return (
    <section class="stack links" aria-labelledby="links">
      <h3 id="links">{t('foldersLinks')}</h3>
      {problem === null ? null : <ProblemNote problem={problem} />}
      {made === null ? null : <JustMade made={made} end={() => { setMade(null); }} />}
      {known === null || known.links.length === 0 ? null : <ul class="people">{known.links.map((link) => <Link key={link.token} view={view} link={link} />)}</ul>}
      {known === null || made !== null ? null : known.canMake ? <MakeLink view={view} onMade={setMade} /> : <p class="hint">{t('foldersLinksNone')}</p>}
    </section>
  );
}

function Link({ view, link }: { view: FolderView; link: FolderLink }) {
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const { token, url, may, opens, expires } = link;
  async function withdraw(): Promise<void> {
    if (busy) return;
    setBusy(true);
    await act(send('withdrawFolderLink', { place: view.place, token }), t('linkWithdrawn'));
    setBusy(false);
    setSure(false);
  }
  return (
    <li class="person">
      <span class="texts">
        <strong>{t(url === null ? 'foldersLinkClosed' : rights[may])}</strong>
        {url === null ? null : <span class="meta mono link-address" dir="ltr">{url}</span>}
        {opens ? null : <span class="meta">{t('foldersLinkNoKey')}</span>}
        {expires === null ? null : <span class="meta">{t('linkUntil', { date: formatDate(Date.parse(`${expires}T12:00`) / 1000) })}</span>}
      </span>
      {url === null ? null : <CopyButton text="copyLink" copy={() => navigator.clipboard.writeText(url).then(() => true)} />}
      <button type="button" class="button small" aria-expanded={sure} onClick={() => { setSure(!sure); }}>{t('withdrawLink')}</button>
      {sure ? <Sure question={t(may === 'drop' ? 'foldersLinkDropSure' : 'foldersLinkSure')} action={t('withdrawLink')} busy={busy} onYes={() => void withdraw()} onNo={() => { setSure(false); }} /> : null}
    </li>
  );
}

function MakeLink({ view, onMade }: { view: FolderView; onMade: (made: Made) => void }) {
  const [may, setMay] = useState<LinkRight>('read');
  const [busy, setBusy] = useState(false);
  async function make(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const answer = await act(send('makeFolderLink', { place: view.place, may }), t('linkMade'));
    setBusy(false);
    if (answer.ok && answer.value.words !== null) onMade({ url: answer.value.url, words: answer.value.words });
  }
  return (
    <form class="stack" onSubmit={(event) => void make(event)}>
      <Choice label={t('foldersLinkMay')} choices={(['read', 'write', 'drop'] as const).map((right) => [right, t(rights[right])] as const)} value={may} onChoose={setMay} />
      <p class="hint">{t(may === 'drop' ? 'foldersLinkDropHint' : 'foldersLinkKeyHint')}</p>
      <div class="actions"><button type="submit" class="button" aria-disabled={busy}>{t(busy ? 'foldersWorking' : 'makeLink')}</button></div>
    </form>
  );
}

function JustMade({ made: { url, words }, end }: { made: Made; end: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => { heading.current?.focus(); }, []);
  return (
    <div class="note plain link-made">
      <Icon name="key" />
      <div class="stack">
        <h4 ref={heading} tabIndex={-1}>{t('foldersLinkWords')}</h4>
        <span class="mono link-address" dir="ltr">{url}</span>
        <WordList words={words} />
        <p>{t('foldersLinkWordsHint')}</p>
        <div class="actions">
          <CopyButton text="copyLink" copy={() => navigator.clipboard.writeText(url).then(() => true)} />
          <CopyButton text="copyWords" copy={() => send('copyFolderWords', { words: words.join(' ') }).then(({ ok }) => ok)} />
          <button type="button" class="button small primary" onClick={end}>{t('foldersWrittenDown')}</button>
        </div>
      </div>
    </div>
  );
}

function CopyButton({ text, copy }: { text: 'copyLink' | 'copyWords'; copy: () => Promise<boolean> }) {
  const [copied, setCopied] = useState(false);
  return <button type="button" class="button small" onClick={() => void copy().then(setCopied, () => { setCopied(false); })}><Icon name={copied ? 'check' : 'copy'} />{t(copied ? 'copiedIt' : text)}</button>;
}
