/**
 * The recovery phrase of a server, kept as a login in a vault instead of on paper.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { ServerSummary, VaultSummary } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import type { ServerRecovery } from '../../../messages/server-contract.ts';
import { t } from '../../../messages/text.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useDoing } from './use-server.ts';
import { openVaults, VaultSelect } from './vault-select.tsx';

interface Props { server: ServerSummary; vaults: readonly VaultSummary[]; recovery: ServerRecovery; onMade: () => void }

export function RecoveryKit({ server, vaults, recovery, onMade }: Props) {
  const id = useId();
  const open = openVaults(vaults);
  const [vault, setVault] = useState(open[0]?.id ?? null);
  const [uses, setUses] = useState('');
  const [day, setDay] = useState('');
  const [made, setMade] = useState(false);
  const doing = useDoing(server.id);

  async function make(event: Event): Promise<void> {
    event.preventDefault();
    if (vault === null || doing.busy) return;
    // To the end of that day, here.
    const expires = day === '' ? null : new Date(`${day}T23:59:59`).getTime();
    const answer = await doing.run(send('makeRecoveryKit', { server: server.id, vault, expires, uses: uses === '' ? null : Number(uses), label: t('recoveryLabel', { server: server.domain }) }));
    setMade(answer !== null);
    if (answer !== null) onMade();
  }

  return (
    <form class="stack" onSubmit={(event) => void make(event)} aria-label={t('recoveryKit')}>
      <h4>{t('recoveryKit')}</h4>
      <p class="dim">{t(recovery.valid ? 'recoveryValid' : recovery.exists ? 'recoveryUsedUp' : 'recoveryNone')} {recovery.usesLeft === null ? '' : t('recoveryUsesLeft', { count: recovery.usesLeft })}{recovery.expires === null ? '' : ` ${t('recoveryExpires', { day: recovery.expires })}`}</p>
      {vault === null ? <p class="hint">{t('needsOpenVault')}</p> : (
        <>
          <VaultSelect vaults={open} vault={vault} onChoose={setVault} />
          <div class="field"><label for={`${id}-uses`}>{t('recoveryUses')}</label><input id={`${id}-uses`} class="input" type="number" min={1} max={1000} value={uses} onInput={(event) => { setUses(event.currentTarget.value); }} /></div>
          <div class="field"><label for={`${id}-day`}>{t('recoveryUntil')}</label><input id={`${id}-day`} class="input" type="date" value={day} onInput={(event) => { setDay(event.currentTarget.value); }} /></div>
          {doing.problem === null ? null : <ProblemNote problem={doing.problem} />}
          <div class="actions"><button type="submit" class="button" aria-disabled={doing.busy}>{t(recovery.exists ? 'recoveryReplace' : 'recoveryMake')}</button></div>
        </>
      )}
      {made ? <p class="meta" role="status">{t('recoveryKept')}</p> : null}
    </form>
  );
}
