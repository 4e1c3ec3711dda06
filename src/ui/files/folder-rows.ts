/**
 * An encrypted folder's entries as rows of the list: what each is, and what may be done with it.
 * @module
 */

import { placeInside } from '../../core/folders/place.ts';
import type { FolderRow, FolderView } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { download, preview } from './jobs.ts';
import { go } from './model.ts';
import { placeOf } from './place.ts';
import type { ListedRow, RowAction } from './row-list.tsx';

/** What is asked of the person before it is done. */
export type Asking = { what: 'make' } | { what: 'remove-root' } | { what: 'rename' | 'move' | 'remove'; row: FolderRow };

export function rowsOf(view: FolderView, ask: (asking: Asking) => void): ListedRow[] {
  return view.rows.map((row) => ({
    id: row.id, kind: row.kind, name: row.name, size: row.size, modified: row.modified, icon: row.kind === 'folder' ? 'folder' : 'file', about: '', hostile: row.hostile,
    trouble: row.state === 'ready' ? null : t(row.state === 'missing' ? 'foldersMissing' : 'foldersDamaged'),
    actions: actionsOf(view, row, ask),
    open: () => {
      if (row.kind === 'folder') go(placeOf(placeInside(view.place, row.id)));
      else preview(view, row);
    },
  }));
}

function actionsOf(view: FolderView, row: FolderRow, ask: (asking: Asking) => void): RowAction[] {
  const { name } = row;
  const fetched: RowAction[] = row.kind === 'file' && row.state === 'ready' ? [{ icon: 'download', name: t('foldersDownload', { name }), run: () => { download(view, row); } }] : [];
  if (!view.mayWrite) return fetched;
  return [
    ...fetched,
    { icon: 'edit', name: t('foldersRename', { name }), key: 'F2', run: () => { ask({ what: 'rename', row }); } },
    ...(row.state !== 'ready' ? [] : [{ icon: 'move', name: t('foldersMove', { name }), key: 'm', run: () => { ask({ what: 'move', row }); } } as const]),
    { icon: 'trash', name: t('foldersDelete', { name }), key: 'Delete', run: () => { ask({ what: 'remove', row }); } },
  ];
}
