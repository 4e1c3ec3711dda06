/**
 * Says that a password is in wrong hands, or that it isn't after all.
 * @module
 */

import type { CredentialView } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { sayWritten } from './actions.ts';
import { tell } from './model.ts';

export function CompromisedButton({ shown }: { shown: CredentialView }) {
  const { row, compromised, access, trashed } = shown;
  if (!row.hasPassword || trashed !== null || !access.rights.write) return null;
  async function mark(): Promise<void> {
    const answer = await send('setCompromised', { credential: row.id, compromised: !compromised });
    if (answer.ok) sayWritten(t(compromised ? 'unmarkedCompromised' : 'markedCompromised'), answer.value);
    else tell(answer.problem);
  }
  return <p class="change-password meta"><button type="button" class="link" onClick={() => void mark()}><Icon name="alert" /><span>{t(compromised ? 'unmarkCompromised' : 'markCompromised')}</span></button></p>;
}
