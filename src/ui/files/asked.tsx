/**
 * What is asked before something is made, renamed, moved or removed. For ever means: encrypted folders have no bin.
 * @module
 */

import { useState } from 'preact/hooks';
import type { FolderRow, FolderView } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import type { Asking } from './folder-rows.ts';
import { act, go } from './model.ts';
import { MoveForm } from './move-form.tsx';
import { NameForm } from './name-form.tsx';
import { Sure } from './sure.tsx';

interface Props { view: FolderView; asking: Asking; end: () => void }

export function Asked({ view, asking, end }: Props) {
  const { place } = view;
  switch (asking.what) {
    case 'make': return <NameForm label={t('foldersFolderName')} action={t('foldersCreate')} onCancel={end} onDone={async (name) => { if ((await act(send('makeFolder', { place, name }), t('foldersMade', { name }))).ok) end(); }} />;
    case 'rename': {
      const { id, name: old } = asking.row;
      return <NameForm label={t('foldersNewNameOf', { name: old })} value={old} action={t('foldersRenameDo')} onCancel={end} onDone={async (name) => { if ((await act(send('renameInFolder', { place, id, name }), t('foldersRenamed', { name }))).ok) end(); }} />;
    }
    case 'move': return <MoveForm view={view} row={asking.row} end={end} />;
    case 'remove': return <Remove view={view} row={asking.row} end={end} />;
    case 'remove-root': return <RemoveRoot view={view} end={end} />;
  }
}

function Remove({ view, row, end }: { view: FolderView; row: FolderRow; end: () => void }) {
  const [busy, setBusy] = useState(false);
  async function remove(): Promise<void> {
    if (busy) return;
    setBusy(true);
    await act(send('removeFromFolder', { place: view.place, id: row.id }), t('foldersDeleted', { name: row.name }));
    end();
  }
  return <Sure question={row.kind === 'folder' ? t('foldersDeleteFolderSure', { name: row.name }) : t('foldersDeleteSure', { name: row.name })} action={t('foldersDeleteDo')} busy={busy} onYes={() => void remove()} onNo={end} />;
}

function RemoveRoot({ view, end }: { view: FolderView; end: () => void }) {
  const name = view.place.root.at(-1) ?? '';
  return (
    <div class="confirm">
      <p>{t('foldersDeleteAllSure', { name })}</p>
      <NameForm label={t('foldersTypeName', { name })} looks="danger" action={t('foldersDeleteDo')} onCancel={end} onDone={async (confirm) => {
        const answer = await act(send('removeRootFolder', { place: view.place, confirm }), t('foldersDeleted', { name }));
        if (answer.ok) go({ account: view.place.account, path: view.place.root.slice(0, -1), inside: null });
      }} />
    </div>
  );
}
