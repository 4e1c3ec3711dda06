/**
 * Sends a login sealed: chosen from the vault, under a passphrase that is told another way.
 * @module
 */

import { useId, useRef, useState } from 'preact/hooks';
import type { AccountId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { Row } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { say } from '../vault/notice.ts';
import { LimitedExpiry } from './expiry.tsx';
import { change } from './model.ts';
import { Refusal } from './refusal.tsx';

const most = 6;
const shortest = 8;

export function SendSealed({ account, cloudId, name, onDone }: { account: AccountId; cloudId: string; name: string; onDone: () => void }) {
  const [login, setLogin] = useState<Row | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [days, setDays] = useState(7);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const ready = login !== null && passphrase.length >= shortest;

  async function sendIt(): Promise<void> {
    if (busy || !ready) return;
    setBusy(true);
    const refused = await change(send('sendSealed', { account, credential: login.id, cloudId, passphrase, days }));
    setBusy(false);
    setProblem(refused);
    if (refused !== null) return;
    say(t('sealedSent', { name }));
    onDone();
  }

  return (
    <form class="row-form appear" aria-label={t('sendLoginTo', { name })} onSubmit={(event) => { event.preventDefault(); void sendIt(); }}>
      <p class="meta">{t('sealedHint')}</p>
      <LoginPicker chosen={login} onChoose={setLogin} />
      <div class="pair">
        <PasswordField label={t('sealedPassphrase')} value={passphrase} onInput={setPassphrase} autocomplete="off" field={field} hint={t('sealedPassphraseHint')} />
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
