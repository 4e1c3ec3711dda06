/**
 * One credential as it is now, for as long as it is looked at.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { CredentialId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { CredentialView } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { inOrder } from '../components/in-order.ts';
import { onNews } from '../components/news.ts';

/** Asks for the credential, and again whenever something has changed; forgets it when the view closes. */
export function useDetails(credential: CredentialId): { shown: CredentialView | null; problem: Problem | null } {
  const [shown, setShown] = useState<CredentialView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let wanted = true;
    const asking = inOrder(() => send('getCredential', { credential }));
    const ask = async (): Promise<void> => {
      const answer = await asking();
      if (!wanted || answer === null) return;
      setShown(answer.ok ? answer.value : null);
      setProblem(answer.ok ? null : answer.problem);
    };
    void ask();
    const stop = onNews(() => void ask());
    return () => {
      wanted = false;
      stop();
    };
  }, [credential]);
  return { shown, problem };
}
