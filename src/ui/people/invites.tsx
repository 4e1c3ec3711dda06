/**
 * Inviting somebody, and the invitations that wait for an answer.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { AccountId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { HandOver, InviteRow, InviteWay } from '../../messages/people-contract.ts';
import { send } from '../../messages/send.ts';
import { formatDate, t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { Confirm, Section } from '../options/section.tsx';
import { say } from '../vault/notice.ts';
import { account as current, change } from './model.ts';
import { QrCode } from './qr-code.tsx';

export function Invites({ account, way, invites }: { account: AccountId; way: InviteWay; invites: readonly InviteRow[] }) {
  const host = current.value === null ? '' : new URL(current.value.server).host;
  return (
    <Section title={t('invites')} text={t('invitesText')}>
      {way === 'none' || way === 'off' ? <p class="card padded dim">{t(way === 'off' ? 'invitesOff' : 'invitesNone', { host })}</p> : <MakeInvite account={account} way={way} />}
      {invites.length === 0 ? null : (
        <ul class="card rows" aria-label={t('openInvites')}>{invites.map((invite) => <Invite key={invite.ref} account={account} invite={invite} way={way} />)}</ul>
      )}
    </Section>
  );
}

function MakeInvite({ account, way }: { account: AccountId; way: InviteWay }) {
  const id = useId();
  const [email, setEmail] = useState('');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  async function make(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const refused = await change(send('makeInvite', { account, email: email.trim(), note: note.trim() }));
    setBusy(false);
    setProblem(refused);
    if (refused !== null) return;
    say(t(email.trim() === '' ? 'inviteMade' : 'inviteMailed'));
    setEmail('');
    setNote('');
  }

  return (
    <form class="card padded stack" aria-label={t('inviteSomebody')} onSubmit={(event) => void make(event)}>
      {way === 'mesh' ? null : (
        <div class="pair">
          <div class="field"><label for={`${id}-mail`}>{t('inviteEmail')}</label><input id={`${id}-mail`} class="input" type="email" autocomplete="off" value={email} onInput={(event) => { setEmail(event.currentTarget.value); }} /><span class="hint">{t('inviteEmailHint')}</span></div>
          <div class="field"><label for={`${id}-note`}>{t('inviteNote')}</label><input id={`${id}-note`} class="input" type="text" dir="auto" maxLength={2000} value={note} onInput={(event) => { setNote(event.currentTarget.value); }} /></div>
        </div>
      )}
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions"><button type="submit" class="button primary" aria-disabled={busy}><Icon name="plus" />{t('makeInvite')}</button></div>
    </form>
  );
}

type Doing = 'nothing' | 'handing over' | 'revoking';

function Invite({ account, invite, way }: { account: AccountId; invite: InviteRow; way: InviteWay }) {
  const [doing, setDoing] = useState<Doing>('nothing');
  const [handed, setHanded] = useState<HandOver | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const name = invite.email === '' ? t('inviteOf', { day: formatDate(invite.created) }) : invite.email;

  async function open(): Promise<void> {
    if (doing === 'handing over') {
      setDoing('nothing');
      return;
    }
    const answer = await send('handOver', { account, ref: invite.ref });
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setHanded(answer.value);
    setDoing('handing over');
  }

  return (
    <li class="row">
      <div class="texts"><span class="label"><bdi>{name}</bdi></span><span class="meta">{invite.expires === 0 ? '' : t('inviteUntil', { day: formatDate(invite.expires) })}</span></div>
      <button type="button" class="button small" aria-expanded={doing === 'handing over'} aria-label={t('handOverOf', { name })} onClick={() => void open()}>{t('handOver')}</button>
      {way === 'contacts' && invite.email !== '' ? <button type="button" class="button small" aria-label={t('sendAgainTo', { name })} onClick={() => void change(send('resendInvite', { account, ref: invite.ref })).then((refused) => { setProblem(refused); if (refused === null) say(t('inviteMailed')); })}>{t('sendAgain')}</button> : null}
      <button type="button" class="button small danger" aria-label={t('takeBackOf', { name })} onClick={() => { setDoing('revoking'); }}>{t('takeBack')}</button>
      {doing === 'handing over' && handed !== null ? <div class="row-more"><HandOverPanel account={account} invite={invite} handed={handed} /></div> : null}
      {doing === 'revoking' ? <div class="row-more"><Confirm text={t('takeBackAsk')} yes={t('takeBack')} no={t('cancel')} onNo={() => { setDoing('nothing'); }} onYes={() => void change(send('revokeInvite', { account, ref: invite.ref })).then(setProblem)} /></div> : null}
      {problem === null ? null : <div class="row-more"><ProblemNote problem={problem} /></div>}
    </li>
  );
}

/** A secret in three spellings, until somebody has used it. */
function HandOverPanel({ account, invite, handed }: { account: AccountId; invite: InviteRow; handed: HandOver }) {
  const [code, setCode] = useState(false);
  const copy = (what: 'link' | 'code' | 'encoded') => () => void send('copyInvite', { account, ref: invite.ref, what }).then((answer) => { if (answer.ok) say(t('inviteCopied')); });
  const mail = `mailto:${encodeURIComponent(invite.email)}?subject=${encodeURIComponent(t('inviteSubject'))}&body=${encodeURIComponent(`${t('inviteBody')}\n\n${handed.link}\n`)}`;
  return (
    <div class="stack appear">
      <p class="meta">{t('handOverHint')}</p>
      <dl class="hand-over">
        <div><dt>{t('inviteLink')}</dt><dd>{handed.link}</dd></div>
        <div><dt>{t('inviteCode')}</dt><dd>{handed.code}</dd></div>
        <div><dt>{t('inviteEncoded')}</dt><dd>{handed.encoded}</dd></div>
      </dl>
      <div class="actions">
        <button type="button" class="button small" onClick={copy('link')}><Icon name="copy" />{t('copyLink')}</button>
        <button type="button" class="button small" onClick={copy('code')}><Icon name="copy" />{t('copyInviteCode')}</button>
        <button type="button" class="button small" onClick={copy('encoded')}><Icon name="copy" />{t('copyEncoded')}</button>
        <a class="button small" href={mail}>{t('inviteByMail')}</a>
        <button type="button" class="button small" aria-expanded={code} onClick={() => { setCode(!code); }}>{t('showQr')}</button>
      </div>
      {code ? <QrCode text={handed.link} name={t('qrOfInvite')} /> : null}
    </div>
  );
}
