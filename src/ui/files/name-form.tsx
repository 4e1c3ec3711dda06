/**
 * One name, asked for where it is going to stand.
 * @module
 */

import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../messages/text.ts';

interface Props {
  label: string;
  hint?: string;
  action: string;
  value?: string;
  /** `danger`: it cannot be undone. */
  looks?: 'primary' | 'danger';
  onDone: (name: string) => Promise<void>;
  onCancel: () => void;
}

export function NameForm({ label, hint, action, value = '', looks = 'primary', onDone, onCancel }: Props) {
  const [name, setName] = useState(value);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    // The ending mostly stays.
    const dot = value.lastIndexOf('.');
    field.current?.setSelectionRange(0, dot > 0 ? dot : value.length);
  }, []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const wanted = name.trim();
    if (busy || wanted === '') return;
    setBusy(true);
    await onDone(wanted);
    setBusy(false);
  }

  return (
    <form class="name-form" onSubmit={(event) => void submit(event)} onKeyDown={(event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onCancel();
    }}>
      <div class="field">
        <label for="new-name">{label}</label>
        <input id="new-name" ref={field} class="input" value={name} maxLength={250} autocomplete="off" aria-describedby={hint === undefined ? undefined : 'new-name-hint'} onInput={({ currentTarget }) => { setName(currentTarget.value); }} />
        {hint === undefined ? null : <p id="new-name-hint" class="hint">{hint}</p>}
      </div>
      <div class="actions">
        <button type="submit" class={`button ${looks} small`} aria-disabled={busy}>{busy ? t('foldersWorking') : action}</button>
        <button type="button" class="button small" onClick={onCancel}>{t('cancel')}</button>
      </div>
    </form>
  );
}
