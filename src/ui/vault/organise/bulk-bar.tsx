/**
 * Stands above the rows while some are marked: how many, and what can be done with all of them.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import { t, tn } from '../../../messages/text.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { closePanel, panel } from '../edit/open-form.ts';
import { focusSoon, listId } from '../element-ids.ts';
import { scope, total } from '../list-model.ts';
import { clearMarks, markAll, marks } from './marks.ts';
import { MovePanel } from './move-panel.tsx';
import { setFavourite, trashSeveral } from './several.ts';
import { TagPanel } from './tag-panel.tsx';

export function BulkBar() {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const ids = [...marks.value];
  if (ids.length === 0) return <p class="sr-only" role="status" />;
  const run = (work: () => Promise<unknown>): void => {
    if (busy) return;
    setBusy(true);
    void work().finally(() => { setBusy(false); });
  };
  const inTrash = scope.value.show === 'trash';
  return (
    <div class="bulk">
      <div class="bulk-line">
        <p id={id} class="bulk-count" role="status">{tn('marked', ids.length)}</p>
        {ids.length < (total.value ?? 0) ? <button type="button" class="link" onClick={() => void markAll()}>{t('markAll')}</button> : null}
        <span class="space" />
        <IconButton icon="close" name={t('clearMarks')} keys="Esc" onClick={() => {
          clearMarks();
          focusSoon(listId);
        }} />
      </div>
      <div class="actions" role="group" aria-labelledby={id} aria-busy={busy}>
        {inTrash ? <BulkButton icon="undo" text={t('restore')} onClick={() => { run(() => trashSeveral(ids, false)); }} /> : (
          <>
            <BulkButton icon="star" text={t('favourite')} onClick={() => { run(() => setFavourite(ids, true)); }} />
            <BulkButton icon="tag" text={t('tags')} opens="bulk-tags" />
            <BulkButton icon="move" text={t('moveToVault')} opens="bulk-move" />
            <BulkButton icon="trash" text={t('trash')} onClick={() => { run(() => trashSeveral(ids, true)); }} />
          </>
        )}
      </div>
      {panel.value === 'bulk-tags' ? <TagPanel ids={ids} /> : null}
      {panel.value === 'bulk-move' ? <MovePanel ids={ids} /> : null}
    </div>
  );
}

/** With `opens` it opens a panel below, and closes it. */
function BulkButton({ icon, text, onClick, opens }: { icon: IconName; text: string; onClick?: () => void; opens?: 'bulk-tags' | 'bulk-move' }) {
  if (opens === undefined) return <button type="button" class="button small" onClick={onClick}><Icon name={icon} />{text}</button>;
  const open = panel.value === opens;
  return (
    <button type="button" class="button small" data-opens={opens} aria-expanded={open} onClick={() => { if (open) closePanel(); else panel.value = opens; }}>
      <Icon name={icon} />{text}
    </button>
  );
}
