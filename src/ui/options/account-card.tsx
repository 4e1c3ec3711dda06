/**
 * One account: who, where, what is wrong with it; signing out asks first.
 * @module
 */

import { useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { AccountSummary } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { AccountFacts } from './account-facts.tsx';
import { ExAppNote } from './ex-app/warnings.tsx';
import { MoveServer } from './move-server.tsx';
import { askForServer } from './permissions.ts';
import { Confirm } from './section.tsx';
import { failure, load, notRevoked, take } from './state.ts';

interface Props {
  account: AccountSummary;
  /** Opens the way to sign in anew, at this address. */
  onSignIn: (address: string) => void;
}

/** What a server that has moved is met with. */
const mayHaveMoved: ReadonlySet<Problem['kind']> = new Set(['redirected', 'unreachable', 'not-nextcloud', 'not-found']);

export function AccountCard({ account, onSignIn }: Props) {
  const [asking, setAsking] = useState(false);
  const [unsent, setUnsent] = useState<Problem | null>(null);
  const leave = async (discard: boolean): Promise<void> => {
    setAsking(false);
    setUnsent(await signOut(account, discard));
  };
  const moved = account.problem !== null && mayHaveMoved.has(account.problem.kind);
  const host = URL.canParse(account.server) ? new URL(account.server).host : account.server;
  return (
    <li class="card padded stack">
      <div class="head">
        <Icon name="cloud" size={20} />
        <div class="texts">
          <h3 class="clip">{account.displayName === '' ? account.userId : account.displayName}</h3>
          <span class="meta">{account.userId} · <bdi>{account.server}</bdi>{account.passmanVersion === null ? '' : ` · ${t('passmanVersion', { version: account.passmanVersion })}`}</span>
        </div>
        {asking ? null : <button type="button" class="button small" onClick={() => { setAsking(true); }}>{t('signOut')}</button>}
      </div>
      {account.asApp === null ? null : <ExAppNote asApp={account.asApp} />}
      {account.plainHttp ? <p class="quiet-line meta"><Icon name="alert" />{t('plainHttpWarning', { host })}</p> : null}
      {account.problem === null ? null : <AccountProblem account={account} problem={account.problem} onSignIn={onSignIn} />}
      {moved ? <MoveServer account={account} /> : null}
      <AccountFacts account={account} movable={!moved} />
      {asking ? <Confirm text={t(account.asApp === null ? 'signOutAsk' : 'signOutAppAsk', { host })} yes={t('signOut')} no={t('cancel')} onYes={() => void leave(false)} onNo={() => { setAsking(false); }} /> : null}
      {unsent === null ? null : <Unsent problem={unsent} onLose={() => void leave(true)} onAgain={() => void send('sendQueue', {}).then(() => leave(false))} />}
    </li>
  );
}

function AccountProblem({ account, problem, onSignIn }: Props & { problem: Problem }) {
  const allow = async (): Promise<void> => {
    // First of all: the browser asks only in the turn of the click.
    failure.value = await askForServer(new URL(account.server).origin);
    if (failure.value === null) take(await send('refresh', {}));
  };
  if (account.asApp !== null && problem.kind !== 'no-permission') return <ExAppProblem account={account} problem={problem} onSignIn={onSignIn} />;
  if (problem.kind === 'signed-out' || problem.kind === 'password-lost' || problem.kind === 'wrong-login') {
    return <ProblemNote problem={problem}><button type="button" class="button small" onClick={() => { onSignIn(account.server); }}>{t('signInAgain')}</button></ProblemNote>;
  }
  return (
    <ProblemNote problem={problem}>
      {problem.kind === 'no-permission'
        ? <button type="button" class="button small" onClick={() => void allow()}>{t('allowServer')}</button>
        : <button type="button" class="button small" onClick={() => void send('refresh', {}).then(take)}>{t('tryAgain')}</button>}
    </ProblemNote>
  );
}

/** Asks again only when a person says so. */
function ExAppProblem({ account, problem, onSignIn }: Props & { problem: Problem }) {
  const [latest, setLatest] = useState<Problem | null>(null);
  const ask = async (): Promise<void> => {
    const answer = await send('checkExApp', { account: account.id });
    setLatest(answer.ok ? null : answer.problem);
    await load();
  };
  return (
    <ProblemNote problem={latest ?? problem}>
      <button type="button" class="button small" onClick={() => void ask()}>{t('exAppAsk')}</button>
      <button type="button" class="button small" onClick={() => { onSignIn(account.server); }}>{t('signInAgain')}</button>
    </ProblemNote>
  );
}

/** Nothing goes with the account that isn't on its server, unless a person says so. */
function Unsent({ problem, onLose, onAgain }: { problem: Problem; onLose: () => void; onAgain: () => void }) {
  return (
    <ProblemNote problem={problem}>
      <div class="actions">
        <button type="button" class="button small" onClick={onAgain}>{t('sendFirst')}</button>
        <button type="button" class="button small" onClick={() => { window.open('/src/ui/vault/index.html#unsent'); }}>{t('showUnsent')}</button>
        <button type="button" class="button small danger" onClick={onLose}>{t('signOutAndLose')}</button>
      </div>
    </ProblemNote>
  );
}

/** @returns what would be lost; nothing was signed out then */
async function signOut(account: AccountSummary, discard: boolean): Promise<Problem | null> {
  const answer = await send('signOut', { account: account.id, discard });
  await load();
  if (!answer.ok && answer.problem.kind === 'unsent') return answer.problem;
  if (!answer.ok) failure.value = answer.problem;
  else if (!answer.value.revoked) notRevoked.value = { server: account.server, appId: account.asApp?.appId ?? null };
  return null;
}
