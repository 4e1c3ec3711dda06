/**
 * Says what was done, with the way back for ten seconds; it stays while it is pointed at or has the focus.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { onMac } from '../components/platform.ts';
import { forgetNotice, notice, undoFor, undoLast } from './notice.ts';

export function NoticeBar() {
  const said = notice.value;
  const [held, setHeld] = useState(false);
  useEffect(() => { setHeld(false); }, [said]);
  useEffect(() => {
    if (said === null || held) return undefined;
    const timer = setTimeout(forgetNotice, undoFor);
    return () => { clearTimeout(timer); };
  }, [said, held]);
  return (
    <>
      <p class="sr-only" role="status">{said === null ? '' : `${said.text}${said.undo === null ? '' : ` ${t('undoHint', { keys: onMac() ? '⌘Z' : `${t('keyCtrl')}+Z` })}`}`}</p>
      {said === null ? null : (
        <div class="notice appear" onMouseEnter={() => { setHeld(true); }} onMouseLeave={() => { setHeld(false); }} onFocusCapture={() => { setHeld(true); }} onBlurCapture={() => { setHeld(false); }}>
          <Icon name="check" />
          <span aria-hidden="true">{said.text}</span>
          {said.undo === null ? null : <button type="button" class="button small" onClick={undoLast}>{t('undo')}</button>}
          <IconButton icon="close" name={t('dismiss')} onClick={forgetNotice} />
        </div>
      )}
    </>
  );
}
