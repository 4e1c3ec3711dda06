/**
 * Sites that belong together: what the person said, said here, and taken back.
 * @module
 */

import { useEffect, useId, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { Answer, SiteSet } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';

type Sets = readonly SiteSet[];

export function SiteSets() {
  const id = useId();
  const [sets, setSets] = useState<Sets | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** What was taken apart last, and how it was before. */
  const [parted, setParted] = useState<{ set: SiteSet; before: Sets } | null>(null);
  useEffect(() => {
    void send('getSiteSets', {}).then((answer) => { if (answer.ok) setSets(answer.value.sets); });
  }, []);
  if (sets === null) return null;

  function take(answer: Answer<{ sets: Sets }>): boolean {
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setSets(answer.value.sets);
    setParted(null);
    return answer.ok;
  }
  async function part(set: SiteSet, before: Sets): Promise<void> {
    if (take(await send('saveSiteSets', { sets: before.filter((other) => other !== set) }))) setParted({ set, before });
  }
  return (
    <section class="stack" aria-labelledby={`${id}-name`}>
      <h3 id={`${id}-name`}>{t('siteSets')}</h3>
      {sets.length === 0 ? null : (
        <ul class="card settings">
          {sets.map((set) => (
            <li key={set.join()} class="setting">
              <span class="texts" dir="ltr">{set.join(', ')}</span>
              <button type="button" class="button small" aria-label={t('siteSetsPartThis', { sites: set.join(', ') })} onClick={() => void part(set, sets)}>{t('siteSetsPart')}</button>
            </li>
          ))}
        </ul>
      )}
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div role="status">
        {parted === null ? null : <div class="note plain"><div><span>{t('siteSetsParted', { sites: parted.set.join(', ') })}</span><div class="actions"><button type="button" class="button small" onClick={() => void send('saveSiteSets', { sets: parted.before }).then(take)}>{t('undo')}</button></div></div></div>}
      </div>
      <NewSet take={take} />
    </section>
  );
}

function NewSet({ take }: { take: (answer: Answer<{ sets: Sets }>) => boolean }) {
  const id = useId();
  const [text, setText] = useState('');
  async function join(event: Event): Promise<void> {
    event.preventDefault();
    const sites = text.split(/[\s,;]+/).filter((site) => site !== '');
    if (sites.length > 0 && take(await send('joinSites', { sites }))) setText('');
  }
  return (
    <form class="stack" onSubmit={(event) => void join(event)}>
      <div class="field">
        <label for={id}>{t('siteSetsNew')}</label>
        <input id={id} class="input" type="text" dir="ltr" value={text} autocomplete="off" autocapitalize="off" spellcheck={false} aria-describedby={`${id}-hint`} onInput={(event) => { setText(event.currentTarget.value); }} />
        <p id={`${id}-hint`} class="hint">{t('siteSetsHint')}</p>
      </div>
      <div class="actions"><button type="submit" class="button small" aria-disabled={text.trim() === ''}>{t('siteSetsJoin')}</button></div>
    </form>
  );
}
