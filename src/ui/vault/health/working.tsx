/**
 * A long work and how far it has come, with the way to stop it.
 * @module
 */

import type { Progress } from '../../../messages/contract.ts';
import { t } from '../../../messages/text.ts';

export function Working({ progress, text, onCancel }: { progress: Progress; text: string; onCancel: () => void }) {
  return (
    <div class="working">
      <label>{text}<progress value={progress.done} max={progress.total} /></label>
      <button type="button" class="button small" onClick={onCancel}>{t('cancel')}</button>
    </div>
  );
}
