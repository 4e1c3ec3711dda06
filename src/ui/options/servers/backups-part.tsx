/**
 * Backups: their state, a new one, and restoring one, which is asked twice.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { ServerDetail, ServerSummary } from '../../../messages/contract.ts';
import { formatMoment, t, type TextKey } from '../../../messages/text.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SkeletonRows } from '../../components/skeleton.tsx';
import { TypedConfirm } from './typed-confirm.tsx';
import { useDetail, useDoing, type Doing } from './use-server.ts';

type Backups = Extract<ServerDetail, { part: 'backups' }>;
const states: Readonly<Record<Backups['state'], TextKey>> = { 'no-key': 'backupsNoKey', 'not-ready': 'backupsNotReady', 'starting': 'backupsStarting', 'idle': 'backupsIdle', 'backing-up': 'backupsRunning', 'restoring': 'backupsRestoring', 'failed': 'backupsFailed' };
const everyMs = 3000;
const mostShown = 50;

export function BackupsPart({ server }: { server: ServerSummary }) {
  const { detail, problem, load } = useDetail(server.id, 'backups', everyMs);
  const doing = useDoing(server.id);
  const [asking, setAsking] = useState<string | null>(null);
  if (detail === null) return problem === null ? <SkeletonRows /> : <ProblemNote problem={problem} />;
  const isBusy = doing.busy || detail.state === 'backing-up' || detail.state === 'restoring' || detail.state === 'starting';
  return (
    <>
      {doing.problem === null ? null : <ProblemNote problem={doing.problem} />}
      <p role="status" data-backups={detail.state}>{t(states[detail.state])}</p>
      {detail.progress === null ? null : <progress max={1} value={detail.progress} aria-label={t('backupsRunning')} />}
      {detail.error === null ? null : <details><summary>{t('backupsError')}</summary><p class="meta clipped">{detail.error}</p></details>}
      <div class="actions">
        {doing.problem?.kind === 'server-cannot' ? null : <button type="button" class="button small" aria-disabled={isBusy || detail.state === 'no-key'} onClick={() => { if (!isBusy && detail.state !== 'no-key') void doing.change({ do: 'back-up' }).then(load); }}>{t('backUpNow')}</button>}
        <button type="button" class="button small" aria-disabled={doing.busy} onClick={() => void doing.change({ do: 'reload-backups' }).then(load)}>{t('reloadBackups')}</button>
      </div>
      {detail.snapshots.length === 0 ? <p class="hint">{t('noBackups')}</p> : null}
      <ul class="lines">{detail.snapshots.slice(0, mostShown).map(({ id, at, what }) => (
        <li key={id}>
          <div class="texts"><span>{momentOf(at)}</span><span class="meta">{[what, id].filter((text) => text !== null).join(' · ')}</span></div>
          <button type="button" class="button small" aria-disabled={isBusy} aria-label={t('restoreNamed', { moment: momentOf(at) })} onClick={() => { if (!isBusy) setAsking(id); }}>{t('restoreBackup')}</button>
        </li>
      ))}</ul>
      {asking === null ? null : <TypedConfirm key={asking} text={t('restoreAsk')} also={t('restoreAlso')} yes={t('restoreBackup')} domain={server.domain} onNo={() => { setAsking(null); }} onYes={(confirm) => {
        setAsking(null);
        void doing.change({ do: 'restore', snapshot: asking, confirm }).then(load);
      }} />}
      {server.lacks.includes('backup-keys') ? null : <BackupKeys needed={detail.state === 'no-key'} doing={doing} onSet={() => void load()} />}
    </>
  );
}

function BackupKeys({ needed, doing, onSet }: { needed: boolean; doing: Doing; onSet: () => void }) {
  const id = useId();
  const [keys, setKeys] = useState({ accountId: '', accountKey: '', bucket: '' });
  const fields: readonly (readonly [keyof typeof keys, TextKey])[] = [['accountId', 'backupAccount'], ['accountKey', 'backupKey'], ['bucket', 'backupBucket']];
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (Object.values(keys).some((text) => text.trim() === '') || !(await doing.change({ do: 'set-backup-keys', ...keys }))) return;
    setKeys({ accountId: '', accountKey: '', bucket: '' });
    onSet();
  }
  return (
    <details open={needed}>
      <summary>{t('backupPlace')}</summary>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <p class="hint">{t('backupPlaceHint')}</p>
        {fields.map(([name, label]) => <div key={name} class="field"><label for={`${id}-${name}`}>{t(label)}</label><input id={`${id}-${name}`} class={name === 'accountKey' ? 'input masked' : 'input'} dir="ltr" value={keys[name]} autocomplete="off" spellcheck={false} onInput={(event) => { setKeys({ ...keys, [name]: event.currentTarget.value }); }} /></div>)}
        <div class="actions"><button type="submit" class="button small" aria-disabled={doing.busy}>{t('backupPlaceSet')}</button></div>
      </form>
    </details>
  );
}

/** The backup program writes nanoseconds, which no browser reads. */
function momentOf(at: string | null): string {
  const milliseconds = Date.parse((at ?? '').replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(milliseconds) ? t('backupUndated') : formatMoment(milliseconds / 1000);
}
