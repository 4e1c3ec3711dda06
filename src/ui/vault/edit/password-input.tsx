/**
 * The password in the form: typed or made, with a word on its strength.
 * @module
 */

import { useRef } from 'preact/hooks';
import { t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { Generator } from './generator.tsx';
import { closePanel, panel } from './open-form.ts';
import { strengthOf, type Strength } from './strength.ts';

export function PasswordInput({ value, onInput }: { value: string; onInput: (value: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const open = panel.value === 'generator';
  const strength = strengthOf(value);
  return (
    <div class="stack-small">
      <PasswordField label={t('password')} value={value} onInput={onInput} autocomplete="off" field={field} />
      <div class="password-line">
        <p class="meta" role="status">{strength === null ? '' : strengthText(strength)}</p>
        <button type="button" class="button quiet small" data-opens="generator" aria-expanded={open} onClick={() => { if (open) closePanel(); else panel.value = 'generator'; }}><Icon name="key" />{t('generate')}</button>
      </div>
      {open ? <Generator onUse={(made) => {
        onInput(made);
        closePanel();
      }} /> : null}
    </div>
  );
}

function strengthText(strength: Strength): string {
  switch (strength) {
    case 'short': return t('strengthShort');
    case 'plain': return t('strengthPlain');
    case 'fair': return t('strengthFair');
    case 'long': return t('strengthLong');
  }
}
