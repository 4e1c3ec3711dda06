/**
 * The vaults of all accounts: open or closed, with what is wrong with them.
 * @module
 */

import { useState } from 'preact/hooks';
import type { AppState, VaultSummary } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t, tn } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { VaultKeyForm } from '../components/vault-key-form.tsx';
import { KeyChangePanel } from '../vault-life/key-change.tsx';
import { MakeVault } from '../vault-life/make-vault.tsx';
import { ManageVault } from '../vault-life/manage-vault.tsx';
import { Confirm, Section } from './section.tsx';
import { load, take } from './state.ts';

export function Vaults({ state }: { state: AppState }) {
  const [making, setMaking] = useState(false);
  return (
    <Section title={t('vaults')} text={t('vaultsText')}>
      {state.vaults.length === 0
        ? <p class="card padded dim">{state.accounts.length === 0 ? t('vaultsNeedAccount') : t('noVaultYet')}</p>
        : <ul class="cards">{state.vaults.map((vault) => <VaultCard key={vault.id} vault={vault} />)}</ul>}
      {state.accounts.length === 0 ? null : <div class="actions"><button type="button" class="button" aria-expanded={making} onClick={() => { setMaking(!making); }}><Icon name="plus" />{t('newVault')}</button><button type="button" class="button" onClick={() => void send('refresh', {}).then(take)}><Icon name="refresh" />{t('lookForChanges')}</button></div>}
      {making ? <div class="card padded"><MakeVault accounts={state.accounts} onMade={() => { setMaking(false); void load(); }} onCancel={() => { setMaking(false); }} /></div> : null}
    </Section>
  );
}

function VaultCard({ vault }: { vault: VaultSummary }) {
  const [doing, setDoing] = useState<'nothing' | 'typing' | 'closing' | 'managing'>('nothing');
  const idle = (): void => { setDoing('nothing'); };
  return (
    <li class="card padded stack">
      <div class="head">
        <Icon name="vault" size={20} />
        <div class="texts"><h3 class="clip">{vault.name}</h3><span class="meta">{stateOf(vault)}</span></div>
        <button type="button" class="button small" aria-label={t('manageVaultOf', { vault: vault.name })} aria-expanded={doing === 'managing'} onClick={() => { setDoing(doing === 'managing' ? 'nothing' : 'managing'); }}>{t('manageVault')}</button>
        {doing === 'nothing' ? <VaultButton vault={vault} onClick={() => { setDoing(vault.state === 'closed' ? 'typing' : 'closing'); }} /> : null}
      </div>
      {vault.damaged > 0 ? <p class="quiet-line meta"><Icon name="alert" />{tn('damagedItems', vault.damaged)}</p> : null}
      {vault.problem === null ? null : <ProblemNote problem={vault.problem} />}
      {doing === 'managing' ? <ManageVault vault={vault} onDone={() => void load()} onDeleted={() => void load()} /> : vault.keyChange === undefined ? null : <KeyChangePanel vault={vault} change={vault.keyChange} />}
      {doing === 'typing' ? (
        <VaultKeyForm vault={vault} unlockPassword={null} mayOpen focus hint={t('vaultKeyHint')} onOpened={(state) => {
          idle();
          take({ ok: true, value: state });
        }} />
      ) : null}
      {doing === 'closing' ? (
        <Confirm text={t('closeVaultAsk')} yes={t('closeVault')} no={t('cancel')} onNo={idle} onYes={() => {
          idle();
          void send('closeVault', { vault: vault.id }).then(take);
        }} />
      ) : null}
    </li>
  );
}

function VaultButton({ vault, onClick }: { vault: VaultSummary; onClick: () => void }) {
  return vault.state === 'closed'
    ? <button type="button" class="button small primary" aria-label={t('typeKeyOf', { vault: vault.name })} onClick={onClick}>{t('typeKey')}</button>
    : <button type="button" class="button small" aria-label={t('closeVaultOf', { vault: vault.name })} onClick={onClick}>{t('closeVault')}</button>;
}

function stateOf(vault: VaultSummary): string {
  if (vault.state === 'closed') return t('closedVault');
  return vault.state === 'opening' ? tn('openingItems', vault.items) : vault.syncing ? t('syncing') : tn('items', vault.items);
}
