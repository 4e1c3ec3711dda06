/**
 * Whether Latchkey offers to save what is typed into pages, and the sites where it doesn't.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { Settings } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { askForAllSites } from './permissions.ts';
import { save } from './state.ts';

interface Props {
  settings: Settings;
  /** All sites may be seen. */
  allowed: boolean;
  onAllowed: (allowed: boolean) => void;
}

export function OfferToSave({ settings, allowed, onAllowed }: Props) {
  const on = allowed && settings.offerToSave;
  return (
    <label class="setting check">
      <span>{t('offerToSave')}<span class="meta">{t('offerToSaveHint')}</span></span>
      <input type="checkbox" checked={on} onChange={(event) => {
        const wanted = event.currentTarget.checked;
        // In the turn of the click, or the browser refuses to ask.
        const asked = wanted && !allowed ? askForAllSites() : Promise.resolve(allowed);
        void asked.then((granted) => {
          onAllowed(granted);
          return wanted === settings.offerToSave ? undefined : save({ offerToSave: wanted });
        });
      }} />
    </label>
  );
}

export function NeverSites() {
  const [sites, setSites] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    void send('getNeverSites', {}).then((answer) => { if (answer.ok) setSites(answer.value.sites); });
  }, []);

  async function forgive(site: string): Promise<void> {
    const answer = await send('forgiveSite', { site });
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setSites(answer.value.sites);
  }

  if (sites.length === 0) return null;
  return (
    <>
      <h3>{t('neverSites')}</h3>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <ul class="card settings">
        {sites.map((site) => (
          <li key={site} class="setting">
            <span class="clip" dir="ltr">{site}</span>
            <button type="button" class="button small" aria-label={t('forgiveSite', { site })} onClick={() => void forgive(site)}>{t('askAgain')}</button>
          </li>
        ))}
      </ul>
    </>
  );
}
