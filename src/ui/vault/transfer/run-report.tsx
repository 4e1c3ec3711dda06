/**
 * How an import goes on, and what it came to, with the way back.
 * @module
 */

import type { ImportRun } from '../../../messages/transfer-contract.ts';
import { t, tn } from '../../../messages/text.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { explain } from '../../explain.ts';
import { dismissRun, steer } from './import-model.ts';
import { Progress } from './progress.tsx';
import { useSaid } from './said.ts';

export function RunReport({ run }: { run: ImportRun }) {
  const goesOn = run.state === 'running' || run.state === 'undoing' || run.state === 'paused';
  const counts = goesOn ? '' : countsOf(run);
  useSaid(counts || heading(run.state));
  return (
    <div class="stack" data-run={run.state}>
      <h3>{heading(run.state)}</h3>
      {goesOn && run.state !== 'undoing' ? <><p class="dim">{t('importRunningHint')}</p><Progress done={run.done} total={run.total} /></> : null}
      {run.state === 'undoing' ? <progress aria-label={heading(run.state)} /> : null}
      {run.problem === null ? null : <ProblemNote problem={run.problem} />}
      {counts === '' ? null : <p>{counts}</p>}
      {run.failed.length === 0 ? null : <Failures run={run} />}
      {run.state === 'done' || run.state === 'cancelled' ? <p class="note plain">{t('importDeleteFile')}</p> : null}
      <Buttons run={run} />
    </div>
  );
}

function countsOf(run: ImportRun): string {
  const counts = run.state === 'undone'
    ? [run.kept > 0 ? tn('importKeptCount', run.kept) : '']
    : [tn('importNewCount', run.created), run.updated > 0 ? tn('importUpdatedCount', run.updated) : '', run.failed.length > 0 ? tn('importFailedCount', run.failed.length) : ''];
  return counts.filter((text) => text !== '').join(' · ');
}

function Failures({ run }: { run: ImportRun }) {
  return (
    <details>
      <summary>{t('importFailures')}</summary>
      <ul class="plain-list">{run.failed.map((failed, index) => <li key={index}><strong dir="auto">{failed.label}</strong> {explain(failed.problem).what}</li>)}</ul>
    </details>
  );
}

function Buttons({ run }: { run: ImportRun }) {
  const { state, id } = run;
  return (
    <div class="actions">
      {state === 'paused' ? <button type="button" class="button primary" onClick={() => void steer('resumeImport', id)}>{t('keyChangeResume')}</button> : null}
      {state === 'running' || state === 'paused' ? <button type="button" class="button" onClick={() => void steer('cancelImport', id)}>{t('cancel')}</button> : null}
      {state === 'done' || state === 'cancelled' || state === 'undone' ? <button type="button" class="button primary" onClick={() => void dismissRun(id)}>{t('finish')}</button> : null}
      {(state === 'done' || state === 'cancelled') && run.created + run.updated > 0 ? <><button type="button" class="button" onClick={() => void steer('undoImport', id)}>{t('importUndo')}</button><span class="dim">{t('importUndoHint')}</span></> : null}
    </div>
  );
}

function heading(state: ImportRun['state']): string {
  switch (state) {
    case 'staging':
    case 'running': return t('importRunning');
    case 'paused': return t('importPaused');
    case 'cancelled': return t('importCancelled');
    case 'done': return t('importDone');
    case 'undoing': return t('importUndoing');
    case 'undone': return t('importUndone');
  }
}
