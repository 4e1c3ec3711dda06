/**
 * The commands that register the app, and the check that it is: one try for each press, never more.
 * @module
 */

import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { daemonCommand, registerCommand } from '../../../core/ex-app-commands.ts';
import type { Problem } from '../../../core/problem.ts';
import type { ExAppProposal } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { t } from '../../../messages/text.ts';
import { ProblemNote } from '../../components/problem-note.tsx';

interface Props { proposal: ExAppProposal; onDone: () => void; onBack: () => void }

/** The secret is copied, never shown. */
const hidden = '••••••••';
const stubCommand = 'npm run exapp-stub';

export function RegisterExApp({ proposal, onDone, onBack }: Props) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [userId, setUserId] = useState('');
  const [confirm, setConfirm] = useState('');
  const [admin, setAdmin] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useLayoutEffect(() => { heading.current?.focus(); }, []);
  const isAdmin = admin === userId;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || userId === '' || (isAdmin && confirm !== userId)) return;
    setBusy(true);
    setProblem(null);
    const answer = await send('pairExApp', { server: proposal.server, userId, confirmAdmin: isAdmin ? confirm : '', understood: true });
    setBusy(false);
    if (!answer.ok) setProblem(answer.problem);
    else if (answer.value.account === null) setAdmin(userId);
    else onDone();
  }

  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <h3 ref={heading} tabIndex={-1}>{t('exAppAt', { host: proposal.host })}</h3>
      <Commands proposal={proposal} />
      <div class="field">
        <label for={id}>{t('exAppUser')}</label>
        <input id={id} class="input" dir="ltr" value={userId} autocomplete="off" autocapitalize="off" spellcheck={false} aria-describedby={`${id}-hint`} onInput={(event) => { setUserId(event.currentTarget.value); }} />
        <p id={`${id}-hint`} class="hint">{t('exAppUserHint')}</p>
      </div>
      {isAdmin ? <ConfirmAdmin userId={userId} value={confirm} onInput={setConfirm} /> : null}
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions">
        <button type="submit" class="button primary" aria-disabled={busy || userId === '' || (isAdmin && confirm !== userId)}>{busy ? t('signingIn') : t('exAppCheck')}</button>
        <button type="button" class="button quiet" onClick={onBack}>{t('back')}</button>
      </div>
    </form>
  );
}

function Commands({ proposal }: { proposal: ExAppProposal }) {
  const plain = (text: string) => (): Promise<boolean> => navigator.clipboard.writeText(text).then(() => true, () => false);
  const withSecret = async (): Promise<boolean> => (await send('copyExAppCommand', { server: proposal.server })).ok;
  const [daemon, register] = [daemonCommand(proposal.server), registerCommand(proposal, hidden)];
  return (
    <ol class="hints commands">
      <li><Command text={t('exAppStub')} command={stubCommand} copy={plain(stubCommand)} /></li>
      <li><Command text={t('exAppDaemon')} command={daemon} copy={plain(daemon)} /></li>
      <li><Command text={t('exAppRegister')} command={register} copy={withSecret} /></li>
    </ol>
  );
}

/** @param copy - resolves to whether it is on the clipboard */
function Command({ text, command, copy }: { text: string; command: string; copy: () => Promise<boolean> }) {
  const [copied, setCopied] = useState(false);
  return (
    <div class="stack">
      <p>{text}</p>
      <code class="command" dir="ltr">{command}</code>
      <div class="actions"><button type="button" class="button small" aria-label={t('copyNamed', { name: text })} onClick={() => void copy().then(setCopied)}>{t(copied ? 'copiedIt' : 'copyIt')}</button></div>
    </div>
  );
}

function ConfirmAdmin({ userId, value, onInput }: { userId: string; value: string; onInput: (text: string) => void }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => { field.current?.focus(); }, []);
  return (
    <div class="field appear">
      <label for={id}>{t('exAppConfirmAdmin', { user: userId })}</label>
      <input ref={field} id={id} class="input" dir="ltr" value={value} autocomplete="off" autocapitalize="off" spellcheck={false} onInput={(event) => { onInput(event.currentTarget.value); }} />
    </div>
  );
}
