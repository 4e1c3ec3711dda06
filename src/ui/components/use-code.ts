/**
 * The one-time code of a credential, asked for again whenever it has run out or something has changed.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { CredentialId } from '../../core/ids.ts';
import type { Answer, ScreenRequests } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { onNews } from './news.ts';

export type Code = ScreenRequests['getCode']['reply'];

/** Null while there is no answer yet, and for `credential` null. */
export function useCode(credential: CredentialId | null): Answer<Code> | null {
  const [answer, setAnswer] = useState<Answer<Code> | null>(null);
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (id: CredentialId): Promise<void> => {
      const next = await send('getCode', { credential: id });
      if (!wanted) return;
      setAnswer(next);
      clearTimeout(timer);
      if (next.ok) timer = setTimeout(() => void ask(id), Math.max(250, next.value.endsAt - Date.now() + 50));
    };
    setAnswer(null);
    // Arrow keys run through the list: only the row where they rest is asked for.
    const soon = () => {
      clearTimeout(timer);
      if (credential !== null) timer = setTimeout(() => void ask(credential), 60);
    };
    soon();
    // It may have another secret now.
    const stop = onNews(soon);
    return () => {
      wanted = false;
      stop();
      clearTimeout(timer);
    };
  }, [credential]);
  return answer;
}

/** `123456` → `123 456`: read in groups, copied without the gap. */
export function groupCode(code: string): string {
  if (code.length < 6) return code;
  const half = Math.ceil(code.length / 2);
  return `${code.slice(0, half)} ${code.slice(half)}`;
}
