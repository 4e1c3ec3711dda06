/**
 * Locked, or not set up yet: a door with one field, or the way to the set-up.
 * @module
 */

import { t } from '../../messages/text.ts';
import type { LockState } from '../../messages/contract.ts';
import { Brand } from '../components/brand.tsx';
import { UnlockForm } from '../components/unlock-form.tsx';
import { openOptions } from './actions.ts';
import { CaptureHint } from './capture.tsx';
import { load, view } from './model.ts';

export function LockedDoor({ lock }: { lock: Extract<LockState, { state: 'locked' }> }) {
  return (
    <main class="door">
      <Brand size={48} open={false} />
      <h1>{t('locked')}</h1>
      <CaptureHint />
      {view.value?.asked === 'fill' && view.value.site !== null ? <p class="dim" role="status">{t('unlockToFill', { site: view.value.site.domain })}</p> : null}
      <UnlockForm retryAt={lock.retryAt} onUnlocked={() => void load()} />
      <button type="button" class="link meta" onClick={openOptions}>{t('options')}</button>
    </main>
  );
}

export function NewDoor({ started }: { started: boolean }) {
  return (
    <main class="door">
      <Brand size={48} open />
      <h1>{started ? t('oneStepLeft') : t('welcome')}</h1>
      <p class="dim">{started ? t('oneStepLeftHint') : t('welcomeHint')}</p>
      <button type="button" class="button primary" autofocus onClick={openOptions}>{started ? t('continueSetUp') : t('setUp')}</button>
    </main>
  );
}
