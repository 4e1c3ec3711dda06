/**
 * Asks once more, where something cannot be taken back.
 * @module
 */

import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../messages/text.ts';

/** `looks`: `danger` unless nothing is lost by it. */
interface Props { question: string; action: string; busy: boolean; looks?: 'danger' | 'primary'; onYes: () => void; onNo: () => void }

export function Sure({ question, action, busy, looks = 'danger', onYes, onNo }: Props) {
  const asked = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => { asked.current?.focus(); }, []);
  return (
    <div class={looks === 'danger' ? 'confirm' : 'confirm mild'} role="group" aria-label={action}>
      <p ref={asked} tabIndex={-1}>{question}</p>
      <div class="actions">
        <button type="button" class={`button ${looks}`} aria-disabled={busy} onClick={onYes}>{busy ? t('foldersWorking') : action}</button>
        <button type="button" class="button" onClick={onNo}>{t('cancel')}</button>
      </div>
    </div>
  );
}
