/**
 * The choice of a file, and why the last one could not be read.
 * @module
 */

import { useRef, useState } from 'preact/hooks';
import type { Refusal } from '../../../core/import/outcome.ts';
import { t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { readable } from './format-name.ts';
import { takeFile } from './import-model.ts';

export function ChooseFile({ refusal }: { refusal: Refusal | null }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file) void takeFile(file);
  };
  return (
    <>
      <p class="dim">{t('importIntro')}</p>
      {refusal === null ? null : <Refused why={refusal} />}
      <div class={over ? 'drop-zone over' : 'drop-zone'} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => { setOver(false); }}
        onDrop={(event) => { event.preventDefault(); setOver(false); take(event.dataTransfer?.files); }}>
        <Icon name="file" />
        <button type="button" class="button primary" onClick={() => input.current?.click()}>{t('importChoose')}</button>
        <span class="dim">{t('importDrop')}</span>
        <input ref={input} type="file" hidden accept=".json,.csv,.xml,.zip,.1pux,.txt,.latchkey" aria-label={t('importChoose')} onChange={(event) => { take(event.currentTarget.files); event.currentTarget.value = ''; }} />
      </div>
      <details>
        <summary>{t('importFormats')}</summary>
        <p class="dim">{t('importFormatsHint')}</p>
        <ul class="formats">{readable.map((name) => <li key={name}>{name}</li>)}</ul>
      </details>
    </>
  );
}

function Refused({ why }: { why: Refusal }) {
  return (
    <div class="note" role="alert" data-refused={why}>
      <Icon name="alert" />
      <div><strong>{what(why)}</strong><span>{why === 'restricted' ? t('importRefusedRestrictedNext') : why === 'database' ? t('importRefusedDatabaseNext') : t('importRefusedNext')}</span></div>
    </div>
  );
}

function what(why: Refusal): string {
  switch (why) {
    case 'empty': return t('importRefusedEmpty');
    case 'too-large': return t('importRefusedTooLarge');
    case 'too-many': return t('importRefusedTooMany');
    case 'unknown': return t('importRefusedUnknown');
    case 'damaged': return t('importRefusedDamaged');
    case 'restricted': return t('importRefusedRestricted');
    case 'database': return t('importRefusedDatabase');
    case 'bomb': return t('importRefusedBomb');
    case 'wrong-password': return t('importPasswordWrong');
    case 'too-costly': return t('importRefusedTooCostly');
  }
}
