/**
 * The password in the form: typed or made, with a word on its strength.
 * @module
 */

import { useRef } from 'preact/hooks';
import { t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { StrengthMeter } from '../../components/strength-meter.tsx';
import { Generator } from './generator.tsx';
import { closePanel, panel } from './open-form.ts';

interface Props {
  value: string;
  /** What an attacker would try first, e.g. the user name. */
  beside: readonly string[];
  onInput: (value: string) => void;
  /** Keeps the draft at once: a generated password is on the disk before it can be used. */
  keep: () => void;
}

export function PasswordInput({ value, beside, onInput, keep }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const open = panel.value === 'generator';
  return (
    <div class="stack-small">
      <PasswordField label={t('password')} value={value} onInput={onInput} autocomplete="off" field={field} />
      <div class="password-line">
        <StrengthMeter password={value} beside={beside} />
        <button type="button" class="button quiet small" data-opens="generator" aria-expanded={open} onClick={() => { if (open) closePanel(); else panel.value = 'generator'; }}><Icon name="key" />{t('generate')}</button>
      </div>
      {open ? <Generator onUse={(made) => {
        onInput(made);
        keep();
        closePanel();
      }} /> : null}
    </div>
  );
}
