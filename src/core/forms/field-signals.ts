/**
 * What speaks for and against a field's being the name in a login, or a code: named signals with
 * weights that may be read and changed one at a time.
 * @module
 */

import { asks, named, reads, says, strays, type Clues } from './clues.ts';

/** One reason for or against a role. */
export interface Signal {
  name: string;
  weight: number;
  seen: (clues: Clues) => boolean;
}

/** What the signals add up to. */
export interface Verdict {
  score: number;
  /** Names of the signals that were seen. */
  reasons: readonly string[];
}

/** Autocomplete words of everything that is no login (HTML §4.10.18.7.1). */
const elsewhere = [
  'name', 'honorific-prefix', 'given-name', 'additional-name', 'family-name', 'nickname', 'organization-title', 'organization',
  'street-address', 'address-line1', 'address-line2', 'address-line3', 'address-level1', 'address-level2', 'address-level3', 'country',
  'country-name', 'postal-code', 'cc-name', 'cc-given-name', 'cc-family-name', 'cc-number', 'cc-exp', 'cc-exp-month', 'cc-exp-year',
  'cc-csc', 'cc-type', 'transaction-amount', 'bday', 'bday-day', 'bday-month', 'bday-year', 'sex', 'url', 'photo', 'shipping', 'billing',
];

/** For the name by which a person signs in: a user name, an address, a number. */
export const identifierSignals: readonly Signal[] = [
  { name: 'autocomplete says user name', weight: 10, seen: (f) => asks(f, 'username', 'webauthn') },
  { name: 'autocomplete says e-mail', weight: 6, seen: (f) => asks(f, 'email') },
  { name: 'text says user name', weight: 5, seen: (f) => reads(f, 'userName') },
  { name: 'text says e-mail', weight: 5, seen: (f) => reads(f, 'email') },
  { name: 'name says user name', weight: 4, seen: (f) => named(f, 'userName') },
  { name: 'name says e-mail', weight: 4, seen: (f) => named(f, 'email') },
  { name: 'type e-mail', weight: 5, seen: (f) => f.facts.type === 'email' },
  { name: 'keyboard for e-mail', weight: 3, seen: (f) => f.facts.inputMode === 'email' },
  { name: 'telephone number', weight: 2, seen: (f) => f.facts.type === 'tel' || asks(f, 'tel') || says(f, 'phone') },
  { name: 'autocomplete says something else', weight: -10, seen: (f) => asks(f, ...elsewhere) },
  { name: 'autocomplete says code', weight: -12, seen: (f) => asks(f, 'one-time-code') },
  { name: 'text says something else', weight: -7, seen: (f) => reads(f, 'unrelated') || reads(f, 'search') || asksWho(f, reads) },
  { name: 'name says something else', weight: -6, seen: (f) => named(f, 'unrelated') || named(f, 'search') || asksWho(f, named) },
  { name: 'says code', weight: -7, seen: (f) => says(f, 'code') && !says(f, 'userName') && !says(f, 'email') },
  { name: 'type search', weight: -4, seen: (f) => f.facts.type === 'search' },
  { name: 'short', weight: -6, seen: (f) => f.facts.maxLength !== null && f.facts.maxLength < 5 },
];

/** For a code that is good for once. */
export const codeSignals: readonly Signal[] = [
  { name: 'autocomplete says code', weight: 12, seen: (f) => asks(f, 'one-time-code') },
  { name: 'text says code', weight: 6, seen: (f) => reads(f, 'code') },
  { name: 'name says code', weight: 6, seen: (f) => named(f, 'code') },
  { name: 'keyboard for numbers', weight: 1, seen: (f) => f.facts.inputMode === 'numeric' || f.facts.type === 'number' || f.facts.type === 'tel' },
  { name: 'as long as a code', weight: 2, seen: (f) => f.facts.maxLength !== null && f.facts.maxLength >= 4 && f.facts.maxLength <= 8 },
  { name: 'says something else', weight: -8, seen: (f) => strays(f) || asksWho(f, says) },
  { name: 'says user name or e-mail', weight: -6, seen: (f) => says(f, 'userName') || says(f, 'email') || f.facts.type === 'email' },
  { name: 'autocomplete says something else', weight: -12, seen: (f) => asks(f, 'username', 'email', 'current-password', 'new-password', ...elsewhere) },
];

/** Who somebody is or where they live. A user name is a name too, an e-mail address an address, and telephone numbers have countries. */
function asksWho(clues: Clues, find: typeof says): boolean {
  return (find(clues, 'personal') && !find(clues, 'userName')) || (find(clues, 'address') && !find(clues, 'email') && !find(clues, 'phone') && clues.facts.type !== 'email');
}

/** Asks for something that only a sign-up or a bill needs. */
export function isPersonal(clues: Clues): boolean {
  return asks(clues, ...elsewhere) || ((asksWho(clues, says) || (clues.facts.type === 'textarea' && !/captcha/.test(clues.text + clues.name))) && weigh(identifierSignals, clues).score < 0);
}

/** Adds up the signals that are seen. */
export function weigh(signals: readonly Signal[], clues: Clues): Verdict {
  const seen = signals.filter((signal) => signal.seen(clues));
  return { score: seen.reduce((sum, { weight }) => sum + weight, 0), reasons: seen.map(({ name }) => name) };
}
