/**
 * What a person should know of the folder that is open, with the way to set it right.
 * @module
 */

import { useState } from 'preact/hooks';
import type { FolderNotice } from '../../core/folders/place.ts';
import type { FolderView } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t, tn } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { Migrate } from './migrate.tsx';
import { act } from './model.ts';

type Repair = 'rotation' | 'drops' | 'start' | 'orphans';

export function Notices({ view }: { view: FolderView }) {
  return <>{view.notices.map((notice) => <Notice key={notice.notice} view={view} notice={notice} />)}</>;
}

function Notice({ view, notice }: { view: FolderView; notice: FolderNotice }) {
  const [busy, setBusy] = useState(false);
  const repair = repairOf(notice);
  async function set(what: Repair): Promise<void> {
    if (busy) return;
    setBusy(true);
    await act(send('repairFolder', { place: view.place, what }), t('foldersRepaired'));
    setBusy(false);
  }
  return (
    <div class={notice.notice === 'rotation' ? 'note' : 'note plain'} data-notice={notice.notice}>
      <Icon name={notice.notice === 'rotation' ? 'alert' : 'info'} />
      <div>
        {textsOf(notice).map((text) => <span key={text}>{text}</span>)}
        {repair === null || !view.mayWrite ? null : <div class="actions"><button type="button" class="button small" aria-disabled={busy} onClick={() => void set(repair.what)}>{busy ? t('foldersWorking') : repair.text}</button></div>}
        {notice.notice === 'old-version' && view.owned ? <Migrate place={view.place} /> : null}
      </div>
    </div>
  );
}

function textsOf(notice: FolderNotice): string[] {
  switch (notice.notice) {
    case 'rotation': return [t('foldersNoticeRotation')];
    case 'drops': return [tn('foldersNoticeDrops', notice.count)];
    case 'orphans': return [tn('foldersNoticeOrphans', notice.count)];
    case 'unstarted': return [t('foldersNoticeUnstarted')];
    case 'old-version': return [t('foldersNoticeOld')];
    case 'people': return [
      ...(notice.joined.length > 0 ? [t('foldersNoticeJoined', { who: notice.joined.join(', ') })] : []),
      ...(notice.left.length > 0 ? [t('foldersNoticeLeft', { who: notice.left.join(', ') })] : []),
    ];
  }
}

function repairOf(notice: FolderNotice): { what: Repair; text: string } | null {
  switch (notice.notice) {
    case 'rotation': return { what: 'rotation', text: t('foldersFinishRotation') };
    case 'drops': return { what: 'drops', text: t('foldersTakeDrops') };
    case 'unstarted': return { what: 'start', text: t('foldersStart') };
    case 'orphans': return notice.known > 0 ? { what: 'orphans', text: t('foldersPutBack') } : null;
    case 'old-version': case 'people': return null;
  }
}
