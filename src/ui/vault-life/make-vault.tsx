/**
 * Makes a vault: its account where there are several, its name, its key.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { AccountId, VaultId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { AccountSummary } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Choice } from '../components/choice.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { isSound, NewKeyFields, noKey } from './new-key.tsx';

interface Props {
  accounts: readonly AccountSummary[];
  /** Its key will unlock Latchkey, too. */
  first?: boolean;
  onMade: (vault: VaultId, name: string) => void;
  onCancel?: () => void;
}

export function MakeVault({ accounts, first = false, onMade, onCancel }: Props) {
  const [account, setAccount] = useState<AccountId>();
  const [name, setName] = useState('');
  const [typed, setTyped] = useState(noKey);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const chosen = account ?? accounts[0]?.id;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setTyped({ ...typed, tried: true });
    if (busy || chosen === undefined || name.trim() === '' || !isSound(typed)) return;
    setBusy(true);
    const answer = await send('createVault', { account: chosen, name: name.trim(), key: typed.key, unlockPassword: null });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) onMade(answer.value.vault, name.trim());
  }

  return (
    <form class="stack life" aria-label={t('newVault')} onSubmit={(event) => void submit(event)}>
      <p class="dim">{t('newVaultHint')}</p>
      {accounts.length > 1 ? <Choice label={t('whichAccount')} choices={accounts.map(({ id, displayName, server }) => [id, `${displayName} · ${new URL(server).host}`] as const)} value={chosen} onChoose={setAccount} /> : null}
      <NameField value={name} onInput={setName} error={typed.tried && name.trim() === '' ? t('vaultNameMissing') : null} />
      <NewKeyFields value={typed} onInput={setTyped} {...(first && { hint: t('firstVaultKeyHint') })} />
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions">
        <button type="submit" class="button primary" aria-disabled={busy}>{busy ? t('makingVault') : t('makeVault')}</button>
        {onCancel === undefined ? null : <button type="button" class="button" onClick={onCancel}>{t('cancel')}</button>}
      </div>
    </form>
  );
}

export function NameField({ value, onInput, error }: { value: string; onInput: (name: string) => void; error: string | null }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t('vaultName')}</label>
      <input id={id} class="input" type="text" dir="auto" maxLength={100} autocomplete="off" value={value} aria-invalid={error !== null} aria-describedby={error === null ? undefined : `${id}-error`}
        onInput={(event) => { onInput(event.currentTarget.value); }} />
      {error === null ? null : <p id={`${id}-error`} class="error" role="alert">{error}</p>}
    </div>
  );
}
