/**
 * The tray at the foot of the page: what is on its way, how long it still takes, and what went wrong.
 * @module
 */

import { useState } from 'preact/hooks';
import { formatNumber, formatSize, t } from '../../messages/text.ts';
import { explain } from '../explain.ts';
import { Icon } from '../components/icon.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { control, forget, jobs, transfers, type Job } from './jobs.ts';
import { Sure } from './sure.tsx';
import { secondsLeft } from './time-left.ts';

export function Transfers() {
  const moving = transfers.value;
  const own = jobs.value;
  const waiting = own.filter(({ state }) => state === 'waiting').length;
  if (moving.length === 0 && own.length === 0) return null;
  return (
    <aside class="tray" aria-label={t('foldersTransfers')}>
      <ul>
        {moving.map((one) => <Moving key={one.transfer.id} {...one} />)}
        {own.filter(({ state }) => state === 'failed').map((job) => <Failed key={job.id} job={job} />)}
        {waiting === 0 ? null : <li class="meta">{t('foldersWaiting', { count: formatNumber(waiting) })}</li>}
      </ul>
    </aside>
  );
}

const iconOf = { upload: 'upload', download: 'download', archive: 'download', move: 'move', reseal: 'key' } as const;

type MovingProps = (typeof transfers.value)[number];

function Moving({ transfer, first, last }: MovingProps) {
  const { id, name, what, size, done, paused } = transfer;
  const left = paused ? null : secondsLeft(first, last, size);
  return (
    <li class="transfer">
      <Icon name={iconOf[what]} />
      <span class="texts">
        <span class="clip"><bdi>{name}</bdi></span>
        {size === null || size === 0 ? <progress aria-label={name} /> : <progress aria-label={name} max={size} value={Math.min(done, size)} />}
        <span class="meta">{[size === null ? formatSize(done) : t('foldersDoneOf', { done: formatSize(done), size: formatSize(size) }), paused ? t('foldersPaused') : left === null ? '' : timeText(left)].filter((text) => text !== '').join(' · ')}</span>
      </span>
      <IconButton icon={paused ? 'play' : 'pause'} name={paused ? t('foldersResume', { name }) : t('foldersPause', { name })} onClick={() => { control(id, paused ? 'resume' : 'pause'); }} />
      <IconButton icon="close" name={t('foldersCancel', { name })} onClick={() => { control(id, 'cancel'); }} />
    </li>
  );
}

function timeText(seconds: number): string {
  return seconds < 90 ? t('foldersSecondsLeft', { seconds: formatNumber(seconds) }) : t('foldersMinutesLeft', { minutes: formatNumber(Math.round(seconds / 60)) });
}

function Failed({ job }: { job: Job }) {
  const [sure, setSure] = useState(false);
  const { anyway } = job;
  const { what, next } = job.problem === null || job.problem === 'unreadable' ? { what: t('foldersFileUnreadable'), next: '' } : explain(job.problem);
  return (
    <li class="transfer failed">
      <Icon name="alert" />
      <span class="texts" role="alert"><strong class="clip"><bdi>{job.name}</bdi></strong><span class="meta">{what} {next}</span></span>
      {anyway === null ? null : <button type="button" class="button small" aria-expanded={sure} onClick={() => { setSure(!sure); }}>{t('foldersUnproven')}</button>}
      <button type="button" class="button small" onClick={() => { forget(job.id); job.again(); }}>{t('tryAgain')}</button>
      <IconButton icon="close" name={t('foldersDismiss', { name: job.name })} onClick={() => { forget(job.id); }} />
      {anyway !== null && sure ? <Sure question={t('foldersUnprovenSure')} action={t('foldersUnproven')} busy={false} onYes={() => { forget(job.id); anyway(); }} onNo={() => { setSure(false); }} /> : null}
    </li>
  );
}
