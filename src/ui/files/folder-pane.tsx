/**
 * Inside an encrypted folder: its files by their real names, and everything that can be done with them.
 * @module
 */

import { useRef, useState } from 'preact/hooks';
import { tokenOf } from '../../core/folders/link.ts';
import type { FolderView } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { useDrop } from '../vault/files/use-drop.ts';
import { Asked } from './asked.tsx';
import { Blocked } from './blocked.tsx';
import { Care } from './care.tsx';
import { Crumbs, outsideCrumbs, type Crumb } from './crumbs.tsx';
import { rowsOf, type Asking } from './folder-rows.ts';
import { archive, uploadAll } from './jobs.ts';
import { blocked, done, folder, panel, place, trouble } from './model.ts';
import { Notices } from './notices.tsx';
import { OwnApps } from './own-apps.tsx';
import { People } from './people.tsx';
import { PendingChanges } from './pending-changes.tsx';
import { placeOf } from './place.ts';
import { RowList } from './row-list.tsx';
import { SearchBox } from './search-box.tsx';

export function FolderPane() {
  const view = folder.value;
  const over = useDrop(view?.mayWrite === true ? (files) => { uploadAll(view, files); } : null);
  return (
    <main class="files-main">
      <Crumbs crumbs={crumbsOf(view)} />
      <OwnApps />
      {blocked.value !== null ? <Blocked problem={blocked.value} /> : view === null ? <SkeletonRows /> : <Opened view={view} />}
      {over ? <p class="drop-here"><Icon name="upload" />{t('foldersDropHere')}</p> : null}
    </main>
  );
}

function crumbsOf(view: FolderView | null): Crumb[] {
  const outer = outsideCrumbs(place.value, 'encrypted');
  const inner = (view?.crumbs ?? []).slice(1).map((crumb) => ({ name: crumb.name, place: placeOf(crumb.place), encrypted: false }));
  return [...outer, ...inner];
}

function Opened({ view }: { view: FolderView }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  return (
    <>
      <Toolbar view={view} ask={setAsking} />
      {asking === null ? null : <Asked key={`${asking.what} ${'row' in asking ? asking.row.id : ''}`} view={view} asking={asking} end={() => { setAsking(null); }} />}
      {trouble.value === null ? null : <ProblemNote problem={trouble.value} />}
      <p class="sr-only" role="status">{done.value}</p>
      <PendingChanges account={view.place.account} since={view} />
      <Notices view={view} />
      {panel.value === 'people' ? <People view={view} /> : null}
      {panel.value === 'care' ? <Care key={view.place.inside.join('/')} view={view} /> : null}
      {view.rows.length === 0
        ? <div class="dim padded empty"><p>{view.mayWrite ? t('foldersEmpty') : t('foldersEmptyReadOnly')}</p></div>
        : <RowList rows={rowsOf(view, setAsking)} label={t('foldersContents')} />}
    </>
  );
}

function Toolbar({ view, ask }: { view: FolderView; ask: (asking: Asking) => void }) {
  const chooser = useRef<HTMLInputElement>(null);
  const toggle = (one: 'people' | 'care') => ({ 'aria-expanded': panel.value === one, 'onClick': () => { panel.value = panel.value === one ? 'none' : one; } });
  return (
    <div class="toolbar">
      <SearchBox />
      {view.mayWrite ? (
        <>
          <button type="button" class="button primary" onClick={() => chooser.current?.click()}><Icon name="upload" />{t('foldersUpload')}</button>
          <input ref={chooser} type="file" class="choose-upload" multiple hidden aria-label={t('foldersUpload')} onChange={({ currentTarget }) => {
            uploadAll(view, Array.from(currentTarget.files ?? []));
            currentTarget.value = '';
          }} />
          <button type="button" class="button" onClick={() => { ask({ what: 'make' }); }}><Icon name="plus" />{t('foldersNewFolder')}</button>
        </>
      ) : <span class="chip quiet"><Icon name="show" />{t('foldersReadOnly')}</span>}
      <button type="button" class="button" {...toggle('people')}><Icon name="people" />{t('foldersPeople', { count: String(view.people.filter(({ userId }) => tokenOf(userId) === null).length) })}</button>
      {view.rows.length === 0 ? null : <button type="button" class="button" onClick={() => { archive(view); }}><Icon name="download" />{t('foldersArchive')}</button>}
      <button type="button" class="button" {...toggle('care')}><Icon name="check" />{t('foldersCare')}</button>
      {view.owned && view.place.inside.length === 0 ? <button type="button" class="button danger" onClick={() => { ask({ what: 'remove-root' }); }}><Icon name="trash" />{t('foldersDeleteAll')}</button> : null}
    </div>
  );
}
