/**
 * The fields that a person added; secret ones are masked like the password.
 * @module
 */

import type { CredentialView, Row } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { CopyButton, Field, ReadField } from './field.tsx';
import { SecretField } from './secret-field.tsx';

export function CustomFields({ row, reading, files }: { row: Row; reading: CredentialView['customFields']; files: 'here' | 'elsewhere' }) {
  return (
    <ReadField label={t('customFields')} reading={reading}>
      {(fields) => fields.map((field, index) => {
        const label = field.label === '' ? t('untitled') : field.label;
        const part = { field: 'custom', index } as const;
        if (field.secret) return <SecretField key={index} row={row} label={label} part={part} />;
        if (field.kind === 'file' && field.file !== null && files === 'elsewhere') return null;
        if (field.kind === 'file') return <Field key={index} label={label}><span class="file">{field.value}</span></Field>;
        return <Field key={index} label={label} actions={<CopyButton row={row} label={label} part={part} />}><bdi class="notes">{field.value}</bdi></Field>;
      })}
    </ReadField>
  );
}
