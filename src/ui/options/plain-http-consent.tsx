/**
 * Says what http means, and asks for an explicit yes.
 * @module
 */

import type { ServerProbe } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { plainHttpAccepted } from './plain-http.ts';

export function PlainHttpConsent({ probe }: { probe: ServerProbe }) {
  return (
    <div class="note">
      <Icon name="alert" />
      <div>
        <strong>{t('plainHttpWarning', { host: probe.host })}</strong>
        <span>{t('plainHttpWarningNext')}</span>
        <label class="check">
          <input type="checkbox" checked={plainHttpAccepted.value === probe.server} onChange={(event) => { plainHttpAccepted.value = event.currentTarget.checked ? probe.server : null; }} />
          <span>{t('plainHttpAccept')}</span>
        </label>
      </div>
    </div>
  );
}
