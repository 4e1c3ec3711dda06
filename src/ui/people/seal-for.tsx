/**
 * What opens a sealed file: a passphrase that is told another way, or the key of its recipient, taken over and compared.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { AccountId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { ContactRow } from '../../messages/people-contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { change } from './model.ts';

/** As people read it to each other: groups of four, half of its digits. */
export function KeyMark({ fingerprint }: { fingerprint: string }) {
  return <span class="mono" dir="ltr" translate={false}>{fingerprint.slice(0, 32).replace(/(.{4})(?!$)/g, '$1 ')}</span>;
}

export function TheirKey({ account, contact: { name, cloudId, key } }: { account: AccountId; contact: ContactRow }) {
  const id = useId();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const pin = (what: string | null) => () => void change(send('pinKey', { account, cloudId, text: what })).then(setProblem);
  if (key !== null) {
    return (
      <div class="stack">
        <p class="meta">{t('sealKeyCompare')}</p>
        <p><KeyMark fingerprint={key} /></p>
        <div class="actions"><button type="button" class="link" onClick={pin(null)}>{t('sealKeyOther')}</button></div>
      </div>
    );
  }
  return (
    <div class="field">
      <label for={id}>{t('sealKeyOf', { name })}</label>
      <textarea id={id} class="input mono" rows={2} spellcheck={false} autocomplete="off" value={text} aria-describedby={`${id}-hint`} onInput={(event) => { setText(event.currentTarget.value); }} />
      <span id={`${id}-hint`} class="hint">{t('sealKeyHint')}</span>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions"><button type="button" class="button small" aria-disabled={text.trim() === ''} onClick={pin(text)}>{t('sealKeyTake')}</button></div>
    </div>
  );
}

/** One's own, to hand over. Made when it is first asked for. */
export function MySealKey({ account, onCopied }: { account: AccountId; onCopied: () => void }) {
  const [mine, setMine] = useState<{ key: string; fingerprint: string } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const show = (): void => void send('getSealKey', { account }).then((answer) => {
    setMine(answer.ok ? answer.value : null);
    setProblem(answer.ok ? null : answer.problem);
  });
  return (
    <div class="card padded stack">
      <h3>{t('mySealKey')}</h3>
      <p class="meta">{t('mySealKeyText')}</p>
      {mine === null ? null : <p><KeyMark fingerprint={mine.fingerprint} /></p>}
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions">
        {mine === null ? <button type="button" class="button small" onClick={show}>{t('mySealKeyShow')}</button> : <button type="button" class="button small" onClick={() => void navigator.clipboard.writeText(mine.key).then(onCopied)}>{t('mySealKeyCopy')}</button>}
      </div>
    </div>
  );
}
