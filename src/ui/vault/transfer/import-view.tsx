/**
 * Import: a file is chosen, read and shown, and only then written. Loaded when it is gone to, with all its parsers.
 * @module
 */

import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../../messages/text.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { headingId } from '../element-ids.ts';
import { openVaults } from '../model.ts';
import { ChooseFile } from './choose-file.tsx';
import { ColumnChoice } from './column-choice.tsx';
import { FilePassword } from './file-password.tsx';
import { problem, run, step, stopWatching, watchRun } from './import-model.ts';
import { Preview } from './preview.tsx';
import { Progress } from './progress.tsx';
import { RunReport } from './run-report.tsx';
import { useSaid } from './said.ts';

export function ImportView() {
  useEffect(() => {
    watchRun();
    return stopWatching;
  }, []);
  const report = run.value !== null && run.value.state !== 'staging' ? run.value : null;
  const box = useFocusKept(report?.state ?? step.value.at);
  return (
    <div ref={box} class="stack">
      {problem.value === null ? null : <ProblemNote problem={problem.value} />}
      {report === null ? <Steps /> : <RunReport run={report} />}
    </div>
  );
}

/** Where what had the focus went with its step: to the heading of the next one, else to what begins it, else to the view's own. */
function useFocusKept(at: string) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef(at);
  useLayoutEffect(() => {
    const own = document.getElementById(headingId);
    const lost = document.activeElement === document.body || document.activeElement === own;
    const stays = before.current === at;
    before.current = at;
    if (stays || !lost) return;
    const next = box.current?.querySelector<HTMLElement>('h3, .drop-zone button') ?? own;
    if (next?.matches('h3')) next.tabIndex = -1;
    next?.focus();
  }, [at]);
  return box;
}

function Steps() {
  const now = step.value;
  if (openVaults.value.length === 0) return <p class="note plain">{t('importNoVault')}</p>;
  switch (now.at) {
    case 'choose': return <ChooseFile refusal={now.refusal} />;
    case 'reading': return <Reading name={now.name} />;
    case 'password': return <FilePassword wrong={now.wrong} busy={now.busy} />;
    case 'columns': return <ColumnChoice table={now.table} uses={now.uses} />;
    case 'working': return <Progress text={now.text} done={now.done} total={now.total} />;
    case 'preview': return <Preview format={now.format} rows={now.rows} failed={now.failed} />;
  }
}

function Reading({ name }: { name: string }) {
  const text = t('importReading', { name });
  useSaid(text);
  return <p class="dim">{text}</p>;
}
