/**
 * A new vault key, typed twice, with what it is worth said beside it.
 * @module
 */

import { useRef } from 'preact/hooks';
import { t } from '../../messages/text.ts';
import { PasswordField } from '../components/password-field.tsx';

/** A vault's key is stretched too little by the format to make up for a short one. */
const longEnough = 12;

/** What is typed, and what is wrong with it; `tried`: only then it is said. */
export interface NewKey { key: string; again: string; tried: boolean }

export const noKey: NewKey = { key: '', again: '', tried: false };

export function isSound({ key, again }: NewKey): boolean {
  return key !== '' && key === again;
}

interface Props { value: NewKey; onInput: (next: NewKey) => void; hint?: string; error?: string | null }

export function NewKeyFields({ value: { key, again, tried }, onInput, hint, error = null }: Props) {
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const worth = key !== '' && key.length < longEnough ? t('vaultKeyShort') : t('vaultKeyNoted');
  return (
    <>
      <PasswordField label={t('newVaultKey')} value={key} onInput={(next) => { onInput({ key: next, again, tried: false }); }} autocomplete="new-password" field={first}
        hint={hint === undefined ? worth : `${worth} ${hint}`} error={error ?? (tried && key === '' ? t('vaultKeyMissing') : null)} />
      <PasswordField label={t('newVaultKeyAgain')} value={again} onInput={(next) => { onInput({ key, again: next, tried: false }); }} autocomplete="new-password" field={second}
        error={tried && key !== '' && key !== again ? t('vaultKeysDiffer') : null} />
    </>
  );
}
