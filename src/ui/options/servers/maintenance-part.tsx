/**
 * Maintenance: time zone, upgrades, and what takes the server away for some minutes.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { ServerChange, ServerSummary } from '../../../messages/contract.ts';
import { t, type TextKey } from '../../../messages/text.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SkeletonRows } from '../../components/skeleton.tsx';
import { TypedConfirm } from './typed-confirm.tsx';
import { useDetail, useDoing } from './use-server.ts';

type Act = Extract<ServerChange['do'], 'upgrade' | 'rollback' | 'reboot' | 'pull'>;
const acts: readonly Act[] = ['pull', 'upgrade', 'rollback', 'reboot'];
const names: Readonly<Record<Act, TextKey>> = { pull: 'serverPull', upgrade: 'serverUpgrade', rollback: 'serverRollback', reboot: 'serverReboot' };
const questions: Readonly<Record<Act, TextKey>> = { pull: 'serverPullAsk', upgrade: 'serverUpgradeAsk', rollback: 'serverRollbackAsk', reboot: 'serverRebootAsk' };
const jobsEveryMs = 5000;

export function MaintenancePart({ server }: { server: ServerSummary }) {
  const id = useId();
  const { detail, problem, load } = useDetail(server.id, 'maintenance', jobsEveryMs);
  const doing = useDoing(server.id);
  const [asking, setAsking] = useState<Act | null>(null);
  const [started, setStarted] = useState(false);
  if (detail === null) return problem === null ? <SkeletonRows /> : <ProblemNote problem={problem} />;
  const { autoUpgrade, timezone, jobs } = detail;
  const zones = Intl.supportedValuesOf('timeZone');
  return (
    <>
      {doing.problem === null ? null : <ProblemNote problem={doing.problem} />}
      {started ? <p class="note" role="status"><span>{t('serverStarted')}</span></p> : null}
      <div class="field">
        <label for={id}>{t('serverTimezone')}</label>
        <select id={id} value={timezone} disabled={doing.busy} onChange={(event) => void doing.change({ do: 'set-timezone', timezone: event.currentTarget.value }).then(load)}>
          {(zones.includes(timezone) ? zones : [timezone, ...zones]).map((zone) => <option key={zone} value={zone}>{zone}</option>)}
        </select>
      </div>
      <label class="setting check"><span>{t('autoUpgrade')}</span><input type="checkbox" checked={autoUpgrade.enabled} disabled={doing.busy} onChange={(event) => void doing.change({ do: 'set-auto-upgrade', ...autoUpgrade, enabled: event.currentTarget.checked }).then(load)} /></label>
      <label class="setting check"><span>{t('autoReboot')}</span><input type="checkbox" checked={autoUpgrade.allowReboot} disabled={doing.busy} onChange={(event) => void doing.change({ do: 'set-auto-upgrade', ...autoUpgrade, allowReboot: event.currentTarget.checked }).then(load)} /></label>
      {jobs.length === 0 ? null : <ul class="lines" aria-label={t('serverJobs')}>{jobs.map((job) => <li key={job.id}><div class="texts"><span class="clipped">{job.name}</span></div>{job.progress === null ? null : <progress max={100} value={job.progress} aria-label={job.name} />}</li>)}</ul>}
      <div class="actions">{acts.filter((act) => act !== 'pull' || !server.lacks.includes('pull')).map((act) => <button key={act} type="button" class="button small" onClick={() => { setAsking(act); }}>{t(names[act])}</button>)}</div>
      {asking === null ? null : <TypedConfirm key={asking} text={t(questions[asking])} yes={t(names[asking])} domain={server.domain} onNo={() => { setAsking(null); }} onYes={(confirm) => {
        setAsking(null);
        void doing.change({ do: asking, confirm }).then(setStarted);
      }} />}
      <p class="meta clipped">{detail.about.join(' · ')}</p>
    </>
  );
}
