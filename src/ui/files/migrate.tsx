/**
 * A tree that an older app wrote, brought up to date: with the twelve words, which prove that its lists are whole.
 * @module
 */

import { useState } from 'preact/hooks';
import type { FolderPlace } from '../../core/folders/place.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { WordsForm } from './enter-words.tsx';
import { done, loadPlace } from './model.ts';

export function Migrate({ place }: { place: FolderPlace }) {
  const [open, setOpen] = useState(false);
  if (!open) return <div class="actions"><button type="button" class="button small" onClick={() => { setOpen(true); }}>{t('foldersMigrate')}</button></div>;
  return <WordsForm title={t('foldersMigrate')} hint={t('foldersMigrateHint')} action={t('foldersMigrateDo')} working={t('foldersWorking')} onWords={async (words) => {
    const answer = await send('migrateFolder', { place, words });
    if (!answer.ok) return answer.problem;
    done.value = t('foldersRepaired');
    await loadPlace();
    return null;
  }} />;
}
