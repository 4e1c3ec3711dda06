/**
 * What was just filled, with the way back: for ten seconds, also in a popup that is opened after the fill.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { filled } from './model.ts';

export function FilledNote() {
  const note = filled.value;
  const [after, setAfter] = useState<string | null>(null);
  useEffect(() => {
    if (note === null) return undefined;
    const timer = setTimeout(() => { filled.value = null; }, Math.max(0, note.until - Date.now()));
    return () => { clearTimeout(timer); };
  }, [note]);

  async function undo(token: string): Promise<void> {
    const answer = await send('undoFill', { undo: token });
    filled.value = null;
    setAfter(t(answer.ok && answer.value.restored > 0 ? 'fillUndone' : 'fillHeld'));
  }

  return (
    <div role="status">
      {note === null && after === null ? null : (
        <div class="note plain" data-filled>
          <Icon name="check" />
          <div>
            <span>{note === null ? after : t('filledLogin', { login: note.label === '' ? t('untitled') : note.label })}</span>
            {note === null ? null : <div class="actions"><button type="button" class="button small" onClick={() => void undo(note.undo)}>{t('undo')}</button></div>}
          </div>
        </div>
      )}
    </div>
  );
}
