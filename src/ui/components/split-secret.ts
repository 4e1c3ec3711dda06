/**
 * Cuts a secret into runs of letters, digits and symbols, so that l, 1 and | can be told apart.
 * @module
 */

export interface SecretRun { kind: 'letter' | 'digit' | 'symbol'; text: string }

export function splitSecret(secret: string): SecretRun[] {
  const runs: SecretRun[] = [];
  for (const character of secret) {
    const kind = /\p{Nd}/u.test(character) ? 'digit' : /[\p{L}\p{M}]/u.test(character) ? 'letter' : 'symbol';
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += character;
    else runs.push({ kind, text: character });
  }
  return runs;
}
