/**
 * How far something is: a bar, and the same in words.
 * @module
 */

import { useId } from 'preact/hooks';
import { formatNumber, t } from '../../../messages/text.ts';

/** @param text - left out: a heading says it already */
export function Progress({ text, done, total }: { text?: string; done: number; total: number }) {
  const id = useId();
  return (
    <div class="transfer-progress">
      {text === undefined ? null : <p>{text}</p>}
      <progress id={id} max={Math.max(1, total)} value={done} />
      <label for={id} class="meta">{t('importProgress', { done: formatNumber(done), total: formatNumber(total) })}</label>
    </div>
  );
}
