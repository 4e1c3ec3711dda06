/**
 * Everybody with a cloud id: shared with from here, added by hand, removed with a way back.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { AccountId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { ContactRow, InviteWay } from '../../messages/people-contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { Section } from '../options/section.tsx';
import { say } from '../vault/notice.ts';
import { LedList } from './led-list.tsx';
import { change, loadPeople } from './model.ts';
import { SendSealed } from './send-sealed.tsx';
import { ShareFile } from './share-file.tsx';

export function Contacts({ account, contacts, way }: { account: AccountId; contacts: readonly ContactRow[]; way: InviteWay }) {
  const [adding, setAdding] = useState(false);
  return (
    <Section title={t('contacts')} text={t('contactsText')}>
      {contacts.length === 0 ? <p class="card padded dim">{t(way === 'contacts' || way === 'mesh' ? 'noContactsInvite' : 'noContacts')}</p> : (
        <LedList what="contacts" name={t('contacts')}>{contacts.map((contact) => <Contact key={`${contact.ref ?? ''} ${contact.cloudId}`} account={account} contact={contact} />)}</LedList>
      )}
      {adding ? <AddContact account={account} onDone={() => { setAdding(false); }} /> : <div class="actions"><button type="button" class="button" onClick={() => { setAdding(true); }}><Icon name="plus" />{t('addContact')}</button></div>}
    </Section>
  );
}

function Contact({ account, contact }: { account: AccountId; contact: ContactRow }) {
  const [doing, setDoing] = useState<'nothing' | 'sharing' | 'sealing'>('nothing');
  const [problem, setProblem] = useState<Problem | null>(null);
  const { ref, name, cloudId } = contact;

  async function remove(file: string): Promise<void> {
    const answer = await send('removeContact', { account, ref: file });
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    const { undo } = answer.value;
    say(t('contactRemoved', { name }), async () => { await change(send('restoreContact', { account, undo })); });
    await loadPeople(false);
  }

  const toggle = (what: 'sharing' | 'sealing') => () => { setDoing(doing === what ? 'nothing' : what); };
  return (
    <li class="row">
      <div class="texts">
        <span class="label"><bdi>{name}</bdi></span>
        <span class="meta"><bdi>{cloudId}</bdi>{contact.from === 'mesh' ? ` · ${t('fromMesh')}` : ''}</span>
      </div>
      <button type="button" class="button small" aria-expanded={doing === 'sharing'} aria-label={t('shareFileWith', { name })} onClick={toggle('sharing')}>{t('shareFile')}</button>
      <button type="button" class="button small" aria-expanded={doing === 'sealing'} aria-label={t('sendLoginTo', { name })} onClick={toggle('sealing')}>{t('sendLogin')}</button>
      {ref === null ? null : <button type="button" class="button small" aria-label={t('removeContactOf', { name })} onClick={() => void remove(ref)}>{t('removeContact')}</button>}
      {doing === 'sharing' ? <div class="row-more"><ShareFile account={account} cloudId={cloudId} name={name} onDone={() => { setDoing('nothing'); }} /></div> : null}
      {doing === 'sealing' ? <div class="row-more"><SendSealed account={account} contact={contact} onDone={() => { setDoing('nothing'); }} /></div> : null}
      {problem === null ? null : <div class="row-more"><ProblemNote problem={problem} /></div>}
    </li>
  );
}

function AddContact({ account, onDone }: { account: AccountId; onDone: () => void }) {
  const id = useId();
  const [name, setName] = useState('');
  const [cloudId, setCloudId] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);

  async function add(event: Event): Promise<void> {
    event.preventDefault();
    const refused = await change(send('addContact', { account, name, email: '', cloudId: cloudId.trim() }));
    setProblem(refused);
    if (refused !== null) return;
    say(t('contactAdded', { name: name.trim() === '' ? cloudId.trim() : name.trim() }));
    onDone();
  }

  return (
    <form class="card padded stack appear" aria-label={t('addContact')} onSubmit={(event) => void add(event)}>
      <div class="pair">
        <div class="field"><label for={`${id}-id`}>{t('cloudId')}</label><input id={`${id}-id`} class="input" type="text" required minLength={3} autofocus autocomplete="off" spellcheck={false} autocapitalize="off" value={cloudId} onInput={(event) => { setCloudId(event.currentTarget.value); }} /></div>
        <div class="field"><label for={`${id}-name`}>{t('contactName')}</label><input id={`${id}-name`} class="input" type="text" dir="auto" autocomplete="off" maxLength={200} value={name} onInput={(event) => { setName(event.currentTarget.value); }} /></div>
      </div>
      {problem === null ? null : problem.kind === 'bad-address' ? <p class="quiet-line" role="alert"><Icon name="alert" />{t('noCloudId')}</p> : <ProblemNote problem={problem} />}
      <div class="actions"><button type="submit" class="button primary">{t('addContact')}</button><button type="button" class="button" onClick={onDone}>{t('cancel')}</button></div>
    </form>
  );
}
