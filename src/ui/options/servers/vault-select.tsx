/**
 * Which open vault something is kept in.
 * @module
 */

import type { VaultId } from '../../../core/ids.ts';
import type { VaultSummary } from '../../../messages/contract.ts';
import { t } from '../../../messages/text.ts';
import { byName, Choice } from '../../components/choice.tsx';

export function openVaults(vaults: readonly VaultSummary[]): readonly VaultSummary[] {
  return vaults.filter(({ state }) => state === 'open' || state === 'ready');
}

export function VaultSelect({ vaults, vault, onChoose }: { vaults: readonly VaultSummary[]; vault: VaultId; onChoose: (vault: VaultId) => void }) {
  return vaults.length < 2 ? null : <Choice label={t('keepInVault')} choices={byName(vaults)} value={vault} onChoose={onChoose} />;
}
