/**
 * The small print of a login: warnings, its vault, its dates.
 * @module
 */

import type { CredentialView } from '../../messages/contract.ts';
import { formatDate, t } from '../../messages/text.ts';
import { renewalText } from '../components/renewal-text.ts';
import { Icon } from '../components/icon.tsx';

/** What a person should know before using it. */
export function DetailsWarnings({ shown }: { shown: CredentialView }) {
  const warnings = [
    shown.compromised ? t('markedCompromised') : null,
    shown.expires === null ? null : t('expiresOn', { date: formatDate(shown.expires) }),
    shown.trashed === null ? null : t('inTrashSince', { date: formatDate(shown.trashed) }),
  ].filter((warning) => warning !== null);
  return <>{warnings.map((warning) => <p key={warning} class="quiet-line warning"><Icon name="alert" />{warning}</p>)}</>;
}

export function DetailsFacts({ shown }: { shown: CredentialView }) {
  return (
    <ul class="facts meta">
      <li>{t('inVault', { vault: shown.row.vault })}{shown.row.shared ? ` · ${t('sharedWithYou')}` : ''}</li>
      {shown.renewEvery === null ? null : <li>{t('renewedHow', { how: renewalText(shown.renewEvery) })}</li>}
      <li>{t('changedOn', { date: formatDate(shown.changed) })} · {t('createdOn', { date: formatDate(shown.created) })}</li>
    </ul>
  );
}
