/**
 * For servers that let only Nextcloud's own apps into encrypted folders: what can be done about that, and that it is done.
 * @see contracts: e2ee §0.5
 * @module
 */

import { useState } from 'preact/hooks';
import type { AccountId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { account, blocked, encryption, setEncryption, trouble } from './model.ts';

export function OwnApps() {
  const whose = account.value;
  const view = encryption.value;
  const [busy, setBusy] = useState(false);
  if (whose === null || view === null) return null;
  const call = async (asDesktop: boolean): Promise<void> => {
    if (busy) return;
    setBusy(true);
    await callItself(whose.id, asDesktop);
    setBusy(false);
  };
  if (view.agent === 'desktop') {
    return <p class="meta">{t('foldersAsDesktop')} <button type="button" class="link" aria-disabled={busy} onClick={() => void call(false)}>{t('foldersAsBrowser')}</button></p>;
  }
  if (view.agent !== 'refused' && !isRefusal(blocked.value) && !isRefusal(trouble.value)) return null;
  return (
    <section class="card stack padded" aria-labelledby="own-apps">
      <h2 id="own-apps"><Icon name="info" size={20} />{t('foldersOwnApps')}</h2>
      <p>{t('foldersOwnAppsHint', { host: new URL(whose.server).host })}</p>
      <p class="hint">{t('foldersOwnAppsCleaner')}</p>
      <div class="actions"><button type="button" class="button" aria-disabled={busy} onClick={() => void call(true)}>{t('foldersCallDesktop')}</button></div>
    </section>
  );
}

function isRefusal(problem: Problem | null): boolean {
  return problem?.kind === 'folder-refused' && problem.why === 'client';
}

async function callItself(id: AccountId, asDesktop: boolean): Promise<void> {
  const answer = await send('nameFolderRequests', { account: id, asDesktop });
  trouble.value = answer.ok ? null : answer.problem;
  if (answer.ok) setEncryption(answer.value);
}
