/**
 * A custom field whose value is a file: first its name, then the file.
 * @module
 */

import { useId, useRef, useState } from 'preact/hooks';
import { t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';

export function FileField({ onFile }: { onFile: (file: File, label: string) => void }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [label, setLabel] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="button quiet small" aria-expanded={open} onClick={() => { setOpen(!open); }}><Icon name="plus" />{t('addFileField')}</button>
      {open ? (
        <div class="rename with-tools">
          <label class="sr-only" for={id}>{t('fileFieldName')}</label>
          <input id={id} class="input" type="text" dir="auto" placeholder={t('fileFieldName')} value={label} maxLength={200} autocomplete="off" spellcheck={false}
            onInput={(event) => { setLabel(event.currentTarget.value); }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.isComposing) return;
              // Not the form's Enter, if there is one around.
              event.preventDefault();
              picker.current?.click();
            }} />
          <input ref={picker} class="choose-file" type="file" hidden onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (!file) return;
            onFile(file, label.trim() === '' ? file.name.slice(0, 200) : label.trim());
            setOpen(false);
            setLabel('');
          }} />
          <button type="button" class="button small" onClick={() => picker.current?.click()}>{t('chooseFile')}</button>
        </div>
      ) : null}
    </>
  );
}
