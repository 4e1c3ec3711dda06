/**
 * How far something is: a bar, and the same in words.
 * @module
 */

import { useId } from 'preact/hooks';
import { formatNumber, t } from '../../../messages/text.ts';

export function Progress({ text, done, total }: { text: string; done: number; total: number }) {
  const id = useId();
  return (
    <div class="transfer-progress">
      <label for={id}>{text}</label>
      <progress id={id} max={Math.max(1, total)} value={done} />
      <p class="meta">{t('importProgress', { done: formatNumber(done), total: formatNumber(total) })}</p>
    </div>
  );
}
