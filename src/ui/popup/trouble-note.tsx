/**
 * Why nothing was filled or copied, with the way out as a button.
 * @module
 */

import type { Problem } from '../../core/problem.ts';
import type { Row } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { copy, openOptions, openSite } from './actions.ts';
import { load } from './model.ts';

/** The thing to do next, by kind of problem. */
const ways: Partial<Record<Problem['kind'], 'open-site' | 'copy' | 'again' | 'options' | 'reload'>> = {
  'wrong-site': 'open-site',
  'insecure-page': 'open-site',
  'restricted-page': 'copy',
  'no-fields': 'copy',
  'only-new-password': 'copy',
  'page-changed': 'again',
  'signed-out': 'options',
  'no-permission': 'options',
  'wrong-login': 'options',
  'outdated': 'reload',
};

export function TroubleNote({ problem, row }: { problem: Problem; row: Row | null }) {
  const way = ways[problem.kind];
  if (way === 'open-site' && row !== null) return <ProblemNote problem={problem}><Way name={t('openSite')} go={() => void openSite(row)} /></ProblemNote>;
  if (way === 'copy' && row?.hasPassword === true) return <ProblemNote problem={problem}><Way name={t('copyPassword')} go={() => void copy(row, { field: 'password' })} /></ProblemNote>;
  if (way === 'again') return <ProblemNote problem={problem}><Way name={t('lookAgain')} go={() => void load()} /></ProblemNote>;
  if (way === 'options') return <ProblemNote problem={problem}><Way name={t('openOptions')} go={openOptions} /></ProblemNote>;
  if (way === 'reload') return <ProblemNote problem={problem}><Way name={t('reload')} go={() => { location.reload(); }} /></ProblemNote>;
  return <ProblemNote problem={problem} />;
}

function Way({ name, go }: { name: string; go: () => void }) {
  return <button type="button" class="button small" onClick={go}>{name}</button>;
}
