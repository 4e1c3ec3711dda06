/**
 * What the texts of a form can mean: its name, heading, buttons and links.
 * @module
 */

import { account, alter, checkout, consent, forgotten, haveAccount, proceed, remember, signIn, signUp, subscribe } from './form-words.ts';
import { search } from './other-words.ts';
import { compiled, pairIn, phrasePattern, type Pair } from './phrases.ts';
import { fresh, password } from './words.ts';

const patterns = compiled(() => ({
  signIn: phrasePattern({ signIn }), signUp: phrasePattern({ signUp }), forgotten: phrasePattern({ forgotten }),
  // Names that programmers glued together; else two words say it.
  change: /(?<!\p{L})(?:change|reset|update|new|set|save|edit|renew) ?(?:my |your |a )?(?:pass|pwd)|passw(?:or)?d ?(?:change|reset|update)/u,
  remember: phrasePattern({ remember }), haveAccount: phrasePattern({ haveAccount }), proceed: phrasePattern({ proceed }),
  subscribe: phrasePattern({ subscribe }), checkout: phrasePattern({ checkout }), consent: phrasePattern({ consent }), search: phrasePattern({ search }),
}));

/** What a text of a form can mean. */
export type FormMeaning = keyof ReturnType<typeof patterns>;

const pairs = compiled((): Partial<Record<FormMeaning, Pair>> => ({
  signUp: { one: phrasePattern({ fresh }), other: phrasePattern({ account }) },
  change: { one: phrasePattern({ alter, fresh }), other: phrasePattern({ password }) },
}));

/** @param text - folded */
export function means(meaning: FormMeaning, text: string): boolean {
  const pair = pairs()[meaning];
  return patterns()[meaning].test(text) || (pair !== undefined && pairIn(pair, text));
}
