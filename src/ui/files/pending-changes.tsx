/**
 * Says which encrypted folders have a change whose end nobody knows yet.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { AccountId } from '../../core/ids.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';

/** @param since - asks anew whenever this is another */
export function PendingChanges({ account, since }: { account: AccountId; since: unknown }) {
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    void send('getFolderTroubles', {}).then((answer) => {
      setNames(answer.ok ? [...new Set(answer.value.troubles.filter((one) => one.account === account).map(({ name }) => name))] : []);
    });
  }, [account, since]);
  if (names.length === 0) return null;
  return <div class="note plain" role="status" data-notice="pending"><Icon name="clock" /><p>{t('foldersPending', { folders: names.join(', ') })}</p></div>;
}
