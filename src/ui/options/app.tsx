/**
 * One column: the set-up, the door, or the sections.
 * @module
 */

import { useEffect } from 'preact/hooks';
import { t } from '../../messages/text.ts';
import { Brand } from '../components/brand.tsx';
import { onNews } from '../components/news.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { UnlockForm } from '../components/unlock-form.tsx';
import { About } from './about.tsx';
import { Accounts } from './accounts.tsx';
import { EncryptedFolders } from './encrypted-folders.tsx';
import { Filling } from './filling.tsx';
import { NotRevoked } from './not-revoked.tsx';
import { Onboarding } from './onboarding.tsx';
import { PeopleLink } from './people-link.tsx';
import { Servers } from './servers.tsx';
import { StartOver } from './start-over.tsx';
import { app, failure, justSetUp, load, saved } from './state.ts';
import { UnlockAndLock } from './unlock-and-lock.tsx';
import { Vaults } from './vaults.tsx';

export function App() {
  useEffect(() => onNews(() => void load()), []);
  const lock = app.value?.lock.state;
  const settingUp = lock === 'new' || justSetUp.value;
  return (
    <main>
      <header class="page-head">
        <Brand size={28} open={lock === 'unlocked' || settingUp} />
        <h1>{settingUp ? t('setUp') : t('optionsTitle')}</h1>
      </header>
      {failure.value === null ? null : <ProblemNote problem={failure.value}><button type="button" class="button small" onClick={() => { location.reload(); }}>{t('reload')}</button></ProblemNote>}
      <NotRevoked />
      <Content />
      <p class="sr-only" role="status">{saved.value === 0 ? '' : t('savedTimes', { count: saved.value })}</p>
    </main>
  );
}

function Content() {
  const state = app.value;
  if (state === null) return failure.value === null ? <SkeletonRows /> : null;
  if (state.lock.state === 'new' || justSetUp.value) return <Onboarding state={state} />;
  if (state.lock.state === 'locked') {
    return (
      <>
        <section class="section door" aria-labelledby="door">
          <h2 id="door">{t('locked')}</h2>
          <p class="dim">{t('lockedOptionsHint')}</p>
          <UnlockForm retryAt={state.lock.retryAt} onUnlocked={() => void load()} />
        </section>
        <About version={state.version} />
        <StartOver />
      </>
    );
  }
  return (
    <>
      <Accounts state={state} />
      <Vaults state={state} />
      <PeopleLink settings={state.settings} />
      <Servers state={state} />
      <UnlockAndLock settings={state.settings} />
      <Filling settings={state.settings} />
      <EncryptedFolders />
      <About version={state.version} />
      <StartOver />
    </>
  );
}
