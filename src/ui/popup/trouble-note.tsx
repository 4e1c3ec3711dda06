/**
 * Why nothing was filled or copied, with the way out as a button.
 * @module
 */

import type { Problem } from '../../core/problem.ts';
import { t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { FillConsentButtons, isDecidable } from '../details/fill-consent.tsx';
import { copy, fill, fillHereAgain, openOptions, openSite } from './actions.ts';
import { JoinSites, strangersIn } from './join-sites.tsx';
import { load, type Trouble } from './model.ts';

/** The thing to do next, by kind of problem. */
const ways: Partial<Record<Problem['kind'], 'open-site' | 'copy' | 'again' | 'refill' | 'options' | 'reload'>> = {
  'wrong-site': 'open-site',
  'restricted-page': 'copy',
  'no-fields': 'copy',
  'only-new-password': 'copy',
  'page-changed': 'again',
  'still-loading': 'refill',
  'frame-of-other-site': 'copy',
  'signed-out': 'options',
  'no-permission': 'options',
  'wrong-login': 'options',
  'outdated': 'reload',
};

export function TroubleNote({ problem, row, allowed = [] }: Trouble) {
  const way = ways[problem.kind];
  if (isDecidable(problem) && row !== null) {
    return (
      <ProblemNote problem={problem}>
        <FillConsentButtons key={problem.kind} problem={problem} onAllow={(consent) => void fill(row, [...allowed, consent])} />
        {problem.kind === 'insecure-page' ? <Way name={t('openSite')} go={() => void openSite(row)} /> : null}
      </ProblemNote>
    );
  }
  if (problem.kind === 'site-excluded') return <ProblemNote problem={problem}><Way name={t('fillHereAgain')} go={() => void fillHereAgain(problem.site, row, allowed)} /></ProblemNote>;
  if (problem.kind === 'closed-frame') return <ProblemNote problem={problem}><Way name={t('allowHost', { host: problem.host })} go={() => void allowHost(problem.host, () => (row === null ? undefined : fill(row, allowed)))} /></ProblemNote>;
  if (way === 'refill' && row !== null) return <ProblemNote problem={problem}><Way name={t('fillAgain')} go={() => void fill(row, allowed)} /></ProblemNote>;
  const strangers = strangersIn(problem);
  const join = strangers === null ? null : <JoinSites key={strangers.join()} sites={strangers} />;
  if (way === 'open-site' && row !== null) return <ProblemNote problem={problem}><Way name={t('openSite')} go={() => void openSite(row)} />{join}</ProblemNote>;
  if (way === 'copy' && row?.hasPassword === true) return <ProblemNote problem={problem}><Way name={t('copyPassword')} go={() => void copy(row, { field: 'password' })} />{join}</ProblemNote>;
  if (way === 'again') return <ProblemNote problem={problem}><Way name={t('lookAgain')} go={() => void load()} /></ProblemNote>;
  if (way === 'options') return <ProblemNote problem={problem}><Way name={t('openOptions')} go={openOptions} /></ProblemNote>;
  if (way === 'reload') return <ProblemNote problem={problem}><Way name={t('reload')} go={() => { location.reload(); }} /></ProblemNote>;
  return <ProblemNote problem={problem} />;
}

/** In the turn of the click, or the browser refuses to ask. Its question may close the popup. */
async function allowHost(host: string, then: () => Promise<void> | undefined): Promise<void> {
  // Each scheme by itself, as the manifest lists them: of a pattern for both Chromium says that it is in neither.
  const origins = ['https', 'http'].map((scheme) => `${scheme}://${host.replace(/:\d+$/, '')}/*`);
  if (await chrome.permissions.request({ origins }).catch(() => false)) await then();
}

function Way({ name, go }: { name: string; go: () => void }) {
  return <button type="button" class="button small" onClick={go}>{name}</button>;
}
