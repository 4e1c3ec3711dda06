/**
 * Chooses what the Files page shows: a problem, a door, the set-up, or folders.
 * @module
 */

import { useEffect } from 'preact/hooks';
import { t } from '../../messages/text.ts';
import { Brand } from '../components/brand.tsx';
import { onNews } from '../components/news.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { UnlockForm } from '../components/unlock-form.tsx';
import { AccountChoice } from './account-choice.tsx';
import { EncryptionDoor } from './encryption-door.tsx';
import { FolderPane } from './folder-pane.tsx';
import { account, app, blocked, encryption, failure, load, place, visiting } from './model.ts';
import { OutsidePane } from './outside-pane.tsx';
import { Preview } from './preview.tsx';
import { Transfers } from './transfers.tsx';
import { VisitForm } from './visit-form.tsx';

export function App() {
  useEffect(() => onNews(() => void load()), []);
  const state = app.value;
  if (state === null || failure.value !== null) {
    return (
      <main class="door">
        <h1 class="sr-only">{t('foldersTitle')}</h1>
        {failure.value === null ? <SkeletonRows /> : <ProblemNote problem={failure.value}><Reload /></ProblemNote>}
      </main>
    );
  }
  switch (state.lock.state) {
    case 'new': return <NewDoor />;
    case 'locked': return <main class="door"><Brand size={48} open={false} /><h1>{t('locked')}</h1><UnlockForm retryAt={state.lock.retryAt} onUnlocked={() => void load()} /></main>;
    case 'unlocked': return account.value === null ? <NewDoor /> : <Unlocked />;
  }
}

function NewDoor() {
  return (
    <main class="door">
      <Brand size={48} open />
      <h1>{t('foldersTitle')}</h1>
      <p class="dim">{t('foldersNewHint')}</p>
      <button type="button" class="button primary" autofocus onClick={() => void chrome.runtime.openOptionsPage()}>{t('setUp')}</button>
    </main>
  );
}

function Unlocked() {
  return (
    <>
      <header class="files-head">
        <Brand size={28} open />
        <h1>{t('foldersTitle')}</h1>
        <span class="space" />
        <button type="button" class="button small" aria-expanded={visiting.value} onClick={() => { visiting.value = !visiting.value; }}>{t('foldersOpenLink')}</button>
        <AccountChoice />
      </header>
      <Away />
      <Content />
      <Transfers />
      <Preview />
    </>
  );
}

/** Quiet: what was opened before can still be read. */
function Away() {
  const kind = account.value?.problem?.kind;
  if (kind !== 'unreachable' && kind !== 'timeout') return null;
  return <p class="quiet-line away" role="status">{t('foldersAway', { host: new URL(account.value?.server ?? '').host })}</p>;
}

function Content() {
  if (visiting.value) return <VisitForm />;
  const view = encryption.value;
  if (view === null) return <main class="files-main">{blocked.value === null ? <SkeletonRows /> : <ProblemNote problem={blocked.value}><Reload /></ProblemNote>}</main>;
  if (view.state !== 'open') return <EncryptionDoor key={account.value?.id} state={view.state} />;
  return place.value.inside === null ? <OutsidePane /> : <FolderPane />;
}

function Reload() {
  return <button type="button" class="button small" onClick={() => { location.reload(); }}>{t('reload')}</button>;
}
