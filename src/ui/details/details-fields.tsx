/**
 * The fields of a login that a person uses: user name, password, code, address, their own fields, notes.
 * @module
 */

import { withoutRules } from '../../core/address-rule.ts';
import { plainTags } from '../../core/credential/favourite.ts';
import type { CredentialView } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { CodeField } from './code-field.tsx';
import { CustomFields } from './custom-fields.tsx';
import { Field, ReadField, TextField } from './field.tsx';
import { SecretField } from './secret-field.tsx';

/** @param files - `elsewhere`: something beside shows them */
export function DetailsFields({ shown, files = 'here' }: { shown: CredentialView; files?: 'here' | 'elsewhere' }) {
  const { row } = shown;
  return (
    <dl class="card fields">
      <TextField row={row} label={t('username')} reading={shown.username} part={{ field: 'username' }} />
      <TextField row={row} label={t('email')} reading={shown.email} part={{ field: 'email' }} />
      <ReadField label={t('password')} reading={shown.password}>
        {({ present }) => present ? <SecretField row={row} label={t('password')} part={{ field: 'password' }} /> : null}
      </ReadField>
      <ReadField label={t('code')} reading={shown.otp}>{(otp) => otp === null ? null : <CodeField row={row} issuer={otp.issuer} />}</ReadField>
      <TextField row={row} label={t('address')} reading={shown.url.state === 'unreadable' ? shown.url : { ...shown.url, value: withoutRules(shown.url.value) }} part={{ field: 'url' }} />
      <CustomFields row={row} reading={shown.customFields} files={files} />
      <ReadField label={t('notes')} reading={shown.description}>
        {(text) => text === '' ? null : <Field label={t('notes')}><span class="notes">{text}</span></Field>}
      </ReadField>
      <ReadField label={t('tags')} reading={shown.tags}>
        {(tags) => plainTags(tags).length === 0 ? null : <Field label={t('tags')}><span class="tags">{plainTags(tags).map((tag) => <span key={tag} class="tag">{tag}</span>)}</span></Field>}
      </ReadField>
      <ReadField label={t('files')} reading={shown.files}>
        {(all) => all.length === 0 || files === 'elsewhere' ? null : <Field label={t('files')}>{all.map((file) => <span key={file.fileId} class="file">{file.name}</span>)}</Field>}
      </ReadField>
    </dl>
  );
}
