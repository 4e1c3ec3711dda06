/**
 * Who has access to the credential that is shown, and the one request that changes it.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { CredentialId } from '../../../core/ids.ts';
import type { Problem } from '../../../core/problem.ts';
import type { Answer, SharingView } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';

export interface SharingState {
  view: SharingView | null;
  problem: Problem | null;
  busy: boolean;
  /** Shows what came of it. @returns whether it went well */
  run: (work: Promise<Answer<SharingView>>) => Promise<boolean>;
  again: () => void;
}

export function useSharing(credential: CredentialId): SharingState {
  const [view, setView] = useState<SharingView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (work: Promise<Answer<SharingView>>): Promise<boolean> => {
    setBusy(true);
    const answer = await work;
    setBusy(false);
    if (answer.ok) setView(answer.value);
    setProblem(answer.ok ? null : answer.problem);
    return answer.ok;
  };
  const again = (): void => { void run(send('getSharing', { credential })); };
  useEffect(again, [credential]);
  return { view, problem, busy, run, again };
}
