/**
 * The way into somebody else's public link.
 * @module
 */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readLinkAddress } from '../../core/folders/visit.ts';
import type { Problem } from '../../core/problem.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { askForServer } from '../options/permissions.ts';
import { go, visiting } from './model.ts';
import { placeOf } from './place.ts';

export function VisitForm() {
  const [link, setLink] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => { field.current?.focus(); }, []);

  async function open(event: Event): Promise<void> {
    event.preventDefault();
    const address = readLinkAddress(link);
    setWrong(address === null);
    if (address === null) return;
    const refused = await askForServer(address.origin);
    const answer = refused === null ? await send('openFolderLink', { link }) : { ok: false as const, problem: refused };
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    visiting.value = false;
    go(placeOf(answer.value.place));
  }

  return (
    <main class="files-main narrow">
      <form class="card stack padded" onSubmit={(event) => void open(event)}>
        <h2>{t('foldersOpenLink')}</h2>
        <div class="field">
          <label for="link">{t('foldersLinkAddress')}</label>
          <input id="link" ref={field} class="input" dir="ltr" inputMode="url" autocomplete="off" spellcheck={false} value={link} onInput={({ currentTarget }) => { setLink(currentTarget.value); }} />
        </div>
        {wrong ? <div class="note" role="alert"><Icon name="alert" /><p>{t('foldersNoLink')}</p></div> : null}
        {problem === null ? null : <ProblemNote problem={problem} />}
        <div class="actions">
          <button type="submit" class="button primary">{t('foldersOpenLink')}</button>
          <button type="button" class="button" onClick={() => { visiting.value = false; }}>{t('cancel')}</button>
        </div>
      </form>
    </main>
  );
}
