/**
 * Says of the page below that it holds an invitation, where the person wants that noticed, and leads to it.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { view } from './model.ts';

export function SeenInvite() {
  const { app, site = null } = view.value ?? {};
  const tabId = app?.settings.noticeInvites === true ? site?.tabId ?? null : null;
  const [there, setThere] = useState(false);
  useEffect(() => {
    if (tabId !== null) void send('seesInvite', { tabId }).then((answer) => { setThere(answer.ok && answer.value.there); });
  }, [tabId]);
  if (tabId === null || !there) return null;
  return <p class="quiet-line meta"><Icon name="info" /><button type="button" class="link" onClick={() => void send('openSeenInvite', { tabId }).then(() => { window.close(); })}>{t('inviteOnPage')}</button></p>;
}
