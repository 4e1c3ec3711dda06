/**
 * Import: a file is chosen, read and shown, and only then written. Loaded when it is gone to, with all its parsers.
 * @module
 */

import { useEffect } from 'preact/hooks';
import { t } from '../../../messages/text.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { ChooseFile } from './choose-file.tsx';
import { ColumnChoice } from './column-choice.tsx';
import { FilePassword } from './file-password.tsx';
import { openVaults, problem, run, step, stopWatching, watchRun } from './import-model.ts';
import { Preview } from './preview.tsx';
import { Progress } from './progress.tsx';
import { RunReport } from './run-report.tsx';

export function ImportView() {
  useEffect(() => {
    watchRun();
    return stopWatching;
  }, []);
  return (
    <>
      {problem.value === null ? null : <ProblemNote problem={problem.value} />}
      {run.value !== null && run.value.state !== 'staging' ? <RunReport run={run.value} /> : <Steps />}
    </>
  );
}

function Steps() {
  const now = step.value;
  if (openVaults.value.length === 0) return <p class="note plain">{t('importNoVault')}</p>;
  switch (now.at) {
    case 'choose': return <ChooseFile refusal={now.refusal} />;
    case 'reading': return <p class="dim" role="status">{t('importReading', { name: now.name })}</p>;
    case 'password': return <FilePassword wrong={now.wrong} busy={now.busy} />;
    case 'columns': return <ColumnChoice table={now.table} uses={now.uses} />;
    case 'working': return <Progress text={now.text} done={now.done} total={now.total} />;
    case 'preview': return <Preview format={now.format} rows={now.rows} failed={now.failed} />;
  }
}
