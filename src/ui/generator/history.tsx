/**
 * Secrets that were made before: each masked until a person asks for it.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { GeneratedItem } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { formatMoment, t } from '../../messages/text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { SecretText } from '../components/secret-text.tsx';
import { copied } from '../details/copying.ts';

/** Asked for when it is opened. `onGone`: what went wrong is told by the screen. */
export function GeneratedHistory() {
  const [items, setItems] = useState<readonly GeneratedItem[] | null>(null);
  const load = async (open: boolean): Promise<void> => {
    const answer = open ? await send('getGenerated', {}) : null;
    setItems(answer?.ok === true ? answer.value.values : null);
  };
  return (
    <details class="generated" onToggle={(event) => void load(event.currentTarget.open)}>
      <summary>{t('generatedHistory')}</summary>
      <p class="meta">{t('generatedHistoryHint')}</p>
      {items?.length === 0 ? <p class="meta">{t('noGenerated')}</p> : null}
      <ul>{items?.map((item) => <Item key={item.id} item={item} />)}</ul>
      {items === null || items.length === 0 ? null : <button type="button" class="button quiet small" onClick={() => void send('clearGenerated', {}).then(() => load(true))}>{t('clearGenerated')}</button>}
    </details>
  );
}

/** Milliseconds. */
const shownFor = 10_000;

function Item({ item }: { item: GeneratedItem }) {
  const [secret, setSecret] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (secret === null) return undefined;
    const timer = setTimeout(() => { setSecret(null); }, shownFor);
    return () => { clearTimeout(timer); };
  }, [secret]);
  const name = item.site === '' ? formatMoment(item.at / 1000) : t('generatedForAt', { site: item.site, time: formatMoment(item.at / 1000) });
  async function reveal(): Promise<void> {
    if (secret !== null) {
      setSecret(null);
      return;
    }
    const answer = await send('revealGenerated', { id: item.id });
    if (answer.ok) setSecret(answer.value.value);
    else setProblem(answer.problem);
  }
  async function copy(): Promise<void> {
    const answer = await send('copyGenerated', { id: item.id });
    if (answer.ok) copied.value = { what: 'password', at: Date.now(), clearsAt: answer.value.clearsAt };
    else setProblem(answer.problem);
  }
  return (
    <li class="generated-item">
      <span class="texts">
        <span class="meta">{name}</span>
        {secret === null ? <span class="masked"><span aria-hidden="true">{'••••••••'}</span><span class="sr-only">{t('hidden')}</span></span> : <SecretText value={secret} />}
        {problem === null ? null : <ProblemNote problem={problem} />}
      </span>
      <IconButton icon={secret === null ? 'show' : 'hide'} name={t('showField', { field: name })} pressed={secret !== null} onClick={() => void reveal()} />
      <IconButton icon="copy" name={t('copyField', { field: name })} onClick={() => void copy()} />
    </li>
  );
}
