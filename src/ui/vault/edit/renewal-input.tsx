/**
 * How often the password is to be renewed.
 * @module
 */

import { useId } from 'preact/hooks';
import { t } from '../../../messages/text.ts';
import { month, renewalText, year } from '../../components/renewal-text.ts';

const usual: readonly number[] = [month, 3 * month, 6 * month, year];

/** What another client has set is among the choices, too. */
export function RenewalInput({ value, onInput }: { value: number | null; onInput: (seconds: number | null) => void }) {
  const id = useId();
  const choices = [...new Set([...usual, ...(value === null ? [] : [value])])].sort((one, other) => one - other);
  return (
    <div class="field">
      <label for={id}>{t('renewEvery')}</label>
      <select id={id} value={value ?? ''} aria-describedby={`${id}-hint`} onChange={(event) => { onInput(choices[event.currentTarget.selectedIndex - 1] ?? null); }}>
        <option value="">{t('never')}</option>
        {choices.map((seconds) => <option key={seconds} value={seconds}>{renewalText(seconds)}</option>)}
      </select>
      <p id={`${id}-hint`} class="hint">{t('renewHint')}</p>
    </div>
  );
}
