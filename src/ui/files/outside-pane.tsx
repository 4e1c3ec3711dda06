/**
 * Outside of encrypted folders: the way to them, and making new ones. Ordinary files are not shown: they have a home.
 * @module
 */

import { useState } from 'preact/hooks';
import type { BrowsedFolder } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { Crumbs, outsideCrumbs } from './crumbs.tsx';
import { account, act, blocked, done, go, loadPlace, outside, place, query, trouble } from './model.ts';
import { NameForm } from './name-form.tsx';
import { OwnApps } from './own-apps.tsx';
import { PendingChanges } from './pending-changes.tsx';
import { placeOf } from './place.ts';
import { RowList, type ListedRow } from './row-list.tsx';
import { SearchBox } from './search-box.tsx';

export function OutsidePane() {
  const [making, setMaking] = useState(false);
  const rows = outside.value;
  return (
    <main class="files-main">
      <Crumbs crumbs={outsideCrumbs(place.value, 'ordinary')} />
      <OwnApps />
      <div class="toolbar">
        <SearchBox />
        <button type="button" class="button primary" aria-expanded={making} onClick={() => { setMaking(!making); }}><Icon name="plus" />{t('foldersNewRoot')}</button>
      </div>
      {making ? <NameForm label={t('foldersRootName')} hint={t('foldersRootNameHint')} action={t('foldersCreate')} onDone={(name) => make(name)} onCancel={() => { setMaking(false); }} /> : null}
      {trouble.value === null ? null : <ProblemNote problem={trouble.value} />}
      <p class="sr-only" role="status">{done.value}</p>
      {account.value === null ? null : <PendingChanges account={account.value.id} since={rows} />}
      {blocked.value !== null ? <ProblemNote problem={blocked.value}><button type="button" class="button small" onClick={() => void loadPlace()}>{t('tryAgain')}</button></ProblemNote>
        : rows === null ? <SkeletonRows />
        : rows.length === 0 ? <p class="dim padded empty">{t('foldersNoneHere')}</p>
        : <RowList rows={rows.map(rowOf)} label={t('foldersList')} />}
    </main>
  );

  async function make(name: string): Promise<void> {
    const whose = account.value;
    if (whose === null) return;
    const answer = await act(send('makeRootFolder', { account: whose.id, path: place.value.path, name }), t('foldersMade', { name }));
    if (!answer.ok) return;
    setMaking(false);
    query.value = '';
    go(placeOf(answer.value.place));
  }
}

function rowOf({ name, encrypted, owner, modified, size }: BrowsedFolder): ListedRow {
  const { path } = place.value;
  return {
    id: name, kind: 'folder', name, size, modified, icon: encrypted ? 'lock' : 'folder',
    about: encrypted ? (owner === null ? t('foldersEncrypted') : t('foldersSharedBy', { owner })) : '',
    hostile: false, trouble: null, actions: [],
    open: () => { go({ account: account.value?.id ?? null, path: [...path, name], inside: encrypted ? [] : null }); },
  };
}
