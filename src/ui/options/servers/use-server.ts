/**
 * One part of a server: reading it, changing it, and what went wrong.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../../core/problem.ts';
import type { Answer, ServerChange, ServerDetail, ServerPart, ServerSummary } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';

type Detail<Part extends ServerPart> = Extract<ServerDetail, { part: Part }>;

export interface Doing {
  busy: boolean;
  problem: Problem | null;
  /** @returns whether it went well */
  change: (change: ServerChange) => Promise<boolean>;
  /** For what is asked otherwise. */
  run: <Value>(asked: Promise<Answer<Value>>) => Promise<Value | null>;
}

export function useDoing(server: ServerSummary['id']): Doing {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  async function run<Value>(asked: Promise<Answer<Value>>): Promise<Value | null> {
    setBusy(true);
    const answer = await asked;
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    return answer.ok ? answer.value : null;
  }
  return { busy, problem, run, change: async (change) => (await run(send('changeServer', { server, change }))) !== null };
}

/** @param everyMs - asks again so often; null: only when told to */
export function useDetail<Part extends ServerPart>(server: ServerSummary['id'], part: Part, everyMs: number | null = null): { detail: Detail<Part> | null; problem: Problem | null; load: () => Promise<void> } {
  const [detail, setDetail] = useState<Detail<Part> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = async (): Promise<void> => {
    const answer = await send('getServerDetail', { server, part });
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok && isPart(answer.value, part)) setDetail(answer.value);
  };
  useEffect(() => {
    void load();
    if (everyMs === null) return undefined;
    const timer = setInterval(() => void load(), everyMs);
    return () => { clearInterval(timer); };
  }, [server, part, everyMs]);
  return { detail, problem, load };
}

function isPart<Part extends ServerPart>(detail: ServerDetail, part: Part): detail is Detail<Part> {
  return detail.part === part;
}
