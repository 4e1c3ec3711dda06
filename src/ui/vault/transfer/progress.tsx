/**
 * How far something is: a bar, and the same in words.
 * @module
 */

import { useId } from 'preact/hooks';
import { formatNumber, t } from '../../../messages/text.ts';
import { useSaid } from './said.ts';

/** @param text - left out: a heading says it already. @param total - 0: nobody knows yet */
export function Progress({ text, done, total }: { text?: string; done: number; total: number }) {
  const id = useId();
  // Each number would be said: every tenth of the way is enough.
  const tenths = Math.floor(done * 10 / Math.max(1, total));
  useSaid([text ?? '', tenths === 0 ? '' : t('importProgress', { done: formatNumber(Math.round(tenths * total / 10)), total: formatNumber(total) })].join(' ').trim());
  return (
    <div class="transfer-progress">
      {text === undefined ? null : <p>{text}</p>}
      {total === 0 ? <progress aria-label={text} /> : (
        <>
          <progress id={id} max={total} value={done} />
          <label for={id} class="meta">{t('importProgress', { done: formatNumber(done), total: formatNumber(total) })}</label>
        </>
      )}
    </div>
  );
}
