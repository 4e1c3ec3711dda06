/**
 * The texts and names of a field, made ready for looking words up in them.
 * @module
 */

import { fold } from '../fold.ts';
import type { FieldFacts } from './facts.ts';
import { address, personal, phone, search, unrelated } from './other-words.ts';
import { compiled, nameWords, pairIn, phrasePattern } from './phrases.ts';
import { email, existing, fresh, onceCode, password, proof, repeated, someCode, userName } from './words.ts';

/** What a field says of itself, made comparable. */
export interface Clues {
  facts: FieldFacts;
  /** Folded: what a person reads at the field. */
  text: string;
  /** Folded, taken apart into words: what the programmer called it. */
  name: string;
  /** Somebody may type a text into it. */
  typed: boolean;
  password: boolean;
}

/** Types into which a user name, an address or a code may be typed. */
const typedTypes = new Set(['text', 'email', 'tel', 'number', 'search', 'url', 'username', '']);
const knownTypes = new Set(['password', 'textarea', 'select', 'date', 'datetime-local', 'month', 'time', 'week', 'checkbox', 'radio']);

/** Folds case, accents and the ways of joining words, so that one pattern a language is enough. */
export function cluesOf(facts: FieldFacts): Clues {
  return {
    facts,
    text: fold([facts.label, facts.placeholder, facts.nearby].join('\n')),
    name: `${nameWords(facts.name)}\n${nameWords(facts.id)}`,
    // A type that browsers don't know is a text.
    typed: typedTypes.has(facts.type) || !knownTypes.has(facts.type),
    password: facts.type === 'password',
  };
}

/** What each word list means, compiled once. */
const patterns = compiled(() => ({
  userName: phrasePattern({ userName }),
  email: phrasePattern({ email }),
  password: phrasePattern({ password }),
  fresh: phrasePattern({ fresh }),
  repeated: phrasePattern({ repeated }),
  existing: phrasePattern({ existing }),
  code: phrasePattern({ onceCode }),
  personal: phrasePattern({ personal }),
  address: phrasePattern({ address }),
  search: phrasePattern({ search }),
  unrelated: phrasePattern({ unrelated }),
  phone: phrasePattern({ phone }),
}));

/** A code and what it is for make one that is good for once. */
const provingCode = compiled(() => ({ one: phrasePattern({ someCode }), other: phrasePattern({ proof, repeated }) }));

/** Parts of names that are glued to others without any mark: `txtusername`, `loginemail`. */
const glued: Partial<Record<Meaning, RegExp>> = {
  userName: /user(?!agent)|login|logon|usr|account(?!type)|memberid/,
  email: /e ?mail/,
  password: /passw|passwd|pwd|kennwort|mot ?de ?passe|senha|haslo|parol/,
  fresh: /new(?=p)/,
  repeated: /confirm|repeat|retype|reenter|verify(?=p)|(?:passw(?:or)?d|pass|pwd) ?(?:2|confirm|conf|again|check|repeat)/,
  existing: /(?:old|current|curr?)(?=p)/,
  code: /otp|totp|mfa|2fa|one ?time ?(?:code|pass|pin)|verif\w* ?code|auth\w* ?code|sms ?code|security ?code|tfa/,
  personal: /first ?name|last ?name|full ?name|card ?num|cvv|cvc/,
  address: /zip ?code|postal|address(?=line|1|2)/,
  search: /search/,
  unrelated: /captcha|coupon|promo|honeypot/,
  phone: /phone|mobile/,
};

/** What a word at a field can mean. */
export type Meaning = keyof ReturnType<typeof patterns>;

/** It says that it is for something else than signing in. */
export function strays(clues: Clues): boolean {
  return says(clues, 'unrelated') || says(clues, 'search');
}

/** In what a person reads at the field. */
export function reads(clues: Clues, meaning: Meaning): boolean {
  return patterns()[meaning].test(clues.text) || (meaning === 'code' && pairIn(provingCode(), clues.text));
}

/** In what the programmer called it. */
export function named(clues: Clues, meaning: Meaning): boolean {
  return patterns()[meaning].test(clues.name) || glued[meaning]?.test(clues.name) === true;
}

/** In either. */
export function says(clues: Clues, meaning: Meaning): boolean {
  return reads(clues, meaning) || named(clues, meaning);
}

/** In its `autocomplete`, which is the page’s own word. */
export function asks(clues: Clues, ...tokens: readonly string[]): boolean {
  return tokens.some((token) => clues.facts.autocomplete.includes(token));
}
