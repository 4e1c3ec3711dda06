/**
 * One paired server: how it is, its services, what it offers, its pages.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../../core/problem.ts';
import { apiOf } from '../../../core/selfprivacy/domain.ts';
import type { AppState, ServerPart, ServerSummary } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { formatMoment, t, type TextKey } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SkeletonRows } from '../../components/skeleton.tsx';
import { askForServer } from '../permissions.ts';
import { Adopt } from './adopt.tsx';
import { BackupsPart } from './backups-part.tsx';
import { DevicesPart } from './devices-part.tsx';
import { DnsPart } from './dns-part.tsx';
import { Lacks } from './lacks.tsx';
import { MaintenancePart } from './maintenance-part.tsx';
import { Services } from './services.tsx';
import { SshPart } from './ssh-part.tsx';
import { TypedConfirm } from './typed-confirm.tsx';
import { useDoing } from './use-server.ts';
import { UsersPart } from './users-part.tsx';

interface Props {
  server: ServerSummary;
  state: AppState;
  /** Paired just now; `name`: what the server calls this browser. */
  fresh: { name: string | null } | null;
  onPairAgain: () => void;
  onChanged: () => void;
}

const parts: readonly (readonly [ServerPart, TextKey])[] = [
  ['devices', 'serverDevices'], ['users', 'serverUsers'], ['ssh', 'serverSsh'], ['backups', 'serverBackups'], ['maintenance', 'serverMaintenance'], ['dns', 'serverDns'],
];
/** While it rebuilds itself, it is asked so often. */
const pollMs = 5000;

export function ServerCard({ server, state, fresh, onPairAgain, onChanged }: Props) {
  const [part, setPart] = useState<ServerPart | null>(null);
  const [leaving, setLeaving] = useState(false);
  const doing = useDoing(server.id);
  const look = (): void => void send('lookAtServer', { server: server.id }).then(onChanged);
  const isMoving = server.quietUntil !== null && (server.problem !== null || Object.keys(server.wanted).length > 0);
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setInterval(look, pollMs);
    return () => { clearInterval(timer); };
  }, [isMoving, server.id]);
  useEffect(() => { if (server.lookedAt === null) look(); }, []);
  return (
    <li class="card padded stack" data-server={server.domain}>
      <div class="head">
        <Icon name="cloud" size={20} />
        <div class="texts">
          <h3 class="clip"><bdi>{server.domain}</bdi></h3>
          <span class="meta">{server.version === null ? '' : t('serverVersion', { version: server.version })}{server.lookedAt === null ? '' : ` · ${formatMoment(server.lookedAt / 1000)}`}</span>
        </div>
        <button type="button" class="button small" onClick={look}><Icon name="refresh" />{t('serverLook')}</button>
        {leaving ? null : <button type="button" class="button small" onClick={() => { setLeaving(true); }}>{t('unpair')}</button>}
      </div>
      {fresh === null ? null : <p class="note" role="status"><span>{t('pairedNow')}{fresh.name === null ? '' : ` ${t('pairedAs', { name: fresh.name })}`}</span></p>}
      {leaving ? <TypedConfirm text={t('unpairAsk')} yes={t('unpair')} domain={server.domain} onNo={() => { setLeaving(false); }} onYes={(confirm) => {
        void doing.run(send('removeServer', { server: server.id, confirm })).then((answer) => { if (answer !== null) onChanged(); });
      }} /> : null}
      {server.problem === null ? null : <ServerProblem problem={server.problem} domain={server.domain} onPairAgain={onPairAgain} onLook={look} />}
      {doing.problem === null ? null : <ProblemNote problem={doing.problem} />}
      {server.lookedAt === null && server.problem === null ? <SkeletonRows /> : <Services server={server} doing={doing} onChanged={onChanged} />}
      <Adopt server={server} accounts={state.accounts} />
      <Lacks lacks={server.lacks} />
      <div class="parts" role="group" aria-label={t('serverPages')}>
        {parts.filter(([name]) => name !== 'backups' || !server.lacks.includes('backups')).map(([name, title]) => (
          <button key={name} type="button" class="button small" aria-expanded={part === name} onClick={() => { setPart(part === name ? null : name); }}>{t(title)}</button>
        ))}
      </div>
      {part === null ? null : <section class="server-part stack" aria-label={t(parts.find(([name]) => name === part)?.[1] ?? 'serverPages')}><Part part={part} server={server} state={state} /></section>}
    </li>
  );
}

/** With the way out, where it is one press. */
function ServerProblem({ problem, domain, onPairAgain, onLook }: { problem: Problem; domain: string; onPairAgain: () => void; onLook: () => void }) {
  const [refused, setRefused] = useState<Problem | null>(null);
  const allow = async (): Promise<void> => {
    // First of all: the browser asks only in the turn of the click.
    setRefused(await askForServer(apiOf(domain)));
    onLook();
  };
  if (problem.kind === 'device-revoked') return <ProblemNote problem={problem}><button type="button" class="button small" onClick={onPairAgain}>{t('pairAgain')}</button></ProblemNote>;
  if (problem.kind === 'no-permission') return <ProblemNote problem={refused ?? problem}><button type="button" class="button small" onClick={() => void allow()}>{t('allowServer')}</button></ProblemNote>;
  return <ProblemNote problem={problem} />;
}

function Part({ part, server, state }: { part: ServerPart; server: ServerSummary; state: AppState }) {
  switch (part) {
    case 'devices': return <DevicesPart server={server} vaults={state.vaults} />;
    case 'users': return <UsersPart server={server} vaults={state.vaults} />;
    case 'ssh': return <SshPart server={server} />;
    case 'maintenance': return <MaintenancePart server={server} />;
    case 'backups': return <BackupsPart server={server} />;
    case 'dns': return <DnsPart server={server} />;
  }
}
