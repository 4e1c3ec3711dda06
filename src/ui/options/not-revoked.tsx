/**
 * What still opens something on a server after a sign-out, and how to take it back. Also stands where no account is left.
 * @module
 */

import { unregisterCommand } from '../../core/ex-app-commands.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { notRevoked } from './state.ts';

export function NotRevoked() {
  if (notRevoked.value === null) return null;
  const { server, appId } = notRevoked.value;
  return (
    <div class="note" role="alert">
      <Icon name="alert" />
      <div>
        <strong>{t(appId === null ? 'notRevoked' : 'appNotRevoked', { server })}</strong>
        <span>{t(appId === null ? 'notRevokedNext' : 'appNotRevokedNext')}</span>
        {appId === null ? null : <code class="command copyable" dir="ltr">{unregisterCommand(appId)}</code>}
      </div>
    </div>
  );
}
