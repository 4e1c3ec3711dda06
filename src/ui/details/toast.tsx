/**
 * Says what was copied and when it leaves the clipboard: once to screen readers, as a countdown to the eye.
 * @module
 */

import { useEffect } from 'preact/hooks';
import { formatNumber, t, type TextKey } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { secondsLeft, useClock } from '../components/use-clock.ts';
import { copied, type Copied } from './copying.ts';

const names = {
  username: 'copiedUsername', email: 'copiedEmail', password: 'copiedPassword', url: 'copiedUrl', code: 'copiedCode', custom: 'copiedField', filled: 'filledCodeCopied',
} as const satisfies Record<Copied['what'], TextKey>;

/** How long the notice stays when nothing is going to be cleared. Milliseconds. */
const shortly = 4000;

export function Toast() {
  const notice = copied.value;
  const now = useClock(notice?.clearsAt ?? null);
  useEffect(() => {
    if (notice === null) return undefined;
    const timer = setTimeout(() => { copied.value = null; }, notice.clearsAt === null ? shortly : Math.max(shortly, notice.clearsAt - Date.now()));
    return () => { clearTimeout(timer); };
  }, [notice]);
  const text = notice === null ? '' : t(names[notice.what]);
  const clears = notice?.clearsAt ?? null;
  return (
    <>
      <p class="sr-only" role="status">{notice === null ? '' : clears === null ? text : `${text} ${t('clearsIn', { seconds: secondsLeft(clears, notice.at) })}`}</p>
      {notice === null ? null : (
        <p class="toast appear" aria-hidden="true" data-copied={notice.what}>
          <Icon name="check" />
          <span>{text}{clears === null ? '' : ` · ${t('clearsIn', { seconds: formatNumber(secondsLeft(clears, now)) })}`}</span>
        </p>
      )}
    </>
  );
}
