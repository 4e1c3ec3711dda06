/**
 * The way to the page of a site where its password is changed. Nobody is asked anything before it is followed.
 * @module
 */

import { changePasswordPage } from '../../core/credential/change-password.ts';
import type { CredentialView } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';

export function ChangePasswordLink({ shown }: { shown: CredentialView }) {
  // What was stored unencrypted could have been written by the server: nobody is led there with a new password in mind.
  if (shown.url.state !== 'read' || shown.trashed !== null || !shown.row.hasPassword) return null;
  const page = changePasswordPage(shown.url.value);
  if (page === null) return null;
  return <p class="change-password meta"><a href={page.href} target="_blank" rel="noopener noreferrer"><Icon name="open" /><span>{t('changePasswordOn', { host: page.host })}</span></a></p>;
}
