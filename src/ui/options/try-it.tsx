/**
 * The end of the set-up: how a login is filled from now on.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import { t } from '../../messages/text.ts';
import { readCommands } from '../components/commands.ts';
import { OfferMenuInPages } from './menu-in-pages.tsx';
import { justSetUp } from './state.ts';

export function TryIt() {
  const [keys, setKeys] = useState('');
  useEffect(() => { void readCommands().then((commands) => { setKeys(commands[0]?.keys ?? ''); }); }, []);
  return (
    <div class="stack">
      <ol class="hints">
        <li>{t('tryOpenSite')}</li>
        <li>{t('tryOpenLatchkey')}{keys === '' ? null : <> <kbd dir="ltr">{keys}</kbd></>}</li>
        <li>{t('tryEnter')} <kbd dir="ltr">⏎</kbd></li>
      </ol>
      <p class="meta">{t('tryPin')}</p>
      <OfferMenuInPages />
      <div class="actions"><button type="button" class="button primary" onClick={() => { justSetUp.value = false; }}>{t('finish')}</button></div>
    </div>
  );
}
