/**
 * Whether Latchkey stands at login fields in pages: a setting that needs access to all sites.
 * @module
 */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Settings } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { askForAllSites, seesAllSites } from './permissions.ts';
import { SettingRow } from './section.tsx';
import { app, save } from './state.ts';

interface Props {
  settings: Settings;
  /** All sites may be seen. */
  allowed: boolean;
  onAllowed: (allowed: boolean) => void;
}

export function MenuInPages({ settings, allowed, onAllowed }: Props) {
  return (
    <label class="setting check">
      <span>{t('menuInPages')}<span class="meta">{t('menuInPagesHint')}</span></span>
      <input type="checkbox" checked={allowed && settings.menuInPages} onChange={(event) => {
        const wanted = event.currentTarget.checked;
        // In the turn of the click, or the browser refuses to ask.
        const asked = wanted && !allowed ? askForAllSites() : Promise.resolve(allowed);
        void asked.then((granted) => {
          onAllowed(granted);
          return wanted === settings.menuInPages ? undefined : save({ menuInPages: wanted && granted });
        });
      }} />
    </label>
  );
}

/** The same, asked once at the end of the set-up, with all that the access is for; what else there is works without. */
export function OfferMenuInPages() {
  const card = useRef<HTMLDivElement>(null);
  const [allowed, setAllowed] = useState(false);
  const [refused, setRefused] = useState(false);
  useEffect(() => { void seesAllSites().then(setAllowed); }, []);
  const on = allowed && app.value?.settings.menuInPages === true;

  async function turnOn(): Promise<void> {
    const granted = await askForAllSites();
    setAllowed(granted);
    setRefused(!granted);
    if (granted) await save({ menuInPages: true });
    // The button has gone, or is not what comes next.
    if (granted) card.current?.focus();
  }

  return (
    <div ref={card} class="card" role="status" tabIndex={-1}>
      <SettingRow label={t('menuInPagesOffer')} hint={t(on ? 'menuInPagesOn' : refused ? 'menuInPagesLater' : 'menuInPagesOfferHint')}>
        {on ? null : <button type="button" class="button small" onClick={() => void turnOn()}>{t('allow')}</button>}
      </SettingRow>
    </div>
  );
}
