/**
 * Signing in on the server's own pages, in a tab; this one waits for it.
 * @module
 */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Answer, LoginFlow, ServerProbe } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { onNews } from '../components/news.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { plainHttpAccepted } from './plain-http.ts';

interface Props {
  probe: ServerProbe | null;
  /** Undefined: as proposed. */
  deviceName: string | undefined;
  onDone: () => void;
  onBack: () => void;
}

/** How often the background is asked in case its news was missed. Milliseconds. */
const pace = 1000;

export function LoginFlowStep({ probe, deviceName, onDone, onBack }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { answer, start } = useLoginFlow(probe, deviceName, onDone);
  useLayoutEffect(() => { heading.current?.focus(); }, []);
  const problem = answer === null ? null : answer.ok ? answer.value.problem : answer.problem;
  const host = answer?.ok === true ? answer.value.host : probe?.host ?? '';
  const cancel = (): void => {
    void send('cancelLoginFlow', {});
    onBack();
  };
  return (
    <div class="stack">
      <h3 ref={heading} tabIndex={-1}>{t('waitingForSignIn', { host })}</h3>
      {problem === null ? <p class="dim" role="status">{t('waitingForSignInHint')}</p> : <ProblemNote problem={problem} />}
      <div class="actions">
        {probe === null ? null : <button type="button" class={problem === null ? 'button' : 'button primary'} onClick={() => void start()}>{problem === null ? t('openAgain') : t('startAgain')}</button>}
        <button type="button" class="button" onClick={cancel}>{t('cancel')}</button>
      </div>
    </div>
  );
}

/** Starts the flow where there is a server to start it for, and follows it. */
function useLoginFlow(probe: ServerProbe | null, deviceName: string | undefined, onDone: () => void): { answer: Answer<LoginFlow> | null; start: () => Promise<void> } {
  const [answer, setAnswer] = useState<Answer<LoginFlow> | null>(null);
  const done = useRef(false);
  const follow = (next: Answer<LoginFlow>): void => {
    setAnswer(next);
    if (!next.ok || next.value.state !== 'done' || done.current) return;
    done.current = true;
    onDone();
  };
  const start = async (): Promise<void> => {
    if (probe !== null) follow(await send('startLoginFlow', { server: probe.server, acceptPlainHttp: plainHttpAccepted.value === probe.server, deviceName }));
  };
  const look = async (): Promise<void> => { follow(await send('getLoginFlow', {})); };
  const waiting = answer?.ok === true && answer.value.state === 'waiting';
  useEffect(() => { void (probe === null ? look() : start()); }, []);
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setInterval(() => void look(), pace);
    const stop = onNews(() => void look());
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [waiting]);
  return { answer, start };
}
