/**
 * The place for what was typed into the page: asked for behind the list, which never waits for it, and shown by a part
 * of the popup that is loaded only then.
 * @module
 */

import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { CaptureCard } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { loadCapture, saved, waiting, type OpenCard, type Saved } from './capture-state.ts';
import { view } from './model.ts';

interface Parts { Card: FunctionComponent<{ card: OpenCard }>; SavedNote: FunctionComponent<{ saved: Saved }> }

/** Asks anew whenever there is news. */
function useCapture(): CaptureCard | null {
  const known = view.value;
  useEffect(() => { void loadCapture(); }, [known]);
  return waiting.value;
}

/** Above the list. */
export function CaptureSlot() {
  const card = useCapture();
  const [parts, setParts] = useState<Parts | null>(null);
  const open = isOpen(card) ? card : null;
  const needed = parts === null && (open !== null || saved.value !== null);
  useEffect(() => {
    if (needed) void import('./capture-card.tsx').then(({ Card, SavedNote }) => { setParts({ Card, SavedNote }); });
  }, [needed]);
  return (
    <>
      <div role="status">{parts === null || saved.value === null ? null : <parts.SavedNote saved={saved.value} />}</div>
      {parts === null || open === null ? null : <parts.Card key={open.id} card={open} />}
    </>
  );
}

function isOpen(card: CaptureCard | null): card is OpenCard {
  return card !== null && card.login !== null;
}

/** On the door: what was typed can be read only behind it. */
export function CaptureHint() {
  const card = useCapture();
  return (
    <div role="status">
      {card === null ? null : (
        <div class="note plain capture-hint">
          <Icon name="key" />
          <div><strong>{t('captureLocked')}</strong><span>{t('captureLockedHint', { site: card.domain })}</span></div>
        </div>
      )}
    </div>
  );
}
