/**
 * When Latchkey locks, and what opens it.
 * @module
 */

import { useId } from 'preact/hooks';
import type { Settings } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t, tn } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ChangePassword } from './change-password.tsx';
import { Section, SettingRow } from './section.tsx';
import { save, take } from './state.ts';

/** Minutes; 0 = only when the browser closes. */
const times = [1, 5, 15, 30, 60, 240, 0];

export function UnlockAndLock({ settings }: { settings: Settings }) {
  const id = useId();
  return (
    <Section title={t('unlockAndLock')} text={t('unlockAndLockText')}>
      <div class="card settings">
        <SettingRow label={t('lockAfter')} labels={id}>
          <select id={id} value={settings.lockAfterMinutes} onChange={(event) => void save({ lockAfterMinutes: Number(event.currentTarget.value) })}>
            {[...new Set([...times, settings.lockAfterMinutes])].map((minutes) => <option key={minutes} value={minutes}>{timeName(minutes)}</option>)}
          </select>
        </SettingRow>
        <label class="setting check">
          <span>{t('lockOnIdle')}<span class="meta">{t('lockOnIdleHint')}</span></span>
          <input type="checkbox" checked={settings.lockOnIdle} onChange={(event) => void save({ lockOnIdle: event.currentTarget.checked })} />
        </label>
        <label class="setting check">
          <span>{t('lockOnScreenLock')}</span>
          <input type="checkbox" checked={settings.lockOnScreenLock} onChange={(event) => void save({ lockOnScreenLock: event.currentTarget.checked })} />
        </label>
        <ChangePassword />
      </div>
      <div class="actions"><button type="button" class="button" onClick={() => void send('lock', {}).then(take)}><Icon name="lock" />{t('lockNow')}</button></div>
    </Section>
  );
}

function timeName(minutes: number): string {
  if (minutes === 0) return t('untilBrowserCloses');
  return minutes % 60 === 0 ? tn('hours', minutes / 60) : tn('minutes', minutes);
}
