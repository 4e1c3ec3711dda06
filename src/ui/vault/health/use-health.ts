/**
 * What the health page shows, asked for again as long as something is under way.
 * @module
 */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../../core/problem.ts';
import type { Answer, HealthView } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { onNews } from '../../components/news.ts';

const everyMs = 400;

export interface ShownHealth {
  view: HealthView | null;
  problem: Problem | null;
  /** Shows what an ask of this page has come to. */
  take: (answer: Answer<HealthView>) => void;
}

/** Begins the check, which looks only at what nobody has looked at. */
export function useHealth(): ShownHealth {
  const [view, setView] = useState<HealthView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const here = useRef(true);
  const take = (answer: Answer<HealthView>): void => {
    if (!here.current) return;
    if (answer.ok) setView(answer.value);
    setProblem(answer.ok ? null : answer.problem);
  };
  const look = async (): Promise<void> => { take(await send('getHealth', {})); };
  useEffect(() => {
    here.current = true;
    void send('checkHealth', {}).then(take);
    const stop = onNews(() => void look());
    return () => {
      here.current = false;
      stop();
    };
  }, []);
  const busy = view !== null && (view.progress !== null || view.breach.progress !== null);
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => void look(), everyMs);
    return () => { clearInterval(timer); };
  }, [busy]);
  return { view, problem, take };
}
