/**
 * Vaults whose key is not known yet: a row each, which opens into the field for its key.
 * @module
 */

import { useState } from 'preact/hooks';
import type { VaultId } from '../../core/ids.ts';
import type { VaultSummary } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { VaultKeyForm } from '../components/vault-key-form.tsx';
import { load } from './model.ts';

export function ClosedVaults({ vaults }: { vaults: readonly VaultSummary[] }) {
  const closed = vaults.filter((vault) => vault.state === 'closed');
  const onlyThing = closed.length === vaults.length ? closed[0]?.id ?? null : null;
  const [chosen, choose] = useState<VaultId | null>(null);
  if (closed.length === 0) return null;
  return (
    <section class="closed-vaults" aria-label={t('closedVaults')}>
      {closed.map((vault) => (chosen ?? onlyThing) === vault.id
        ? <VaultKeyForm key={vault.id} vault={vault} unlockPassword={null} mayOpen focus hint={t('vaultKeyHint')} onOpened={() => {
          choose(null);
          void load();
        }} />
        : (
          <div key={vault.id} class="closed-vault">
            <Icon name="vault" />
            <span class="texts"><span class="clip" dir="auto">{vault.name}</span><span class="meta">{t('closedVault')}</span></span>
            <button type="button" class="button small" aria-label={t('typeKeyOf', { vault: vault.name })} onClick={() => { choose(vault.id); }}>{t('typeKey')}</button>
          </div>
        ))}
    </section>
  );
}
