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

/** Says nothing of the secret, not even its length. */
export const mask = '••••••••';

interface Reveal {
  /** Null: not shown. */
  secret: string | null;
  problem: Problem | null;
  toggle: () => void;
}

export function useReveal(ask: () => Promise<Answer<{ value: string }>>): Reveal {
  const [secret, setSecret] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (secret === null) return undefined;
    const timer = setTimeout(() => { setSecret(null); }, shownFor);
    return () => { clearTimeout(timer); };
  }, [secret]);
  async function toggle(): Promise<void> {
    const answer = secret === null ? await ask() : null;
    setSecret(answer?.ok === true ? answer.value.value : null);
    setProblem(answer?.ok === false ? answer.problem : null);
  }
  return { secret, problem, toggle: () => void toggle() };
}

export function MaskedSecret({ secret }: { secret: string | null }) {
  return secret === null ? <span class="masked"><span aria-hidden="true">{mask}</span><span class="sr-only">{t('hidden')}</span></span> : <SecretText value={secret} />;
}

export function RevealButton({ reveal: { secret, toggle }, name }: { reveal: Reveal; name: string }) {
  return <IconButton icon={secret === null ? 'show' : 'hide'} name={name} pressed={secret !== null} onClick={toggle} />;
}
