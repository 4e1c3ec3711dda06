/**
 * Chooses what the vault page shows: a problem, a door, or the three panes.
 * @module
 */

import { useEffect } from 'preact/hooks';
import { t } from '../../messages/text.ts';
import { Brand } from '../components/brand.tsx';
import { onNews } from '../components/news.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { UnlockForm } from '../components/unlock-form.tsx';
import { Toast } from '../details/toast.tsx';
import { DetailPane } from './detail-pane.tsx';
import { HealthPane } from './health/health-pane.tsx';
import { ListPane } from './list-pane.tsx';
import { app, failure, load, place, sidebarOpen } from './model.ts';
import { NoticeBar } from './notice-bar.tsx';
import { Sidebar } from './sidebar.tsx';
import { TransferPlace } from './transfer/transfer-place.tsx';

export function App() {
  useEffect(() => onNews(() => void load()), []);
  return <><Content /><Toast /><NoticeBar /></>;
}

function Content() {
  const state = app.value;
  if (state === null || failure.value !== null) {
    return (
      <main class="door">
        <h1 class="sr-only">{t('vaultTitle')}</h1>
        {failure.value === null ? <SkeletonRows /> : <ProblemNote problem={failure.value}><button type="button" class="button small" onClick={() => { location.reload(); }}>{t('reload')}</button></ProblemNote>}
      </main>
    );
  }
  switch (state.lock.state) {
    case 'new': return <NewDoor started={state.accounts.length > 0} />;
    case 'locked': return <main class="door"><Brand size={48} open={false} /><h1>{t('locked')}</h1><UnlockForm retryAt={state.lock.retryAt} onUnlocked={() => void load()} /></main>;
    case 'unlocked': return <Panes />;
  }
}

function NewDoor({ started }: { started: boolean }) {
  return (
    <main class="door">
      <Brand size={48} open />
      <h1>{started ? t('oneStepLeft') : t('welcome')}</h1>
      <p class="dim">{started ? t('oneStepLeftHint') : t('welcomeHint')}</p>
      <button type="button" class="button primary" autofocus onClick={() => void chrome.runtime.openOptionsPage()}>{started ? t('continueSetUp') : t('setUp')}</button>
    </main>
  );
}

/** In a narrow window one pane at a time: which one is said by a class, the rest by the style sheet. */
function Panes() {
  const at = sidebarOpen.value ? 'at-sidebar' : place.value.at === 'nothing' ? 'at-list' : 'at-details';
  return (
    <div class={`panes ${at}`}>
      <Sidebar />
      <main>
        <h1 class="sr-only">{t('vaultTitle')}</h1>
        <MainPanes />
      </main>
    </div>
  );
}

/** Some views take the place of list and pane. */
function MainPanes() {
  const { at } = place.value;
  if (at === 'health') return <HealthPane />;
  if (at === 'import' || at === 'export') return <TransferPlace key={at} at={at} />;
  return <><ListPane /><DetailPane /></>;
}
