/**
 * New keys for all that is in a folder: for after somebody was taken it from, who may have kept the old ones.
 * @module
 */

import { useState } from 'preact/hooks';
import type { FolderPlace } from '../../core/folders/place.ts';
import { send } from '../../messages/send.ts';
import { t, tn } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { told } from './jobs.ts';
import { act } from './model.ts';
import { Sure } from './sure.tsx';

/** @param begun - an earlier time was ended before its end: asked already */
export function Reseal({ place, begun = false }: { place: FolderPlace; begun?: boolean }) {
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  async function reseal(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setSure(false);
    await act(told(send('resealFolder', { place })), ({ files, left }) => [tn('foldersResealed', files), ...(left > 0 ? [tn('foldersResealLeft', left)] : [])].join(' '));
    setBusy(false);
  }
  return (
    <>
      {begun ? null : <p class="hint">{t('foldersResealHint')}</p>}
      <div class="actions">
        <button type="button" class={begun ? 'button small' : 'button'} aria-disabled={busy} aria-expanded={begun ? undefined : sure} onClick={() => { if (begun) void reseal(); else setSure(!sure); }}>
          <Icon name="key" />{busy ? t('foldersWorking') : t(begun ? 'foldersResealGoOn' : 'foldersReseal')}
        </button>
      </div>
      {sure ? <Sure question={t('foldersResealSure')} action={t('foldersReseal')} busy={busy} looks="primary" onYes={() => void reseal()} onNo={() => { setSure(false); }} /> : null}
    </>
  );
}
