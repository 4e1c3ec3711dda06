/**
 * Looking after a folder: what interrupted work has left in it and below it, and the earlier lists of its contents.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { FolderFinding, FolderVersion, FolderView, ScreenRequests } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { formatMoment, t, tn } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { act, go } from './model.ts';
import { Notice } from './notices.tsx';
import { placeOf } from './place.ts';
import { Sure } from './sure.tsx';

type Check = ScreenRequests['checkFolder']['reply'];

export function Care({ view }: { view: FolderView }) {
  const [check, setCheck] = useState<Check | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  async function look(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const answer = await send('checkFolder', { place: view.place });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    setCheck(answer.ok ? answer.value : null);
  }
  return (
    <section class="card stack padded" aria-labelledby="care">
      <h3 id="care">{t('foldersCareTitle')}</h3>
      <p class="hint">{t('foldersCareHint')}</p>
      <div class="actions"><button type="button" class="button" aria-disabled={busy} onClick={() => void look()}><Icon name="check" />{busy ? t('foldersWorking') : t('foldersCheckDo')}</button></div>
      {problem === null ? null : <ProblemNote problem={problem} />}
      {check === null ? null : <p role="status">{check.findings.length === 0 ? tn('foldersCheckGood', check.folders) : tn('foldersCheckFound', check.findings.length)}</p>}
      {check?.findings.map((finding) => <Finding key={finding.folder.place.inside.join('/')} view={view} finding={finding} again={() => void look()} />)}
      <Versions view={view} />
    </section>
  );
}

function Finding({ view, finding: { folder, notices, problem }, again }: { view: FolderView; finding: FolderFinding; again: () => void }) {
  return (
    <div class="stack">
      <h4 class="found-in"><Icon name="folder" /><button type="button" class="link clip" onClick={() => { go(placeOf(folder.place)); }}><bdi>{folder.name === '' ? t('foldersNameless') : folder.name}</bdi></button></h4>
      {problem === null ? null : <ProblemNote problem={problem} />}
      {notices.map((notice) => <Notice key={notice.notice} place={folder.place} view={view} notice={notice} onDone={again} />)}
    </div>
  );
}

function Versions({ view }: { view: FolderView }) {
  const [versions, setVersions] = useState<readonly FolderVersion[] | null>(null);
  // Of a folder that doesn't open in today's form there are none.
  useEffect(() => { void send('getFolderVersions', { place: view.place }).then((answer) => { setVersions(answer.ok ? answer.value.versions : []); }); }, [view]);
  if (versions === null) return null;
  return (
    <>
      <h4>{t('foldersVersions')}</h4>
      <p class="hint">{versions.length === 0 ? t('foldersVersionsNone') : t('foldersVersionsHint')}</p>
      {versions.length === 0 ? null : <ul class="people">{versions.map((version) => <Version key={version.id} view={view} version={version} />)}</ul>}
    </>
  );
}

/** Names that are read out; of more there is only the number. */
const mostNames = 8;

function Version({ view, version: { id, at, entries, back, gone } }: { view: FolderView; version: FolderVersion }) {
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  async function restore(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const answer = await act(send('restoreFolder', { place: view.place, version: id }), t('foldersRestored'));
    setBusy(false);
    if (answer.ok) setSure(false);
  }
  const names = back.slice(0, mostNames).map(({ name, now }) => (now === '' ? name : t('foldersVersionNow', { name, now })));
  return (
    <li class="person">
      <span class="texts">
        <strong>{formatMoment(at)}</strong>
        <span class="meta">{[tn('foldersVersionEntries', entries), ...(gone > 0 ? [tn('foldersVersionGone', gone)] : [])].join(' · ')}</span>
        <span>{back.length === 0 ? t('foldersVersionSame') : t('foldersVersionBack', { names: [...names, ...(back.length > mostNames ? ['…'] : [])].join(', ') })}</span>
      </span>
      {back.length === 0 || !view.mayWrite ? null : <button type="button" class="button small" aria-expanded={sure} onClick={() => { setSure(!sure); }}>{t('foldersRestore')}</button>}
      {sure ? <Sure question={t('foldersRestoreSure')} action={t('foldersRestore')} busy={busy} looks="primary" onYes={() => void restore()} onNo={() => { setSure(false); }} /> : null}
    </li>
  );
}
