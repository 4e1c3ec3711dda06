/**
 * The comparison with known breaches: what leaves the computer is said before it is turned on.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import { publicBreachService, readBreachService } from '../../../core/breach-service.ts';
import type { Problem } from '../../../core/problem.ts';
import type { BreachView } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { formatDate, t, tn } from '../../../messages/text.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { askForServer } from '../../options/permissions.ts';
import type { ShownHealth } from './use-health.ts';
import { Working } from './working.tsx';

type Props = { breach: BreachView } & Pick<ShownHealth, 'take'>;

export function Breaches(props: Props) {
  const id = useId();
  return (
    <section class="breaches card" aria-labelledby={id}>
      <h3 id={id}>{t('breaches')}</h3>
      <p class="dim">{t('breachesText')}</p>
      {props.breach.problem === null ? null : <ProblemNote problem={props.breach.problem} />}
      {props.breach.service === null ? <Off {...props} /> : <On {...props} service={props.breach.service} />}
    </section>
  );
}

function Off({ take }: Props) {
  const id = useId();
  const [typed, setTyped] = useState(publicBreachService);
  const [problem, setProblem] = useState<Problem | null>(null);
  async function turnOn(): Promise<void> {
    const service = readBreachService(typed);
    // Asked for first thing, or the browser refuses to ask.
    const refused: Problem | null = service === null ? { kind: 'bad-address' } : await askForServer(service);
    setProblem(refused);
    if (refused !== null || service === null) return;
    const chosen = await send('setBreachService', { service });
    if (!chosen.ok) setProblem(chosen.problem);
    else take(await send('checkBreaches', {}));
  }
  return (
    <form class="stack-small" onSubmit={(event) => {
      event.preventDefault();
      void turnOn();
    }}>
      <label for={id}>{t('breachService')}</label>
      <input id={id} class="input" inputMode="url" spellcheck={false} autocomplete="off" dir="ltr" value={typed} aria-invalid={problem?.kind === 'bad-address' ? 'true' : undefined} aria-describedby={`${id}-hint`} onInput={(event) => { setTyped(event.currentTarget.value); }} />
      <p id={`${id}-hint`} class="meta">{t('breachServiceHint')}</p>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div><button type="submit" class="button">{t('breachesTurnOn')}</button></div>
    </form>
  );
}

function On({ breach: { checkedAt, progress }, service, take }: Props & { service: string }) {
  return (
    <>
      <p class="meta"><bdi dir="ltr">{service}</bdi> {checkedAt === null ? null : t('breachesChecked', { date: formatDate(checkedAt / 1000) })}</p>
      {progress === null ? (
        <div class="actions">
          <button type="button" class="button small" onClick={() => void send('checkBreaches', {}).then(take)}>{t('healthCheckNow')}</button>
          <button type="button" class="button small" onClick={() => void send('setBreachService', { service: null }).then(take)}>{t('turnOff')}</button>
        </div>
      ) : <Working progress={progress} text={tn('breachesWorking', progress.total)} onCancel={() => void send('cancelHealth', {}).then(take)} />}
    </>
  );
}
