/**
 * The plain inputs of the form: a line of text, a longer text, and a part that cannot be read.
 * @module
 */

import type { ComponentChildren, TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';
import type { UnreadableReason } from '../../../core/credential/credential.ts';
import { t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { reasonText } from '../../details/reason-text.ts';

interface TextProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'email' | 'date';
  /** For the field that gets the focus. */
  id?: string;
  hint?: string;
}

export function TextInput({ label, value, onInput, type = 'text', id, hint }: TextProps) {
  const made = useId();
  const own = id ?? made;
  const attributes = {
    'id': own, 'class': 'input', value, 'autocomplete': 'off', 'spellcheck': false, 'draggable': false,
    'aria-describedby': hint === undefined ? undefined : `${own}-hint`,
    'onInput': (event: TargetedInputEvent<HTMLInputElement>) => { onInput(event.currentTarget.value); },
  } as const;
  return (
    <div class="field">
      <label for={own}>{label}</label>
      {type === 'date' ? <input {...attributes} type="date" /> : <input {...attributes} type="text" inputMode={type} dir={type === 'email' ? 'ltr' : 'auto'} />}
      {hint === undefined ? null : <p id={`${own}-hint`} class="hint">{hint}</p>}
    </div>
  );
}

export function NotesInput({ value, onInput }: { value: string; onInput: (value: string) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t('notes')}</label>
      <textarea id={id} class="input" dir="auto" rows={Math.min(16, Math.max(4, value.split('\n').length + 1))} value={value} onInput={(event) => { onInput(event.currentTarget.value); }} />
    </div>
  );
}

/** Stays as the server has it: nothing writes over what could not be read. */
export function LockedPart({ label, why }: { label: string; why: UnreadableReason | null }) {
  return (
    <div class="field locked-part">
      <span class="label"><Icon name="lock" />{label}</span>
      <p class="meta"><strong>{t('cannotBeRead')}</strong> {why === null ? '' : reasonText(why)} {t('lockedPart')}</p>
    </div>
  );
}

/** Several inputs under one name. */
export function Group({ label, children }: { label: string; children: ComponentChildren }) {
  return <fieldset class="field"><legend>{label}</legend>{children}</fieldset>;
}
