/**
 * Sends a login or a file sealed: for a passphrase that is told another way, or for the contact's key.
 * @module
 */

import { useId, useRef, useState } from 'preact/hooks';
import type { AccountId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { Row } from '../../messages/contract.ts';
import type { ContactRow } from '../../messages/people-contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Choice } from '../components/choice.tsx';
import { Icon } from '../components/icon.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { say } from '../vault/notice.ts';
import { LimitedExpiry } from './expiry.tsx';
import { change } from './model.ts';
import { Refusal } from './refusal.tsx';
import { TheirKey } from './seal-for.tsx';
import { FilePicker } from './share-file.tsx';

const most = 6;
const shortest = 8;

export function SendSealed({ account, contact, onDone }: { account: AccountId; contact: ContactRow; onDone: () => void }) {
  const [kind, setKind] = useState<'login' | 'file'>('login');
  const [login, setLogin] = useState<Row | null>(null);
  const [folder, setFolder] = useState<readonly string[]>([]);
  const [file, setFile] = useState<string | null>(null);
  const [means, setMeans] = useState<'passphrase' | 'key'>(contact.key === null ? 'passphrase' : 'key');
  const [passphrase, setPassphrase] = useState('');
  const [days, setDays] = useState(7);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { name, cloudId } = contact;
  const chosen = kind === 'login' ? login && { credential: login.id } : file === null ? null : { path: [...folder, file] };
  const ready = chosen !== null && (means === 'key' ? contact.key !== null : passphrase.length >= shortest);

  async function sendIt(): Promise<void> {
    if (busy || !ready) return;
    setBusy(true);
    const refused = await change(send('sendSealed', { account, what: chosen, cloudId, passphrase: means === 'key' ? null : passphrase, days }));
    setBusy(false);
    setProblem(refused);
    if (refused !== null) return;
    say(t(means === 'key' ? 'sealedSentByKey' : 'sealedSent', { name }));
    onDone();
  }

  return (
    <form class="row-form appear" aria-label={t('sendLoginTo', { name })} onSubmit={(event) => { event.preventDefault(); void sendIt(); }}>
      <p class="meta">{t('sealedHint')}</p>
      <div class="pair">
        <Choice label={t('sealWhat')} choices={[['login', t('sealLogin')], ['file', t('sealFile')]]} value={kind} onChoose={setKind} />
        <Choice label={t('sealFor')} choices={[['passphrase', t('sealForPassphrase')], ['key', t('sealForKey')]]} value={means} onChoose={setMeans} />
      </div>
      {kind === 'login' ? <LoginPicker chosen={login} onChoose={setLogin} /> : <FilePicker filesOnly account={account} folder={folder} chosen={file} onFolder={(path) => { setFolder(path); setFile(null); }} onChoose={setFile} />}
      <div class="pair">
        {means === 'key' ? <TheirKey account={account} contact={contact} /> : <PasswordField label={t('sealedPassphrase')} value={passphrase} onInput={setPassphrase} autocomplete="off" field={field} hint={t('sealedPassphraseHint')} />}
        <LimitedExpiry days={days} onChange={setDays} />
      </div>
      {problem === null ? null : <Refusal problem={problem} cloudId={cloudId} onAgain={() => void sendIt()} />}
      <div class="actions">
        <button type="submit" class="button primary" aria-disabled={busy || !ready}>{busy ? t('sealing') : t('sealAndSend')}</button>
        <button type="button" class="button" onClick={onDone}>{t('cancel')}</button>
      </div>
    </form>
  );
}

function LoginPicker({ chosen, onChoose }: { chosen: Row | null; onChoose: (row: Row | null) => void }) {
  const id = useId();
  const [query, setQuery] = useState('');
  const [rows, setRows] = useState<readonly Row[]>([]);

  async function search(text: string): Promise<void> {
    setQuery(text);
    onChoose(null);
    const answer = text.trim() === '' ? null : await send('search', { query: text, limit: most });
    setRows(answer?.ok === true ? answer.value.rows : []);
  }

  return (
    <div class="field">
      <label for={id}>{t('whichLogin')}</label>
      <input id={id} class="input" type="search" autocomplete="off" spellcheck={false} autofocus value={query} onInput={(event) => void search(event.currentTarget.value)} />
      <div role="status">{query.trim() !== '' && rows.length === 0 ? <p class="dim">{t('noLoginFound')}</p> : null}</div>
      {rows.length === 0 ? null : (
        <ul class="choices">{rows.map((row) => <li key={row.id}><button type="button" class="choice" aria-pressed={chosen?.id === row.id} onClick={() => { onChoose(row); }}><Icon name="key" /><bdi class="clip">{row.label}</bdi><bdi class="meta">{row.account}</bdi></button></li>)}</ul>
      )}
    </div>
  );
}
