/**
 * What is kept of an account, when its server last answered, what that server sees, and what may be changed: its app password, its server's address.
 * @module
 */

import { useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { AccountSummary } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { formatMoment, t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { MoveServer } from './move-server.tsx';
import { Confirm } from './section.tsx';
import { app, load } from './state.ts';

/** @param movable - its server may be given another address here, as it isn't offered beside a problem */
export function AccountFacts({ account, movable }: { account: AccountSummary; movable: boolean }) {
  const vaults = app.value?.vaults.filter((vault) => vault.account === account.id) ?? [];
  const used = Math.max(account.usedAt ?? 0, ...vaults.map(({ syncedAt }) => syncedAt ?? 0));
  const open = vaults.filter(({ state }) => state !== 'closed').length;
  return (
    <details class="facts about-account">
      <summary>{t('accountFacts')}</summary>
      <dl>
        <div><dt>{t('storedHere')}</dt><dd>{t(account.asApp === null ? 'accountKept' : 'accountKeptApp', { keys: open })}</dd></div>
        <div><dt>{t('accountUsed')}</dt><dd>{used === 0 ? t('accountUsedNever') : formatMoment(used / 1000)}</dd></div>
        <div><dt>{t('serverSees')}</dt><dd>{t('serverSeesText')}</dd></div>
        {account.asApp === null ? <div><dt>{t('accountDevice')}</dt><dd>{account.deviceName === null ? null : <>{t('accountDeviceNamed', { name: account.deviceName })} </>}{t('accountDeviceText')}</dd></div> : null}
      </dl>
      {account.asApp === null ? <NewAppPassword account={account} /> : null}
      {movable ? <MoveServer account={account} /> : null}
    </details>
  );
}

function NewAppPassword({ account }: { account: AccountSummary }) {
  const [at, setAt] = useState<'rest' | 'asking' | 'busy' | 'done'>('rest');
  const [problem, setProblem] = useState<Problem | null>(null);
  const renew = async (): Promise<void> => {
    setAt('busy');
    const answer = await send('rotateAppPassword', { account: account.id });
    setAt(answer.ok ? 'done' : 'rest');
    await load();
    // What the refresh has found out meanwhile says more, and stands on the card itself.
    const known = app.value?.accounts.some(({ id, problem: found }) => id === account.id && found !== null) === true;
    setProblem(answer.ok || known ? null : answer.problem);
  };
  if (at === 'asking') return <Confirm text={t('rotateAsk')} yes={t('rotate')} no={t('cancel')} onYes={() => void renew()} onNo={() => { setAt('rest'); }} />;
  return (
    <div class="stack">
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions"><button type="button" class="button small" aria-disabled={at === 'busy'} onClick={() => { if (at !== 'busy') setAt('asking'); }}>{t('rotate')}</button></div>
      <p class="meta" role="status">{at === 'done' ? t('rotated') : ''}</p>
    </div>
  );
}
