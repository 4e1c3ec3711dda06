/**
 * Decides what a form is for, from what it holds and what it is called.
 * @module
 */

import { fold } from '../fold.ts';
import { asks, says, type Clues } from './clues.ts';
import type { FormFacts, FormKind } from './facts.ts';
import { change, checkout, consent, forgotten, haveAccount, proceed, remember, signIn, signUp, subscribe } from './form-words.ts';
import { codeSignals, identifierSignals, weigh } from './field-signals.ts';
import { nameWords, phrasePattern } from './phrases.ts';

const patterns = {
  signIn: phrasePattern(signIn), signUp: phrasePattern(signUp), change: phrasePattern(change), forgotten: phrasePattern(forgotten),
  remember: phrasePattern(remember), haveAccount: phrasePattern(haveAccount), proceed: phrasePattern(proceed),
  subscribe: phrasePattern(subscribe), checkout: phrasePattern(checkout), consent: phrasePattern(consent),
};

/** Everything that the signals look at. */
export interface Evidence {
  marks: string;
  heading: string;
  buttons: string;
  asides: string;
  page: string;
  /** Visible fields. */
  fields: readonly Clues[];
  passwords: readonly Clues[];
  /** Visible fields that a login has no use for. */
  strangers: number;
}

interface FormSignal {
  name: string;
  weight: number;
  seen: (evidence: Evidence) => boolean;
}

export function gather(form: FormFacts | undefined, fields: readonly Clues[]): Evidence {
  const visible = fields.filter(({ facts }) => facts.visible);
  return {
    marks: nameWords(form?.marks ?? ''),
    heading: fold(form?.heading ?? ''),
    buttons: fold(form?.buttons ?? ''),
    asides: fold(form?.asides ?? ''),
    page: fold(form?.page ?? ''),
    fields: visible,
    passwords: visible.filter((field) => field.password),
    strangers: visible.filter((field) => !field.password && weigh(identifierSignals, field).score < 0).length,
  };
}

const text = (pattern: keyof typeof patterns, ...parts: (keyof Evidence & ('marks' | 'heading' | 'buttons' | 'asides' | 'page'))[]) =>
  (evidence: Evidence) => parts.some((part) => patterns[pattern].test(evidence[part]));

const signInSignals: readonly FormSignal[] = [
  { name: 'a field for the current password', weight: 7, seen: (e) => e.passwords.some((field) => asks(field, 'current-password')) },
  { name: 'button says sign in', weight: 5, seen: (e) => text('signIn', 'buttons')(e) && !text('signUp', 'buttons')(e) },
  { name: 'one button of several says sign in', weight: 2, seen: (e) => text('signIn', 'buttons')(e) && text('signUp', 'buttons')(e) },
  { name: 'heading says sign in', weight: 3, seen: text('signIn', 'heading') },
  { name: 'marks say sign in', weight: 3, seen: text('signIn', 'marks') },
  { name: 'page says sign in', weight: 2, seen: text('signIn', 'page') },
  { name: 'help for a lost password', weight: 5, seen: text('forgotten', 'asides') },
  { name: 'may be remembered', weight: 3, seen: text('remember', 'asides') },
  { name: 'one password and little else', weight: 2, seen: (e) => e.passwords.length === 1 && e.fields.length <= 3 },
];

const signUpSignals: readonly FormSignal[] = [
  { name: 'a field for a new password', weight: 6, seen: (e) => e.passwords.some((field) => asks(field, 'new-password')) },
  { name: 'button says sign up', weight: 5, seen: (e) => text('signUp', 'buttons')(e) && !text('signIn', 'buttons')(e) },
  { name: 'one button of several says sign up', weight: 2, seen: (e) => text('signUp', 'buttons')(e) && text('signIn', 'buttons')(e) },
  { name: 'heading says sign up', weight: 3, seen: text('signUp', 'heading') },
  { name: 'marks say sign up', weight: 3, seen: text('signUp', 'marks') },
  { name: 'page says sign up', weight: 2, seen: text('signUp', 'page') },
  { name: 'asks for consent', weight: 3, seen: text('consent', 'asides') },
  { name: 'offers sign-in to those who have an account', weight: 3, seen: text('haveAccount', 'asides') },
  { name: 'a password that is repeated', weight: 7, seen: (e) => e.passwords.some((field) => says(field, 'repeated')) },
  { name: 'text says new password', weight: 4, seen: (e) => e.passwords.some((field) => says(field, 'fresh')) },
  { name: 'two passwords', weight: 5, seen: (e) => e.passwords.length === 2 },
  { name: 'asks who you are', weight: 3, seen: (e) => e.strangers >= 1 && e.strangers < 3 },
  { name: 'asks a lot', weight: 7, seen: (e) => e.strangers >= 3 },
];

const changeSignals: readonly FormSignal[] = [
  { name: 'old and new password', weight: 14, seen: (e) => e.passwords.length >= 2 && e.passwords.some((f) => says(f, 'existing') || asks(f, 'current-password')) && e.passwords.some((f) => says(f, 'fresh') || says(f, 'repeated') || asks(f, 'new-password')) },
  { name: 'three passwords', weight: 9, seen: (e) => e.passwords.length >= 3 },
  { name: 'button says change', weight: 5, seen: text('change', 'buttons') },
  { name: 'heading says change', weight: 4, seen: text('change', 'heading') },
  { name: 'marks or page say change', weight: 4, seen: text('change', 'marks', 'page') },
  { name: 'two passwords and little else', weight: 4, seen: (e) => e.passwords.length === 2 && e.fields.length <= 3 },
];

export interface KindVerdict {
  kind: FormKind;
  reasons: readonly string[];
}

/** What a form with at least one visible password field is for, or one without. */
export function kindOf(evidence: Evidence, hiddenPassword: boolean): KindVerdict {
  return evidence.passwords.length > 0 ? withPassword(evidence) : withoutPassword(evidence, hiddenPassword);
}

function withPassword(evidence: Evidence): KindVerdict {
  const verdicts = [
    { kind: 'login' as FormKind, ...sum(signInSignals, evidence) },
    { kind: 'sign-up' as FormKind, ...sum(signUpSignals, evidence) },
    { kind: 'change-password' as FormKind, ...sum(changeSignals, evidence) },
  ];
  const best = verdicts.reduce((one, other) => (other.score > one.score ? other : one));
  if (best.kind !== 'login') return best;
  const named = evidence.fields.some((field) => field.typed && field.facts.editable);
  return named ? best : { ...best, kind: 'password-only' };
}

function withoutPassword(evidence: Evidence, hiddenPassword: boolean): KindVerdict {
  const typed = evidence.fields.filter((field) => field.typed);
  const codes = typed.filter((field) => weigh(codeSignals, field).score >= 6);
  if (codes.length > 0 || segmented(typed)) return { kind: 'code', reasons: ['a field for a code'] };
  if (evidence.strangers > 1) return { kind: text('checkout', 'marks', 'heading', 'buttons', 'page')(evidence) ? 'checkout' : 'other', reasons: ['asks a lot'] };
  if (typed.some((field) => asks(field, 'username'))) return { kind: 'username-first', reasons: ['autocomplete says user name'] };
  if (text('subscribe', 'marks', 'heading', 'buttons', 'asides')(evidence)) return { kind: 'newsletter', reasons: ['says newsletter'] };
  if (text('forgotten', 'marks', 'heading', 'buttons')(evidence)) return { kind: 'recovery', reasons: ['says lost password'] };
  const signsUp = sum(signUpSignals, evidence);
  const signsIn = sum(signInSignals, evidence);
  const goesOn = text('proceed', 'buttons')(evidence) ? 2 : 0;
  const score = signsIn.score + goesOn + (hiddenPassword ? 3 : 0);
  if (signsUp.score > signsIn.score + (hiddenPassword ? 3 : 0)) return { kind: 'sign-up', reasons: signsUp.reasons };
  return score >= 4 ? { kind: 'username-first', reasons: signsIn.reasons } : { kind: 'other', reasons: [] };
}

/** Four or more one-letter fields side by side. */
export function segmented(fields: readonly Clues[]): boolean {
  return fields.filter(({ facts }) => facts.maxLength === 1).length >= 4;
}

function sum(signals: readonly FormSignal[], evidence: Evidence): { score: number; reasons: readonly string[] } {
  const seen = signals.filter((signal) => signal.seen(evidence));
  return { score: seen.reduce((total, { weight }) => total + weight, 0), reasons: seen.map(({ name }) => name) };
}
