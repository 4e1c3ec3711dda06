/**
 * The services of a server and their switches; what was switched takes effect when it is applied.
 * @module
 */

import { useState } from 'preact/hooks';
import { serviceName, type Service, type ServiceState } from '../../../core/selfprivacy/services.ts';
import type { ServerSummary } from '../../../messages/contract.ts';
import { formatMoment, t, type TextKey } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import type { Doing } from './use-server.ts';

const stateTexts: Readonly<Record<ServiceState, TextKey>> = { running: 'serviceRunning', failed: 'serviceFailed', changing: 'serviceChanging', stopped: 'serviceStopped', off: 'serviceOff', unknown: 'serviceUnknown' };

interface Props { server: ServerSummary; doing: Doing; onChanged: () => void }

export function Services({ server, doing, onChanged }: Props) {
  /** What a switch was set to, until the server has answered. */
  const [asked, setAsked] = useState<{ service: string; on: boolean } | null>(null);
  const switchTo = async (service: string, on: boolean): Promise<void> => {
    setAsked({ service, on });
    await doing.change({ do: 'switch', service, on });
    onChanged();
    setAsked(null);
  };
  const apply = (): void => void doing.change({ do: 'apply' }).then(onChanged);
  const isApplying = server.quietUntil !== null && Object.keys(server.wanted).length > 0 && !server.unapplied;
  return (
    <>
      <ul class={server.problem === null ? 'services' : 'services stale'}>
        {server.services.map((service) => <Line key={service.id} service={service} wanted={asked?.service === service.id ? asked.on : server.wanted[service.id]} busy={doing.busy} onSwitch={(on) => void switchTo(service.id, on)} />)}
      </ul>
      {server.unapplied ? (
        <div class="note"><Icon name="info" /><div><strong>{t('serverUnapplied')}</strong><span>{t('serverUnappliedNext')}</span><div class="actions"><button type="button" class="button small primary" aria-disabled={doing.busy} onClick={apply}>{t('serverApply')}</button></div></div></div>
      ) : null}
      {isApplying ? <p class="meta" role="status">{t('serverApplying', { time: formatMoment((server.quietUntil ?? 0) / 1000) })}</p> : null}
    </>
  );
}

function Line({ service, wanted, busy, onSwitch }: { service: Service; wanted: boolean | undefined; busy: boolean; onSwitch: (on: boolean) => void }) {
  const name = serviceName(service.id);
  const isOn = wanted ?? (service.state !== 'off');
  return (
    <li data-service={service.id}>
      <span class={`dot ${service.state}`} aria-hidden="true" />
      <div class="texts"><span class="clip">{name}</span><span class="meta">{t(stateTexts[service.state])}{wanted === undefined ? '' : ` → ${t(wanted ? 'serviceOn' : 'serviceOff')}`}</span></div>
      {service.switchable ? <input type="checkbox" role="switch" aria-label={t('serviceSwitch', { service: name })} checked={isOn} disabled={busy} onChange={(event) => { onSwitch(event.currentTarget.checked); }} /> : null}
    </li>
  );
}
