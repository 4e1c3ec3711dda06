/**
 * Finds somebody by name and offers them the credential.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { CredentialId } from '../../../core/ids.ts';
import type { Problem } from '../../../core/problem.ts';
import type { Rights } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { say } from '../notice.ts';
import { RightsChoice } from './rights-choice.tsx';
import type { SharingState } from './use-sharing.ts';

interface Found { userId: string; displayName: string }

export function AddPerson({ credential, state }: { credential: CredentialId; state: SharingState }) {
  const id = useId();
  const [name, setName] = useState('');
  const [rights, setRights] = useState<Rights>({ write: false, files: true, history: false });
  const [found, setFound] = useState<readonly Found[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asked, setAsked] = useState('');

  async function find(event: Event): Promise<void> {
    event.preventDefault();
    if (name.trim() === '') return;
    const answer = await send('findPeople', { credential, name: name.trim() });
    setFound(answer.ok ? answer.value.people : null);
    setProblem(answer.ok ? null : answer.problem);
  }

  async function share(userId: string, trustNewKeys: boolean): Promise<void> {
    setAsked(userId);
    if (!(await state.run(send('shareWith', { credential, userId, rights, trustNewKeys })))) return;
    setFound(null);
    setName('');
    say(t('offeredTo', { who: userId }));
  }

  const people = found?.filter(({ userId }) => !state.view?.people.some((one) => one.userId === userId)) ?? null;
  return (
    <div class="stack-small">
      <form class="field" role="search" onSubmit={(event) => void find(event)}>
        <label for={id}>{t('shareWith')}</label>
        <div class="with-tools">
          <input id={id} class="input" type="search" value={name} autocomplete="off" spellcheck={false} placeholder={t('personName')} onInput={(event) => { setName(event.currentTarget.value); }} />
          <button type="submit" class="button small"><Icon name="search" />{t('findPerson')}</button>
        </div>
      </form>
      <RightsChoice rights={rights} label={t('rightsOfNew')} onChange={setRights} />
      <div role="status">{people?.length === 0 ? <p class="dim">{t('nobodyFound')}</p> : null}</div>
      {people === null || people.length === 0 ? null : (
        <ul class="people" aria-label={t('peopleFound')}>
          {people.map(({ userId, displayName }) => (
            <li key={userId} class="person">
              <span><bdi class="label">{displayName}</bdi> <bdi class="meta">{userId}</bdi></span>
              <button type="button" class="button primary small" disabled={state.busy} aria-label={t('shareWithPerson', { who: displayName })} onClick={() => void share(userId, false)}>{t('share')}</button>
            </li>
          ))}
        </ul>
      )}
      {problem === null ? null : <ProblemNote problem={problem} />}
      {state.problem?.kind === 'new-sharing-keys' ? (
        <ProblemNote problem={state.problem}><button type="button" class="button small danger" onClick={() => void share(asked, true)}>{t('shareAnyway')}</button></ProblemNote>
      ) : null}
    </div>
  );
}
