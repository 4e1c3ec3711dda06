/**
 * The vault that a new credential goes into; said only where there is a choice.
 * @module
 */

import { useId } from 'preact/hooks';
import type { VaultId } from '../../../core/ids.ts';
import { t } from '../../../messages/text.ts';
import { vaults } from '../model.ts';

export function VaultChoice({ value, onInput }: { value: VaultId; onInput: (vault: VaultId) => void }) {
  const id = useId();
  const open = vaults.value.filter(({ state }) => state !== 'closed');
  if (open.length < 2) return null;
  return (
    <div class="field">
      <label for={id}>{t('vault')}</label>
      <select id={id} value={value} onChange={(event) => {
        const chosen = open[event.currentTarget.selectedIndex];
        if (chosen !== undefined) onInput(chosen.id);
      }}>
        {open.map((vault) => <option key={vault.id} value={vault.id}>{vault.name}</option>)}
      </select>
    </div>
  );
}
