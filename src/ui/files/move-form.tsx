/**
 * Where a file or a folder should go: any folder below the same root, walked to from where it is.
 * @module
 */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { placeInside, type FolderPlace, type PlacedFolder } from '../../core/folders/place.ts';
import type { Problem } from '../../core/problem.ts';
import type { FolderRow, FolderView } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { told } from './jobs.ts';
import { act } from './model.ts';
import { hashOf, placeOf } from './place.ts';

interface Props { view: FolderView; row: FolderRow; end: () => void }

export function MoveForm({ view, row, end }: Props) {
  const [target, setTarget] = useState(view);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const question = useRef<HTMLParagraphElement>(null);
  const { name } = row;
  const folder = target.crumbs.at(-1)?.name ?? '';
  const same = isSame(target.place, view.place);
  // Each folder that is looked into begins at its own beginning. With what it shows, not a moment later: a key pressed in between would go astray.
  useLayoutEffect(() => { question.current?.focus(); }, [target]);

  async function look(place: FolderPlace): Promise<void> {
    const answer = await send('getFolder', { place });
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setTarget(answer.value);
  }

  async function move(): Promise<void> {
    if (busy || same) return;
    setBusy(true);
    await act(told(send('moveInFolder', { place: view.place, id: row.id, to: target.place.inside })), t('foldersMoved', { name, folder }));
    end();
  }

  return (
    <div class="card stack padded move-form" role="group" aria-label={t('foldersMove', { name })} onKeyDown={(event) => { if (event.key === 'Escape') end(); }}>
      <p ref={question} tabIndex={-1}>{t('foldersMoveWhere', { name })}</p>
      <Targets view={target} moved={row.id} look={(place) => void look(place)} />
      {problem === null ? null : <ProblemNote problem={problem} />}
      {same ? <p class="hint">{t('foldersMoveSame')}</p> : null}
      <div class="actions">
        <button type="button" class="button primary" aria-disabled={busy || same} onClick={() => void move()}>{busy ? t('foldersWorking') : t('foldersMoveDo', { folder })}</button>
        <button type="button" class="button" onClick={end}>{t('cancel')}</button>
      </div>
    </div>
  );
}

/** The way down to a folder, and what folders are in it. */
function Targets({ view, moved, look }: { view: FolderView; moved: string; look: (place: FolderPlace) => void }) {
  const below: PlacedFolder[] = view.rows.filter(({ id, kind, state }) => kind === 'folder' && state === 'ready' && id !== moved).map(({ id, name }) => ({ name, place: placeInside(view.place, id) }));
  return (
    <ul class="chips">
      {view.crumbs.map(({ name, place }) => <li key={place.inside.join('/')}><button type="button" class="chip" aria-pressed={isSame(place, view.place)} onClick={() => { look(place); }}><Icon name="folder" /><bdi>{name}</bdi></button>{below.length === 0 && isSame(place, view.place) ? null : <Icon name="forward" />}</li>)}
      {below.map(({ name, place }) => <li key={place.inside.join('/')}><button type="button" class="chip" onClick={() => { look(place); }}><Icon name="folder" /><bdi>{name === '' ? t('foldersNameless') : name}</bdi></button></li>)}
    </ul>
  );
}

function isSame(one: FolderPlace, other: FolderPlace): boolean {
  return hashOf(placeOf(one)) === hashOf(placeOf(other));
}
