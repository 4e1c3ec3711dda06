/**
 * The right-hand pane for a vault as a whole, and for making one.
 * @module
 */

import type { VaultId } from '../../core/ids.ts';
import { t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { MakeVault } from '../vault-life/make-vault.tsx';
import { ManageVault } from '../vault-life/manage-vault.tsx';
import { focusSoon, listId } from './element-ids.ts';
import { app, go, load, showScope, vaults } from './model.ts';
import { say } from './notice.ts';
import { PaneHead } from './pane-head.tsx';

function back(): void {
  go({ at: 'nothing' });
  focusSoon(listId);
}

export function VaultPane({ vault: id }: { vault: VaultId }) {
  const vault = vaults.value.find((one) => one.id === id);
  return (
    <>
      <PaneHead title={vault?.name ?? t('vault')} onBack={back} />
      <div class="pane-body">
        {vault === undefined
          ? <ProblemNote problem={{ kind: 'gone', what: 'vault' }} />
          : <ManageVault vault={vault} onDone={(text) => { say(text); }} onDeleted={() => { showScope('active', null); }} />}
      </div>
    </>
  );
}

export function MakeVaultPane() {
  return (
    <>
      <PaneHead title={t('newVault')} onBack={back} />
      <div class="pane-body">
        <MakeVault accounts={app.value?.accounts ?? []} onCancel={back} onMade={(vault, name) => {
          showScope('active', vault);
          say(t('vaultMade', { vault: name }));
          void load();
        }} />
      </div>
    </>
  );
}
