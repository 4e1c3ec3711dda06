/**
 * Sharing with one more person: found by name, known by the words of their key, and only then let in.
 * @module
 */

import { useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { FolderPeer, FolderView } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { act } from './model.ts';

interface FoundPerson { userId: string; displayName: string }

export function ShareForm({ view }: { view: FolderView }) {
  const [name, setName] = useState('');
  const [found, setFound] = useState<readonly FoundPerson[] | null>(null);
  const [peer, setPeer] = useState<FolderPeer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { account } = view.place;

  async function search(event: Event): Promise<void> {
    event.preventDefault();
    if (name.trim() === '') return;
    const answer = await send('findFolderPeople', { account, name: name.trim() });
    setPeer(null);
    setProblem(answer.ok ? null : answer.problem);
    setFound(answer.ok ? answer.value.people : null);
  }

  async function choose(userId: string): Promise<void> {
    const answer = await send('getFolderPeer', { account, userId });
    setProblem(answer.ok ? null : answer.problem);
    setPeer(answer.ok ? answer.value : null);
  }

  const others = found?.filter(({ userId }) => !view.people.some((person) => person.userId === userId)) ?? null;
  return (
    <div class="stack">
      <form class="with-tools" onSubmit={(event) => void search(event)}>
        <input class="input" aria-label={t('foldersFindPerson')} placeholder={t('foldersFindPerson')} value={name} autocomplete="off" onInput={({ currentTarget }) => { setName(currentTarget.value); }} />
        <button type="submit" class="button"><Icon name="search" />{t('foldersFind')}</button>
      </form>
      {others === null ? null : others.length === 0 ? <p class="hint" role="status">{t('foldersNobodyFound')}</p> : (
        <ul class="chips">{others.map(({ userId, displayName }) => <li key={userId}><button type="button" class="chip" aria-pressed={peer?.userId === userId} onClick={() => void choose(userId)}>{displayName}</button></li>)}</ul>
      )}
      {problem === null ? null : <ProblemNote problem={problem} />}
      {peer === null ? null : <Compare key={peer.userId} view={view} peer={peer} end={() => { setPeer(null); setFound(null); setName(''); }} />}
    </div>
  );
}

function Compare({ view, peer, end }: { view: FolderView; peer: FolderPeer; end: () => void }) {
  const [mayWrite, setMayWrite] = useState(true);
  const [busy, setBusy] = useState(false);
  const { userId, fingerprint, known } = peer;
  async function share(): Promise<void> {
    if (busy) return;
    setBusy(true);
    if (known === 'changed') await send('trustFolderKey', { account: view.place.account, who: userId });
    const answer = await act(send('shareFolder', { place: view.place, userId, mayWrite, fingerprint }), t('foldersShared', { who: userId }));
    setBusy(false);
    if (answer.ok) end();
  }
  return (
    <div class={known === 'changed' ? 'note' : 'note plain'}>
      <Icon name={known === 'changed' ? 'alert' : 'key'} />
      <div>
        <strong>{t(known === 'changed' ? 'foldersKeyChanged' : known === 'same' ? 'foldersKeyKnown' : 'foldersKeyNew', { who: userId })}</strong>
        <Fingerprint words={fingerprint} />
        <label class="check"><input type="checkbox" checked={mayWrite} onChange={({ currentTarget }) => { setMayWrite(currentTarget.checked); }} /><span>{t('foldersMayWrite')}</span></label>
        <div class="actions"><button type="button" class="button primary small" aria-disabled={busy} onClick={() => void share()}>{busy ? t('foldersWorking') : t('foldersShareWith', { who: userId })}</button></div>
      </div>
    </div>
  );
}
