/**
 * What a person should know of a folder, with the way to set it right.
 * @module
 */

import { useState } from 'preact/hooks';
import type { FolderNotice, FolderPlace } from '../../core/folders/place.ts';
import type { FolderRepair, FolderView } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t, tn } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { whoName } from '../components/who-name.ts';
import { Migrate } from './migrate.tsx';
import { Reseal } from './reseal.tsx';
import { act } from './model.ts';
import { Sure } from './sure.tsx';

/** `sure`: asked first, since it cannot be taken back. */
interface Repair { what: FolderRepair; text: string; sure?: string }

export function Notices({ view }: { view: FolderView }) {
  return <>{view.notices.map((notice) => <Notice key={notice.notice} place={view.place} view={view} notice={notice} />)}</>;
}

interface Props { place: FolderPlace; view: Pick<FolderView, 'mayWrite' | 'owned'>; notice: FolderNotice; onDone?: () => void }

export function Notice({ place, view, notice, onDone }: Props) {
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState<Repair | null>(null);
  async function set(what: FolderRepair): Promise<void> {
    if (busy) return;
    setBusy(true);
    await act(send('repairFolder', { place, what, unnamed: t('foldersFoundFolder') }), t('foldersRepaired'));
    setBusy(false);
    setAsked(null);
    onDone?.();
  }
  const repairs = view.mayWrite ? repairsOf(notice) : [];
  return (
    <div class={notice.notice === 'rotation' ? 'note' : 'note plain'} data-notice={notice.notice}>
      <Icon name={notice.notice === 'rotation' ? 'alert' : 'info'} />
      <div>
        {textsOf(notice).map((text) => <span key={text}>{text}</span>)}
        {repairs.length === 0 ? null : (
          <div class="actions">{repairs.map((repair) => (
            <button key={repair.what} type="button" class="button small" aria-disabled={busy} aria-expanded={repair.sure === undefined ? undefined : asked === repair}
              onClick={() => { if (repair.sure === undefined) void set(repair.what); else setAsked(repair); }}>{busy && asked === null ? t('foldersWorking') : repair.text}</button>
          ))}</div>
        )}
        {asked?.sure === undefined ? null : <Sure question={asked.sure} action={asked.text} busy={busy} onYes={() => void set(asked.what)} onNo={() => { setAsked(null); }} />}
        {notice.notice === 'resealing' && view.mayWrite ? <Reseal place={place} begun /> : null}
        {notice.notice === 'old-version' && view.owned ? <Migrate place={place} /> : null}
      </div>
    </div>
  );
}

function textsOf(notice: FolderNotice): string[] {
  switch (notice.notice) {
    case 'rotation': return [t('foldersNoticeRotation')];
    case 'resealing': return [t('foldersNoticeResealing')];
    case 'drops': return [tn('foldersNoticeDrops', notice.count)];
    case 'orphans': return [tn('foldersNoticeOrphans', notice.count)];
    case 'missing': return [tn('foldersNoticeMissing', notice.count)];
    case 'half-done': return [tn('foldersNoticeHalfDone', notice.count), t('foldersHalfDoneHint')];
    case 'unstarted': return [t('foldersNoticeUnstarted')];
    case 'old-version': return [t('foldersNoticeOld')];
    case 'people': return [
      ...(notice.joined.length > 0 ? [t('foldersNoticeJoined', { who: notice.joined.map(whoName).join(', ') })] : []),
      ...(notice.left.length > 0 ? [t('foldersNoticeLeft', { who: notice.left.map(whoName).join(', ') })] : []),
    ];
  }
}

function repairsOf(notice: FolderNotice): readonly Repair[] {
  switch (notice.notice) {
    case 'rotation': return [{ what: 'rotation', text: t('foldersFinishRotation') }];
    case 'drops': return [{ what: 'drops', text: t('foldersTakeDrops') }];
    case 'unstarted': return [{ what: 'start', text: t('foldersStart') }];
    case 'orphans': return [
      ...(notice.known > 0 ? [{ what: 'orphans', text: t('foldersPutBack') } as const] : []),
      ...(notice.known < notice.count ? [{ what: 'strays', text: t('foldersDeleteStrays'), sure: t('foldersDeleteStraysSure') } as const] : []),
    ];
    case 'missing': return [{ what: 'missing', text: t('foldersRemoveMissing'), sure: t('foldersRemoveMissingSure') }];
    case 'half-done': return [{ what: 'half-done', text: t('foldersTakeBack') }];
    case 'resealing': case 'old-version': case 'people': return [];
  }
}
