/**
 * What somebody must know who signs in as an app of the server.
 * @see contracts: AppAPI §7
 * @module
 */

import { unregisterCommand } from '../../../core/ex-app-commands.ts';
import type { AccountSummary } from '../../../messages/contract.ts';
import { t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';

/** One sentence each. */
export function exAppWarnings(keepsFilesWhenDisabled: boolean): readonly string[] {
  return [t('exAppOpensAll'), t('exAppBypasses'), t('exAppStays'), ...(keepsFilesWhenDisabled ? [t('exAppKeepsFiles')] : [])];
}

/** For as long as there is such an account. */
export function ExAppNote({ asApp }: { asApp: NonNullable<AccountSummary['asApp']> }) {
  return (
    <div class="note" role="note">
      <Icon name="alert" />
      <div>
        <strong>{t('exAppAccount', { app: asApp.appId })}</strong>
        {exAppWarnings(asApp.keepsFilesWhenDisabled).map((text) => <span key={text}>{text}</span>)}
        <code class="command copyable" dir="ltr">{unregisterCommand(asApp.appId)}</code>
      </div>
    </div>
  );
}
