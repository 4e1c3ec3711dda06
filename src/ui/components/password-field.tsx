/**
 * A labelled field for a secret that the person types: paste and other password managers work.
 * @module
 */

import type { RefObject, TargetedInputEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { t } from '../../messages/text.ts';
import { IconButton } from './icon-button.tsx';

interface Props {
  label: string;
  value: string;
  onInput: (value: string) => void;
  autocomplete: 'current-password' | 'new-password' | 'off';
  hint?: string | undefined;
  error?: string | null;
  field: RefObject<HTMLInputElement | null>;
}

export function PasswordField({ label, value, onInput, autocomplete, hint, error = null, field }: Props) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const described = [error === null ? '' : `${id}-error`, hint === undefined ? '' : `${id}-hint`].filter(Boolean).join(' ');
  const attributes = {
    'ref': field, id, 'class': 'input', value, autocomplete, 'spellcheck': false, 'autocapitalize': 'off', 'draggable': false,
    'aria-invalid': error !== null, 'aria-describedby': described || undefined,
    'onInput': (event: TargetedInputEvent<HTMLInputElement>) => { onInput(event.currentTarget.value); },
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="with-button">
        {shown ? <input {...attributes} type="text" /> : <input {...attributes} type="password" />}
        <IconButton icon={shown ? 'hide' : 'show'} name={t('showTyped')} pressed={shown} onClick={() => { setShown(!shown); }} />
      </div>
      {error === null ? null : <p id={`${id}-error`} class="error" role="alert">{error}</p>}
      {hint === undefined ? null : <p id={`${id}-hint`} class="hint">{hint}</p>}
    </div>
  );
}
