/**
 * Secrets that were made before: each masked until a person asks for it.
 * @module
 */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { GeneratedItem } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { formatMoment, t } from '../../messages/text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { sayCopied } from '../details/copying.ts';
import { MaskedSecret, RevealButton, useReveal } from '../details/reveal.tsx';

/** Asked for when it is opened. `onGone`: what went wrong is told by the screen. */
export function GeneratedHistory() {
  const [items, setItems] = useState<readonly GeneratedItem[] | null>(null);
  const box = useRef<HTMLDetailsElement>(null);
  const load = async (open: boolean): Promise<void> => {
    const answer = open ? await send('getGenerated', {}) : null;
    setItems(answer?.ok === true ? answer.value.values : null);
  };
  // It opens below the edge of a popup.
  useEffect(() => { if (items !== null) box.current?.scrollIntoView({ block: 'nearest' }); }, [items]);
  return (
    <details ref={box} class="generated" onToggle={(event) => void load(event.currentTarget.open)}>
      <summary>{t('generatedHistory')}</summary>
      <p class="meta">{t('generatedHistoryHint')}</p>
      {items?.length === 0 ? <p class="meta">{t('noGenerated')}</p> : null}
      <ul>{items?.map((item) => <Item key={item.id} item={item} />)}</ul>
      {items === null || items.length === 0 ? null : <button type="button" class="button quiet small" onClick={() => void send('clearGenerated', {}).then(() => load(true))}>{t('clearGenerated')}</button>}
    </details>
  );
}

function Item({ item }: { item: GeneratedItem }) {
  const reveal = useReveal(() => send('revealGenerated', { id: item.id }));
  const [failed, setFailed] = useState<Problem | null>(null);
  const problem = failed ?? reveal.problem;
  const name = item.site === '' ? formatMoment(item.at / 1000) : t('generatedForAt', { site: item.site, time: formatMoment(item.at / 1000) });
  async function copy(): Promise<void> {
    const answer = await send('copyGenerated', { id: item.id });
    if (answer.ok) sayCopied('password', answer.value.clearsAt);
    setFailed(answer.ok ? null : answer.problem);
  }
  return (
    <li class="generated-item">
      <span class="texts">
        <span class="meta">{name}</span>
        <MaskedSecret secret={reveal.secret} />
        {problem === null ? null : <ProblemNote problem={problem} />}
      </span>
      <RevealButton reveal={reveal} name={t('showField', { field: name })} />
      <IconButton icon="copy" name={t('copyField', { field: name })} onClick={() => void copy()} />
    </li>
  );
}
