/**
 * What can be done with a vault as a whole: another name, another key, its end.
 * @module
 */

import { useId, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { VaultSummary } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { explain } from '../explain.ts';
import { KeyChangePanel } from './key-change.tsx';
import { NameField } from './make-vault.tsx';
import { isSound, NewKeyFields, noKey } from './new-key.tsx';

interface Props {
  vault: VaultSummary;
  /** Says what was done, where the screen says such things. */
  onDone: (text: string) => void;
  onDeleted: () => void;
}

export function ManageVault({ vault, onDone, onDeleted }: Props) {
  const open = vault.state !== 'closed';
  return (
    <div class="stack life">
      {vault.keyChange === undefined ? null : <KeyChangePanel vault={vault} change={vault.keyChange} />}
      {vault.unfinished === true ? <p class="quiet-line"><Icon name="clock" />{t('vaultUnfinished')}</p> : null}
      <Rename key={vault.name} vault={vault} onDone={onDone} />
      {open && vault.keyChange === undefined && vault.unfinished !== true ? <ChangeKey vault={vault} /> : null}
      {open ? <OtherKeys vault={vault} /> : null}
      <Delete vault={vault} onDone={onDone} onDeleted={onDeleted} />
    </div>
  );
}

function Rename({ vault, onDone }: Pick<Props, 'vault' | 'onDone'>) {
  const [name, setName] = useState(vault.name);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [tried, setTried] = useState(false);
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    const next = name.trim();
    if (next === '' || next === vault.name) return;
    const answer = await send('renameVault', { vault: vault.id, name: next });
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) onDone(t('vaultRenamed', { vault: next }));
  }
  return (
    <form class="stack" aria-label={t('renameVault')} onSubmit={(event) => void submit(event)}>
      <NameField value={name} onInput={setName} error={tried && name.trim() === '' ? t('vaultNameMissing') : null} />
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions"><button type="submit" class="button small">{t('renameVault')}</button></div>
    </form>
  );
}

function ChangeKey({ vault }: Pick<Props, 'vault'>) {
  const [current, setCurrent] = useState('');
  const [typed, setTyped] = useState(noKey);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const same = typed.tried && typed.key !== '' && typed.key === current ? t('vaultKeySame') : null;
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setTyped({ ...typed, tried: true });
    if (busy || current === '' || !isSound(typed) || typed.key === current) return;
    setBusy(true);
    const answer = await send('changeVaultKey', { vault: vault.id, current, next: typed.key });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
  }
  const wrong = problem?.kind === 'wrong-vault-key' ? explain(problem) : null;
  return (
    <details>
      <summary>{t('changeVaultKey')}</summary>
      <form class="stack" aria-label={t('changeVaultKey')} onSubmit={(event) => void submit(event)}>
        <p class="dim">{t('changeVaultKeyHint')}</p>
        <PasswordField label={t('currentVaultKey')} value={current} onInput={setCurrent} autocomplete="current-password" field={field} error={wrong === null ? null : `${wrong.what} ${wrong.next}`} />
        <NewKeyFields value={typed} onInput={setTyped} error={same} />
        {problem === null || wrong !== null ? null : <ProblemNote problem={problem} />}
        <div class="actions"><button type="submit" class="button primary small" aria-disabled={busy}>{t('changeVaultKey')}</button></div>
      </form>
    </details>
  );
}

/** Changed elsewhere, or half changed: the way back to a vault that can be read. */
function OtherKeys({ vault }: Pick<Props, 'vault'>) {
  const [key, setKey] = useState('');
  const [busy, setBusy] = useState(false);
  const [fits, setFits] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const field = useRef<HTMLInputElement>(null);
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || key === '') return;
    setBusy(true);
    const answer = await send('learnVaultKey', { vault: vault.id, key });
    setBusy(false);
    setFits(answer.ok);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setKey('');
  }
  const gather = async (): Promise<void> => {
    const answer = await send('controlKeyChange', { vault: vault.id, order: 'gather' });
    setProblem(answer.ok ? null : answer.problem);
  };
  return (
    <details open={vault.damaged > 0 && vault.keyChange === undefined}>
      <summary>{t('otherKeys')}</summary>
      <form class="stack" aria-label={t('otherKeys')} onSubmit={(event) => void submit(event)}>
        <p class="dim">{t('otherKeysHint')}</p>
        <PasswordField label={t('otherVaultKey')} value={key} onInput={setKey} autocomplete="off" field={field} />
        <p class="meta" role="status">{fits ? t('otherKeyFits') : ''}</p>
        {problem === null ? null : <ProblemNote problem={problem} />}
        <div class="actions">
          <button type="submit" class="button small" aria-disabled={busy}>{t('tryVaultKey')}</button>
          {vault.keyChange === undefined ? <button type="button" class="button small" onClick={() => void gather()}>{t('gatherKeys')}</button> : null}
        </div>
      </form>
    </details>
  );
}

function Delete({ vault, onDone, onDeleted }: Props) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const sure = typed.trim() === vault.name.trim() && !busy;
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!sure) return;
    setBusy(true);
    const answer = await send('deleteVault', { vault: vault.id, confirm: typed });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    onDone(t('vaultDeleted', { vault: vault.name }));
    onDeleted();
  }
  return (
    <details>
      <summary class="danger">{t('deleteVault')}</summary>
      <form class="confirm" aria-label={t('deleteVault')} onSubmit={(event) => void submit(event)}>
        <p>{t('deleteVaultAsk', { vault: vault.name })}</p>
        <div class="field">
          <label for={id}>{t('deleteVaultType', { vault: vault.name })}</label>
          <input id={id} class="input" type="text" dir="auto" value={typed} autocomplete="off" spellcheck={false} onInput={(event) => { setTyped(event.currentTarget.value); }} />
        </div>
        {problem === null ? null : <ProblemNote problem={problem} />}
        <div class="actions"><button type="submit" class="button small danger" aria-disabled={!sure}>{busy ? t('deletingVault') : t('deleteVault')}</button></div>
      </form>
    </details>
  );
}
