/**
 * A secret that is shown on purpose: masked until a press of the button, and masked again after ten seconds.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { Answer } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { SecretText } from '../components/secret-text.tsx';

/** Milliseconds. */
export const shownFor = 10_000;
const largeFor = 30_000;

/** Says nothing of the secret, not even its length. */
export const mask = '••••••••';

interface Reveal {
  /** Null: not shown. */
  secret: string | null;
  problem: Problem | null;
  toggle: () => void;
  /** In letters that can be read from afar, e.g. to type it into another device. */
  large: boolean;
  resize: () => void;
}

export function useReveal(ask: () => Promise<Answer<{ value: string }>>): Reveal {
  const [secret, setSecret] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [large, setLarge] = useState(false);
  useEffect(() => {
    if (secret === null) {
      setLarge(false);
      return undefined;
    }
    // Anew where it is made larger: whoever types it off needs the time.
    const timer = setTimeout(() => { setSecret(null); }, large ? largeFor : shownFor);
    return () => { clearTimeout(timer); };
  }, [secret, large]);
  async function toggle(): Promise<void> {
    const answer = secret === null ? await ask() : null;
    setSecret(answer?.ok === true ? answer.value.value : null);
    setProblem(answer?.ok === false ? answer.problem : null);
  }
  return { secret, problem, toggle: () => void toggle(), large, resize: () => { setLarge(!large); } };
}

export function MaskedSecret({ secret, large = false }: { secret: string | null; large?: boolean }) {
  return secret === null ? <span class="masked"><span aria-hidden="true">{mask}</span><span class="sr-only">{t('hidden')}</span></span> : <SecretText value={secret} large={large} />;
}

export function RevealButton({ reveal: { secret, toggle }, name }: { reveal: Reveal; name: string }) {
  return <IconButton icon={secret === null ? 'show' : 'hide'} name={name} pressed={secret !== null} onClick={toggle} />;
}

/** Only where the secret is shown. */
export function EnlargeButton({ reveal: { secret, large, resize }, name }: { reveal: Reveal; name: string }) {
  return secret === null ? null : <IconButton icon="search" name={name} pressed={large} onClick={resize} />;
}
