/**
 * Offers what a server has for Latchkey: its Nextcloud as an account, its password server by its address.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { AccountSummary, ServerSummary } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { t } from '../../../messages/text.ts';
import { connecting } from '../state.ts';

export function Adopt({ server, accounts }: { server: ServerSummary; accounts: readonly AccountSummary[] }) {
  const [found, setFound] = useState<{ nextcloud: string | null; bitwarden: string | null }>({ nextcloud: null, bitwarden: null });
  const running = server.services.filter(({ state }) => state === 'running').map(({ id }) => id).join();
  useEffect(() => {
    void send('findAdoptable', { server: server.id }).then((answer) => { if (answer.ok) setFound(answer.value); });
  }, [server.id, running]);
  const { nextcloud, bitwarden } = found;
  const isConnected = accounts.some((account) => account.server === nextcloud);
  if ((nextcloud === null || isConnected) && bitwarden === null) return null;
  return (
    <div class="actions">
      {nextcloud === null || isConnected ? null : <button type="button" class="button small" onClick={() => {
        connecting.value = nextcloud;
        scrollTo({ top: 0 });
      }}>{t('adoptNextcloud', { address: nextcloud })}</button>}
      {bitwarden === null ? null : <a class="button small" href={bitwarden} target="_blank" rel="noopener noreferrer">{t('adoptBitwarden', { address: bitwarden })}</a>}
    </div>
  );
}
