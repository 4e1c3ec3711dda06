/**
 * How strong a password is: a meter and a sentence. What it takes to know is fetched when the first one is shown.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { Rating, WeakBecause } from '../../core/strength/score.ts';
import { t, type TextKey } from '../../messages/text.ts';

/** Milliseconds that typing must rest. */
const rest = 150;

const sentences = ['strength0', 'strength1', 'strength2', 'strength3', 'strength4'] as const satisfies readonly TextKey[];
const reasons = { common: 'weakCommon', word: 'weakWord', pattern: 'weakPattern', repeat: 'weakRepeat', date: 'weakDate', yours: 'weakYours' } as const satisfies Record<WeakBecause, TextKey>;

/** @param beside - what stands beside the password, e.g. the user name */
export function StrengthMeter({ password, beside = [] }: { password: string; beside?: readonly string[] }) {
  const strength = useStrength(password, beside);
  if (password === '') return null;
  const text = strength === null ? '' : strength.because === null ? t(sentences[strength.score]) : `${t(sentences[strength.score])} ${t(reasons[strength.because])}`;
  return (
    <div class="strength" data-score={strength?.score ?? ''}>
      <span class="bars" aria-hidden="true">{[0, 1, 2, 3].map((bar) => <span key={bar} class={strength !== null && bar < strength.score ? 'bar on' : 'bar'} />)}</span>
      <p class="meta" role="status"><span class="sr-only">{strength === null ? '' : `${t('strength')}: `}</span>{text}</p>
    </div>
  );
}

function useStrength(password: string, beside: readonly string[]): Rating | null {
  const [strength, setStrength] = useState<Rating | null>(null);
  const key = beside.join('\n');
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => void estimate(password, beside).then((found) => { if (wanted) setStrength(found); }), rest);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [password, key]);
  return strength;
}

/** Without its lists nothing is said: a word on strength is a help, not a condition. */
async function estimate(password: string, beside: readonly string[]): Promise<Rating | null> {
  if (password === '') return null;
  try {
    const { rate } = await import('../../core/strength/rate.ts');
    return rate(password, beside);
  } catch {
    return null;
  }
}
