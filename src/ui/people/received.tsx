/**
 * What people on other servers share: accepted or declined, opened if it is sealed, given back.
 * @module
 */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AccountId, VaultId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { ReceivedShare } from '../../messages/people-contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { byName, Choice } from '../components/choice.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { Confirm, Section } from '../options/section.tsx';
import { saveOpened } from '../vault/files/carry.ts';
import { say } from '../vault/notice.ts';
import { LedList } from './led-list.tsx';
import { app, change } from './model.ts';

export function Received({ account, shares }: { account: AccountId; shares: readonly ReceivedShare[] }) {
  if (shares.length === 0) return null;
  return (
    <Section title={t('sharedWithMe')} text={t('sharedWithMeText')}>
      <LedList what="shares" name={t('sharedWithMe')}>{shares.map((share) => <Share key={share.id} account={account} share={share} />)}</LedList>
    </Section>
  );
}

function Share({ account, share }: { account: AccountId; share: ReceivedShare }) {
  const [doing, setDoing] = useState<'nothing' | 'leaving' | 'opening'>('nothing');
  const [problem, setProblem] = useState<Problem | null>(null);
  const { id, from, accepted, sealed } = share;
  const name = sealed ? t('sealedLogin') : share.name;
  const answer = (accept: boolean) => () => void change(send('answerShare', { account, id, accept })).then((refused) => {
    setProblem(refused);
    if (refused === null) say(t(accept ? 'shareAccepted' : 'shareDeclined', { name }));
  });
  return (
    <li class="row">
      <div class="texts"><span class="label"><bdi>{name}</bdi></span><span class="meta">{t('shareFrom')} <bdi>{from}</bdi></span></div>
      {accepted ? (
        <>
          {sealed ? <button type="button" class="button small primary" aria-expanded={doing === 'opening'} onClick={() => { setDoing(doing === 'opening' ? 'nothing' : 'opening'); }}>{t('openSealed')}</button> : null}
          <button type="button" class="button small" aria-label={t('giveBackOf', { name })} onClick={() => { setDoing('leaving'); }}>{t('giveBack')}</button>
        </>
      ) : (
        <>
          <button type="button" class="button small primary" aria-label={t('acceptShareOf', { name })} onClick={answer(true)}>{t('acceptIt')}</button>
          <button type="button" class="button small" aria-label={t('declineShareOf', { name })} onClick={answer(false)}>{t('decline')}</button>
        </>
      )}
      {doing === 'opening' ? <div class="row-more"><OpenSealed account={account} share={id} onDone={() => { setDoing('nothing'); }} /></div> : null}
      {doing === 'leaving' ? <div class="row-more"><Confirm text={t('leaveRemoteAsk')} yes={t('giveBack')} no={t('cancel')} onNo={() => { setDoing('nothing'); }} onYes={() => void change(send('leaveShareOf', { account, id })).then(setProblem)} /></div> : null}
      {problem === null ? null : <div class="row-more"><ProblemNote problem={problem} /></div>}
    </li>
  );
}

function sayTaken({ label, undo }: { label: string; undo: string | null }): void {
  say(t('sealedOpened', { label }), undo === null ? null : async () => { await send('undo', { undo }); });
}

function OpenSealed({ account, share, onDone }: { account: AccountId; share: string; onDone: () => void }) {
  const vaults = app.value?.vaults.filter(({ state }) => state !== 'closed') ?? [];
  const [vault, setVault] = useState<VaultId | null>(vaults[0]?.id ?? null);
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const [byKey, setByKey] = useState<boolean | null>(null);
  useEffect(() => {
    // Where that can't be told, a passphrase is asked for, and opening says what is wrong.
    void send('opensByKey', { account, id: share }).then((answer) => { setByKey(answer.ok && answer.value.byKey); });
  }, []);
  useLayoutEffect(() => { field.current?.focus(); }, [byKey]);

  const ready = byKey === true || passphrase !== '';

  async function open(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || vault === null || !ready) return;
    setBusy(true);
    const answer = await send('openSealed', { account, id: share, passphrase: byKey === true ? null : passphrase, vault });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    const opened = answer.value;
    if (opened.kind === 'login') sayTaken(opened);
    else if ((await saveOpened(opened)).ok) say(t('sealedSaved', { name: opened.name }));
    onDone();
  }

  if (vault === null) return <p class="dim">{t('vaultFirst')}</p>;
  if (byKey === null) return <SkeletonRows />;
  return (
    <form class="row-form appear" onSubmit={(event) => void open(event)}>
      <div class="pair">
        {byKey ? <p>{t('sealedByKey')}</p> : <PasswordField label={t('sealedPassphrase')} value={passphrase} onInput={setPassphrase} autocomplete="off" field={field} hint={t('sealedOpenHint')} />}
        {vaults.length > 1 ? <Choice label={t('intoVault')} choices={byName(vaults)} value={vault} onChoose={setVault} /> : null}
      </div>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions"><button type="submit" class="button primary" aria-disabled={busy || !ready}>{busy ? t('openingSealed') : t('openSealed')}</button><button type="button" class="button" onClick={onDone}>{t('cancel')}</button></div>
    </form>
  );
}
