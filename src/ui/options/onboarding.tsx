/**
 * The first run: three steps, each with its reason. Ends where it can be tried at once.
 * @module
 */

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { VaultId } from '../../core/ids.ts';
import type { AppState } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { MakeVault } from '../vault-life/make-vault.tsx';
import { AddServer } from './add-server.tsx';
import { FirstVault } from './first-vault.tsx';
import { justSetUp, load, take } from './state.ts';
import { TryIt } from './try-it.tsx';

export function Onboarding({ state }: { state: AppState }) {
  const step = justSetUp.value ? 3 : state.accounts.length > 0 ? 2 : 1;
  const account = state.accounts[0];
  return (
    <ol class="steps">
      <Step number={1} at={step} title={t('stepServer')} reason={t('stepServerReason')} done={account === undefined ? '' : t('signedInAs', { name: account.displayName, host: hostOf(account.server) })}>
        <AddServer onAdded={() => void load()} />
      </Step>
      <Step number={2} at={step} title={t('stepVault')} reason={t('stepVaultReason')} done={t('vaultIsOpen')}>
        <VaultStep state={state} />
      </Step>
      <Step number={3} at={step} title={t('stepTry')} reason={t('stepTryReason')} done="">
        <TryIt />
      </Step>
    </ol>
  );
}

interface StepProps { number: number; at: number; title: string; reason: string; done: string; children: ComponentChildren }

function Step({ number, at, title, reason, done, children }: StepProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const now = number === at;
  // Each step takes the focus when its turn comes, unless a field in it has it already.
  useLayoutEffect(() => { if (now && heading.current?.closest('li')?.contains(document.activeElement) === false) heading.current.focus(); }, [now]);
  return (
    <li class={now ? 'step now' : number < at ? 'step done' : 'step'} aria-current={now ? 'step' : undefined}>
      <span class="number" aria-hidden="true">{number < at ? <Icon name="check" /> : number}</span>
      <div class="stack">
        <h2 ref={heading} tabIndex={-1}>{title}{number < at ? <span class="sr-only"> {t('stepDone')}</span> : null}</h2>
        <p class="dim">{number < at ? done : reason}</p>
        {now ? children : null}
      </div>
    </li>
  );
}

function VaultStep({ state }: { state: AppState }) {
  const [chosen, choose] = useState<VaultId | null>(null);
  const vault = state.vaults.find(({ id }) => id === chosen) ?? state.vaults[0];
  const problem = state.accounts.find((account) => account.problem !== null)?.problem ?? null;
  if (vault !== undefined) return <FirstVault vaults={state.vaults} vault={vault} onChoose={choose} />;
  const again = <button type="button" class="button small" onClick={() => void send('refresh', {}).then(take)}>{t('lookAgain')}</button>;
  return problem === null ? <div class="stack"><p>{t('noVaultMakeOne')}</p><MakeVault accounts={state.accounts} first onMade={() => { justSetUp.value = true; void load(); }} /><div class="actions">{again}</div></div> : <ProblemNote problem={problem}>{again}</ProblemNote>;
}

function hostOf(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server;
}
