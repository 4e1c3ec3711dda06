/**
 * Who can open the folder, by what words their keys are known, and sharing it with more people or fewer.
 * @module
 */

import { useState } from 'preact/hooks';
import { tokenOf } from '../../core/folders/link.ts';
import type { FolderPerson, FolderView } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { whoName } from '../components/who-name.ts';
import { Fingerprint } from './fingerprint.tsx';
import { Links } from './links.tsx';
import { act } from './model.ts';
import { Reseal } from './reseal.tsx';
import { ShareForm } from './share-form.tsx';
import { Sure } from './sure.tsx';

export function People({ view }: { view: FolderView }) {
  const mayShare = view.owned && view.place.inside.length === 0;
  return (
    <section class="card stack padded" aria-labelledby="people">
      <h3 id="people">{t('foldersWhoCanOpen')}</h3>
      <p class="hint">{t('foldersFingerprintHint')}</p>
      <ul class="people">{view.people.filter(({ userId }) => !mayShare || tokenOf(userId) === null).map((person) => <Person key={person.userId} view={view} person={person} mayShare={mayShare} />)}</ul>
      {mayShare ? <><ShareForm view={view} /><Links view={view} />{view.rows.length === 0 ? null : <section class="stack part" aria-labelledby="reseal"><h3 id="reseal">{t('foldersResealTitle')}</h3><Reseal place={view.place} /></section>}</> : <p class="hint">{t('foldersOnlyOwnerShares')}</p>}
    </section>
  );
}

function Person({ view, person, mayShare }: { view: FolderView; person: FolderPerson; mayShare: boolean }) {
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const { userId, self } = person;
  async function unshare(): Promise<void> {
    if (busy) return;
    setBusy(true);
    await act(send('unshareFolder', { place: view.place, userId }), t('foldersUnshared', { who: userId }));
    setBusy(false);
    setSure(false);
  }
  return (
    <li class="person">
      <span class="texts"><strong><bdi>{whoName(userId)}</bdi>{self ? ` (${t('foldersYou')})` : ''}</strong><Fingerprint words={person.fingerprint} /></span>
      {self || !mayShare ? null : <button type="button" class="button small" aria-expanded={sure} onClick={() => { setSure(!sure); }}>{t('foldersUnshare')}</button>}
      {sure ? <Sure question={t('foldersUnshareSure', { who: userId })} action={t('foldersUnshareDo')} busy={busy} onYes={() => void unshare()} onNo={() => { setSure(false); }} /> : null}
    </li>
  );
}
