/**
 * Asks for the password that a file was exported with.
 * @module
 */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../messages/text.ts';
import { PasswordField } from '../../components/password-field.tsx';
import { forgetFile, usePassword } from './import-model.ts';

export function FilePassword({ wrong, busy }: { wrong: boolean; busy: boolean }) {
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => { field.current?.focus(); }, [wrong]);
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); if (!busy && password !== '') void usePassword(password); }}>
      <h3>{t('importPasswordTitle')}</h3>
      <PasswordField label={t('importPasswordLabel')} value={password} onInput={setPassword} autocomplete="off" hint={t('importPasswordHint')} error={wrong ? t('importPasswordWrong') : null} field={field} />
      <div class="actions">
        <button type="submit" class="button primary" aria-disabled={busy || password === ''}>{t('importOpenFile')}</button>
        <button type="button" class="button" onClick={forgetFile}>{t('importOther')}</button>
      </div>
    </form>
  );
}
