/**
 * The vault that a new credential goes into.
 * @module
 */

import { useId } from 'preact/hooks';
import type { VaultId } from '../../core/ids.ts';
import type { VaultSummary } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';

interface Props {
  /** Those that are open, and more than one. */
  open: readonly VaultSummary[];
  value: VaultId;
  onInput: (vault: VaultId) => void;
}

export function VaultChoice({ open, value, onInput }: Props) {
  const id = useId();
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
