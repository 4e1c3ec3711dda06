/**
 * Sharing, beside the details: with whom one's own is shared, or who shares this.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { CredentialId } from '../../../core/ids.ts';
import type { CredentialView, Rights, Sharee } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SkeletonRows } from '../../components/skeleton.tsx';
import { nameOf } from '../actions.ts';
import { focusSoon, listId } from '../element-ids.ts';
import { refreshList } from '../list-model.ts';
import { go, tell } from '../model.ts';
import { say } from '../notice.ts';
import { AddPerson } from './add-person.tsx';
import { PublicLink } from './public-link.tsx';
import { RightsChoice, rightsText } from './rights-choice.tsx';
import { useSharing, type SharingState } from './use-sharing.ts';

export function SharingSection({ shown }: { shown: CredentialView }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  if (shown.access.owner !== null) return <FromOthers shown={shown} owner={shown.access.owner} />;
  if (shown.trashed !== null) return null;
  return (
    <section class="history">
      <h3><button type="button" class="entry" aria-expanded={open} aria-controls={id} onClick={() => { setOpen(!open); }}><Icon name="open" /><span class="clip">{shown.row.shared ? t('sharingOn') : t('sharing')}</span><Icon name={open ? 'up' : 'down'} /></button></h3>
      {open ? <div id={id}><Own shown={shown} /></div> : null}
    </section>
  );
}

function Own({ shown }: { shown: CredentialView }) {
  const state = useSharing(shown.row.id);
  const { view, problem, busy } = state;
  const keysChanged = problem?.kind === 'new-sharing-keys';
  return (
    <div class="card sharing" aria-busy={busy}>
      {problem === null || keysChanged ? null : <ProblemNote problem={problem}><button type="button" class="button small" onClick={state.again}>{t('tryAgain')}</button></ProblemNote>}
      {view === null ? (problem === null ? <SkeletonRows /> : null) : (
        <>
          {view.unfinished ? <p class="quiet-line" role="status"><Icon name="clock" />{t('sharingUnfinished')}</p> : null}
          <People shown={shown} state={state} />
          {view.allowed.people ? <AddPerson credential={shown.row.id} state={state} /> : <p class="meta">{t('sharingForbidden')}</p>}
          {view.allowed.links ? <PublicLink credential={shown.row.id} state={state} /> : null}
          {view.keyed ? <Stop shown={shown} state={state} /> : null}
        </>
      )}
    </div>
  );
}

function People({ shown, state }: { shown: CredentialView; state: SharingState }) {
  const people = state.view?.people ?? [];
  if (people.length === 0) return <p class="dim">{t('sharedWithNobody')}</p>;
  const credential = shown.row.id;
  return (
    <ul class="people" aria-label={t('sharedWith')}>
      {people.map((person) => <Person key={person.userId} person={person} credential={credential} state={state} />)}
    </ul>
  );
}

function Person({ person: { userId, rights, state: at }, credential, state }: { person: Sharee; credential: CredentialId; state: SharingState }) {
  /** As clicked, until the server has answered. */
  const [wished, setWished] = useState<Rights | null>(null);
  async function change(next: Rights): Promise<void> {
    setWished(next);
    await state.run(send('setRights', { credential, userId, rights: next }));
    setWished(null);
  }
  async function remove(): Promise<void> {
    if (await state.run(send('unshareFrom', { credential, userId }))) say(t('unsharedFrom', { who: userId }));
  }
  return (
    <li class="person">
      <span><bdi class="label">{userId}</bdi> <span class="meta">{at === 'offered' ? t('offered') : t('accepted')}</span></span>
      <button type="button" class="button small" aria-label={t('unshareFrom', { who: userId })} onClick={() => void remove()}>{t('removePerson')}</button>
      <RightsChoice rights={wished ?? rights} label={t('rightsOf', { who: userId })} onChange={(next) => void change(next)} />
    </li>
  );
}

function Stop({ shown, state }: { shown: CredentialView; state: SharingState }) {
  const [asked, setAsked] = useState(false);
  if (!asked) return <div class="actions"><button type="button" class="button small danger" onClick={() => { setAsked(true); }}>{t('stopSharing')}</button></div>;
  return (
    <div class="confirm appear" role="group" aria-label={t('stopSharing')}>
      <p>{t('stopSharingAsk', { label: nameOf(shown.row.label) })}</p>
      <div class="actions">
        <button type="button" class="button small danger" autofocus onClick={() => {
          setAsked(false);
          void state.run(send('stopSharing', { credential: shown.row.id })).then((ok) => { if (ok) say(t('sharingStopped')); });
        }}>{t('stopSharing')}</button>
        <button type="button" class="button small" onClick={() => { setAsked(false); }}>{t('cancel')}</button>
      </div>
    </div>
  );
}

function FromOthers({ shown, owner }: { shown: CredentialView; owner: string }) {
  const [asked, setAsked] = useState(false);
  async function leave(): Promise<void> {
    const answer = await send('leaveShare', { credential: shown.row.id });
    if (!answer.ok) {
      tell(answer.problem);
      return;
    }
    go({ at: 'nothing' });
    refreshList();
    focusSoon(listId);
    say(t('shareLeft', { label: nameOf(shown.row.label) }));
  }
  return (
    <section class="card sharing" aria-label={t('sharing')}>
      <p><strong>{t('sharedBy', { who: owner })}</strong> <span class="meta">{rightsText(shown.access.rights)}</span></p>
      {asked ? (
        <div class="confirm appear" role="group" aria-label={t('leaveShare')}>
          <p>{t('leaveShareAsk', { who: owner })}</p>
          <div class="actions">
            <button type="button" class="button small danger" autofocus onClick={() => void leave()}>{t('leaveShare')}</button>
            <button type="button" class="button small" onClick={() => { setAsked(false); }}>{t('cancel')}</button>
          </div>
        </div>
      ) : <div class="actions"><button type="button" class="button small" onClick={() => { setAsked(true); }}>{t('leaveShare')}</button></div>}
    </section>
  );
}
