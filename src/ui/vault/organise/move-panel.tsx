/**
 * Asks which vault credentials are to move to.
 * @module
 */

import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { vaultOf, type CredentialId } from '../../../core/ids.ts';
import type { VaultSummary } from '../../../messages/contract.ts';
import { t, tn } from '../../../messages/text.ts';
import { closePanel } from '../edit/open-form.ts';
import { app, openVaults } from '../model.ts';
import { moveTo } from './several.ts';

export function MovePanel({ ids }: { ids: readonly CredentialId[] }) {
  const id = useId();
  const first = useRef<HTMLSelectElement>(null);
  const [chosen, setChosen] = useState(0);
  const [busy, setBusy] = useState(false);
  const from = new Set(ids.map(vaultOf));
  const open = openVaults.value.filter((vault) => !(from.size === 1 && from.has(vault.id)));
  useLayoutEffect(() => { first.current?.focus(); }, []);
  const to = open[chosen] ?? open[0];
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || to === undefined) return;
    setBusy(true);
    const done = await moveTo(ids, to);
    setBusy(false);
    if (done) closePanel();
  }
  if (to === undefined) return <p class="organise-panel card dim" role="status">{t('noOtherVault')}</p>;
  return (
    <form class="organise-panel card appear" aria-label={t('moveToVault')} onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for={id}>{t('moveWhere')}</label>
        <select ref={first} id={id} aria-describedby={`${id}-hint`} onChange={(event) => { setChosen(event.currentTarget.selectedIndex); }}>
          {open.map((vault) => <option key={vault.id} value={vault.id} selected={vault.id === to.id}>{nameWithServer(vault)}</option>)}
        </select>
        <p id={`${id}-hint`} class="hint">{t('moveHint')}</p>
      </div>
      <div class="actions">
        <button type="submit" class="button primary small" aria-disabled={busy}>{busy ? t('moving') : tn('moveNow', ids.length)}</button>
        <button type="button" class="button small" onClick={closePanel}>{t('cancel')}</button>
      </div>
    </form>
  );
}

/** The server is said where vaults of several accounts are open. */
function nameWithServer({ name, account }: VaultSummary): string {
  const accounts = app.value?.accounts ?? [];
  const its = accounts.find(({ id }) => id === account);
  return accounts.length < 2 || its === undefined ? name : `${name} (${its.userId}, ${new URL(its.server).host})`;
}
