/**
 * What this person shares with people on other servers.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { AccountId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { SentShare } from '../../messages/people-contract.ts';
import { send } from '../../messages/send.ts';
import { formatDate, t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { Confirm, Section } from '../options/section.tsx';
import { say } from '../vault/notice.ts';
import { NewExpiry } from './expiry.tsx';
import { change } from './model.ts';

export function Sent({ account, shares }: { account: AccountId; shares: readonly SentShare[] }) {
  if (shares.length === 0) return null;
  return (
    <Section title={t('sharedByMe')} text={t('sharedByMeText')}>
      <ul class="card rows" aria-label={t('sharedByMe')}>{shares.map((share) => <Share key={share.id} account={account} share={share} />)}</ul>
    </Section>
  );
}

function Share({ account, share }: { account: AccountId; share: SentShare }) {
  const [doing, setDoing] = useState<'nothing' | 'changing' | 'taking back'>('nothing');
  const [problem, setProblem] = useState<Problem | null>(null);
  const name = isSealed(share) ? t('sealedLogin') : share.path.replace(/^\//, '');
  const until = share.expires === null ? t('sharedForever') : t('sharedUntil', { day: formatDate(Date.parse(share.expires) / 1000) });
  return (
    <li class="row">
      <div class="texts">
        <span class="label"><bdi>{name}</bdi></span>
        <span class="meta">{t('shareWithWhom')} <bdi>{share.with}</bdi> · {t(share.mayChange ? 'mayChange' : 'readOnly')} · {until}</span>
        {share.note === '' ? null : <span class="meta"><bdi>{share.note}</bdi></span>}
      </div>
      <button type="button" class="button small" aria-expanded={doing === 'changing'} aria-label={t('changeShareOf', { name, who: share.with })} onClick={() => { setDoing(doing === 'changing' ? 'nothing' : 'changing'); }}>{t('change')}</button>
      <button type="button" class="button small danger" aria-label={t('takeShareBackOf', { name, who: share.with })} onClick={() => { setDoing('taking back'); }}>{t('takeBack')}</button>
      {doing === 'changing' ? <div class="row-more"><ChangeShare account={account} share={share} name={name} onDone={() => { setDoing('nothing'); }} /></div> : null}
      {doing === 'taking back' ? <div class="row-more"><Confirm text={t('takeShareBackAsk')} yes={t('takeBack')} no={t('cancel')} onNo={() => { setDoing('nothing'); }} onYes={() => void change(send('revokeShare', { account, id: share.id })).then((refused) => { setProblem(refused); if (refused === null) say(t('shareRevoked', { name })); })} /></div> : null}
      {problem === null ? null : <div class="row-more"><ProblemNote problem={problem} /></div>}
    </li>
  );
}

function ChangeShare({ account, share, name, onDone }: { account: AccountId; share: SentShare; name: string; onDone: () => void }) {
  const id = useId();
  const [mayChange, setMayChange] = useState(share.mayChange);
  const [days, setDays] = useState<number | null | 'as-is'>('as-is');
  const [note, setNote] = useState(share.note);
  const [problem, setProblem] = useState<Problem | null>(null);
  const sealed = isSealed(share);

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const refused = await change(send('changeShare', { account, id: share.id, mayChange, days, note: note.trim() }));
    setProblem(refused);
    if (refused !== null) return;
    say(t('shareChanged', { name }));
    onDone();
  }

  return (
    <form class="row-form appear" aria-label={t('changeShareOf', { name, who: share.with })} onSubmit={(event) => void save(event)}>
      <div class="pair">
        <NewExpiry expires={share.expires} limited={sealed} days={days} onChange={setDays} />
        <div class="field"><label for={`${id}-note`}>{t('noteForThem')}</label><input id={`${id}-note`} class="input" type="text" dir="auto" maxLength={500} value={note} onInput={(event) => { setNote(event.currentTarget.value); }} /></div>
      </div>
      {sealed ? null : <label class="check"><input type="checkbox" checked={mayChange} onChange={(event) => { setMayChange(event.currentTarget.checked); }} /><span>{t('mayChangeIt')}</span></label>}
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions"><button type="submit" class="button primary">{t('save')}</button><button type="button" class="button" onClick={onDone}>{t('cancel')}</button></div>
    </form>
  );
}

/** Made by us, for this share alone: nobody is to change it, and it does not stay for ever. */
function isSealed({ path }: SentShare): boolean {
  return path.endsWith('.sealed');
}
