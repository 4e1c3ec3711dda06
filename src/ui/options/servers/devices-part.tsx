/**
 * Devices of a server: revoking one, words for another, another token for this one; and the recovery kit.
 * @module
 */

import { useState } from 'preact/hooks';
import type { ServerDevice } from '../../../messages/server-contract.ts';
import type { ServerSummary, VaultSummary } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { t } from '../../../messages/text.ts';
import { CountdownRing } from '../../components/countdown-ring.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SkeletonRows } from '../../components/skeleton.tsx';
import { secondsLeft, useClock } from '../../components/use-clock.ts';
import { Confirm } from '../section.tsx';
import { RecoveryKit } from './recovery-kit.tsx';
import { useDetail, useDoing } from './use-server.ts';

const invitationSeconds = 600;

export function DevicesPart({ server, vaults }: { server: ServerSummary; vaults: readonly VaultSummary[] }) {
  const { detail, problem, load } = useDetail(server.id, 'devices');
  const doing = useDoing(server.id);
  const [asking, setAsking] = useState<string | null>(null);
  const [rotated, setRotated] = useState(false);
  const [rotating, setRotating] = useState(false);
  if (detail === null) return problem === null ? <SkeletonRows /> : <ProblemNote problem={problem} />;
  const revoke = (name: string): void => {
    setAsking(null);
    void doing.change({ do: 'revoke-device', name }).then(load);
  };
  const rotate = (): void => {
    setRotating(false);
    void doing.change({ do: 'rotate-token' }).then(setRotated);
  };
  return (
    <>
      {doing.problem === null ? null : <ProblemNote problem={doing.problem} />}
      <ul class="lines">{detail.devices.map((device) => <DeviceLine key={device.name} device={device} onRevoke={() => { setAsking(device.name); }} onRotate={() => { if (detail.recovery.valid) rotate(); else setRotating(true); }} />)}</ul>
      {rotating ? <Confirm text={t('rotateTokenAsk')} yes={t('rotateToken')} no={t('cancel')} onYes={rotate} onNo={() => { setRotating(false); }} /> : null}
      {rotated ? <p class="meta" role="status">{t('tokenRotated')}</p> : null}
      {asking === null ? null : <Confirm text={t('revokeDeviceAsk', { device: asking })} yes={t('revokeDevice')} no={t('cancel')} onYes={() => { revoke(asking); }} onNo={() => { setAsking(null); }} />}
      <Invitation server={server} onOver={() => void load()} />
      <RecoveryKit server={server} vaults={vaults} recovery={detail.recovery} onMade={() => void load()} />
    </>
  );
}

function DeviceLine({ device: { name, day, isCaller }, onRevoke, onRotate }: { device: ServerDevice; onRevoke: () => void; onRotate: () => void }) {
  return (
    <li>
      <div class="texts"><span class="clipped"><bdi>{name}</bdi></span><span class="meta">{day ?? ''}{isCaller ? ` · ${t('thisBrowser')}` : ''}</span></div>
      {isCaller
        ? <button type="button" class="button small" onClick={onRotate}>{t('rotateToken')}</button>
        : <button type="button" class="button small" aria-label={t('revokeDeviceNamed', { device: name })} onClick={onRevoke}>{t('revokeDevice')}</button>}
    </li>
  );
}

/** Twelve words for a new phone. They are a secret that opens the server: shown for ten minutes at most. */
function Invitation({ server, onOver }: { server: ServerSummary; onOver: () => void }) {
  const [words, setWords] = useState<{ phrase: string; endsAt: number } | null>(null);
  const [copied, setCopied] = useState(false);
  const doing = useDoing(server.id);
  const now = useClock(words?.endsAt ?? null);
  const over = (): void => {
    setWords(null);
    setCopied(false);
    onOver();
  };
  if (words === null) {
    return (
      <div class="stack">
        {doing.problem === null ? null : <ProblemNote problem={doing.problem} />}
        <div class="actions"><button type="button" class="button" aria-disabled={doing.busy} onClick={() => void doing.run(send('inviteDevice', { server: server.id })).then(setWords)}>{t('inviteDevice')}</button></div>
      </div>
    );
  }
  const left = secondsLeft(words.endsAt, now);
  return (
    <div class="stack" role="group" aria-label={t('inviteDevice')}>
      <p class="dim">{t('inviteDeviceHint')}</p>
      {left === 0 ? <p class="hint" role="status">{t('invitationOver')}</p> : <p class="phrase" dir="ltr">{words.phrase}</p>}
      <p class="meta"><CountdownRing left={left} period={invitationSeconds} /> {t('invitationLeft', { time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` })}</p>
      <div class="actions">
        {left === 0 ? null : <button type="button" class="button small" onClick={() => void doing.run(send('copyInvitation', { phrase: words.phrase })).then((answer) => { setCopied(answer !== null); })}>{t(copied ? 'wordsCopied' : 'copyWords')}</button>}
        <button type="button" class="button small" onClick={over}>{t('invitationDone')}</button>
        <button type="button" class="button small" onClick={() => void doing.change({ do: 'cancel-invitation' }).then(over)}>{t('cancelInvitation')}</button>
      </div>
    </div>
  );
}
