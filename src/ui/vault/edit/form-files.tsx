/**
 * The files of the credential that is edited: beside the form, not part of it, since a draft holds no file.
 * @module
 */

import type { CredentialId } from '../../../core/ids.ts';
import { t } from '../../../messages/text.ts';
import { FilesSection } from '../files/files-section.tsx';
import { useDetails } from '../../details/use-details.ts';

export function FormFiles({ credential }: { credential: CredentialId }) {
  const { shown } = useDetails(credential);
  return shown === null ? null : <FilesSection shown={shown} hint={t('filesAtOnce')} />;
}
