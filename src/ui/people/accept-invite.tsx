/**
 * An invitation that somebody handed over: pasted, looked at, and accepted only by a person's yes.
 * @module
 */

import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { AccountSummary } from '../../messages/contract.ts';
import type { InvitePreview, InviteWay } from '../../messages/people-contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { askForServer } from '../options/permissions.ts';
import { Section } from '../options/section.tsx';
import { say } from '../vault/notice.ts';
import { chosenInvite, loadPeople } from './model.ts';

type Found = Extract<InvitePreview, { ok: true }>;

const refusals = {
  'no-invite': 'inviteNone', 'own-server': 'problemInviteOwnServer', 'no-host': 'inviteNoHost', 'address': 'inviteAddress', 'this-computer': 'inviteThisComputer', 'single-name': 'inviteSingleName',
} as const;

export function AcceptInvite({ account, way }: { account: AccountSummary; way: InviteWay }) {
  const id = useId();
  const [text, setText] = useState('');
  const [preview, setPreview] = useState<InvitePreview | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const latest = useRef('');

  async function look(pasted: string): Promise<void> {
    setPreview(null);
    setProblem(null);
    latest.current = pasted;
    if (pasted.trim() === '') return;
    const answer = await send('previewInvite', { account: account.id, text: pasted });
    // What was typed since may have been answered sooner.
    if (latest.current !== pasted) return;
    setPreview(answer.ok ? answer.value : null);
    setProblem(answer.ok ? null : answer.problem);
  }

  useEffect(() => {
    if (chosenInvite.value === '') return;
    setText(chosenInvite.value);
    void look(chosenInvite.value);
    chosenInvite.value = '';
  }, [chosenInvite.value]);

  async function accept(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const answer = await send('acceptInvite', { account: account.id, text });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setText('');
    setPreview(null);
    say(t('inviteAccepted'));
    await loadPeople(false);
  }

  return (
    <Section title={t('acceptInvite')} text={t('acceptInviteText')}>
      <div class="card padded stack">
        <form class="field" onSubmit={(event) => { event.preventDefault(); void look(text); }}>
          <label for={id}>{t('pasteInvite')}</label>
          <textarea id={id} class="input mono" rows={2} spellcheck={false} autocomplete="off" value={text} aria-describedby={`${id}-hint`} onInput={(event) => { setText(event.currentTarget.value); void look(event.currentTarget.value); }} />
          <span id={`${id}-hint`} class="hint">{t('pasteInviteHint')}</span>
        </form>
        <div role="status">{preview?.ok === false ? <p class="quiet-line"><Icon name="alert" />{t(refusals[preview.why])}</p> : null}</div>
        {preview?.ok === true ? <Preview found={preview} account={account} way={way} busy={busy} onAccept={() => void accept()} onAgain={() => void look(text)} onDrop={() => { setText(''); void look(''); }} /> : null}
        {problem === null ? null : <ProblemNote problem={problem} />}
      </div>
    </Section>
  );
}

interface PreviewProps { found: Found; account: AccountSummary; way: InviteWay; busy: boolean; onAccept: () => void; onAgain: () => void; onDrop: () => void }

function Preview({ found, account, way, busy, onAccept, onAgain, onDrop }: PreviewProps) {
  const may = way === 'contacts' || way === 'mesh';
  return (
    <div class="stack appear" role="group" aria-label={t('inviteFound')}>
      <h3>{t('inviteFrom')} <bdi>{found.unicode}</bdi></h3>
      {found.unicode === found.provider ? null : <p class="meta mono">{found.provider}</p>}
      {found.mixed ? <p class="quiet-line"><Icon name="alert" />{t('hostMixed')}</p> : null}
      <Server found={found} onAgain={onAgain} />
      <div>
        <p>{t('acceptingTells', { host: found.unicode })}</p>
        <ul class="tells">
          <li>{t('tellsName')} <bdi>{found.tells.name}</bdi></li>
          <li>{t('tellsEmail')} {found.tells.email === '' ? t('noEmailInProfile') : <bdi>{found.tells.email}</bdi>}</li>
          <li>{t('tellsUserId')} <bdi>{found.tells.userId}</bdi> ({new URL(account.server).host})</li>
        </ul>
      </div>
      {may ? null : <p class="quiet-line"><Icon name="alert" />{t(way === 'off' ? 'invitesOff' : 'invitesNone', { host: new URL(account.server).host })}</p>}
      <div class="actions">
        <button type="button" class="button primary" aria-disabled={busy || !may} onClick={() => { if (may) onAccept(); }}>{busy ? t('accepting') : t('acceptThis')}</button>
        <button type="button" class="button" onClick={onDrop}>{t('cancel')}</button>
      </div>
    </div>
  );
}

/** What their server says of itself, or the offer to ask it. */
function Server({ found, onAgain }: { found: Found; onAgain: () => void }) {
  if (found.server !== null) {
    const { takesInvites, version } = found.server;
    return <p class="meta">{t(takesInvites ? 'serverTakesInvites' : 'serverNoInvites')}{version === '' ? '' : ` Open Cloud Mesh ${version}.`}</p>;
  }
  if (found.problem?.kind === 'no-permission') {
    return (
      <p class="meta">{t('serverNotAsked')} <button type="button" class="link" onClick={() => void askForServer(`https://${found.provider}`).then((refused) => { if (refused === null) onAgain(); })}>{t('askServer')}</button></p>
    );
  }
  return <p class="quiet-line meta"><Icon name="alert" />{t('serverSilent')}</p>;
}
