/**
 * A revealed secret: monospace, with letters, digits and symbols told apart; never draggable.
 * @module
 */

import { splitSecret } from './split-secret.ts';

export function SecretText({ value, large = false }: { value: string; large?: boolean }) {
  return (
    <span class={large ? 'secret large' : 'secret'} dir="ltr" draggable={false}>
      {splitSecret(value).map(({ kind, text }, index) => <span key={index} class={kind}>{text}</span>)}
    </span>
  );
}
