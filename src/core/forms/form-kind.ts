/**
 * Decides what a form is for, from what it holds and what it is called.
 * @module
 */

import { fold } from '../fold.ts';
import { asks, reads, says, strays, type Clues } from './clues.ts';
import type { FormFacts, FormKind } from './facts.ts';
import { codeSignals, isPersonal, weigh } from './field-signals.ts';
import { means, type FormMeaning } from './form-texts.ts';
import { nameWords } from './phrases.ts';

/** Everything that the signals look at. */
export interface Evidence {
  marks: string;
  heading: string;
  buttons: string;
  asides: string;
  links: string;
  page: string;
  /** How many boxes there are to tick. */
  ticks: number;
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

/** @param form - undefined for fields that stand outside of any form */
export function gather(form: FormFacts | undefined, fields: readonly Clues[]): Evidence {
  const visible = fields.filter(({ facts }) => facts.visible);
  return {
    // Rails calls its form for signing in `new_user`.
    marks: nameWords(form?.marks ?? '').replaceAll('new user', ''),
    heading: fold(form?.heading ?? ''),
    buttons: fold(form?.buttons ?? ''),
    asides: fold(form?.asides ?? ''),
    links: nameLists(form?.links ?? ''),
    page: fold(form?.page ?? ''),
    ticks: form?.ticks ?? 0,
    fields: visible,
    passwords: withoutTwins(visible.filter((field) => field.password && field.facts.maxLength !== 1), form),
    strangers: visible.filter((field) => !field.password && isPersonal(field)).length,
  };
}

/** Words of the paths, a path a saying. */
function nameLists(paths: string): string {
  return paths.split(' · ').map(nameWords).join(' · ');
}

/**
 * A password and its copy in clear, of which a script shows one, read the same. The copy isn't sent, so it has no name of
 * its own; or the form says that it is for signing in. Else it is a password and its repetition.
 */
function withoutTwins(passwords: readonly Clues[], form: FormFacts | undefined): readonly Clues[] {
  const [one, other] = passwords;
  if (passwords.length !== 2 || one === undefined || other === undefined || one.text.trim() === '' || one.text !== other.text || says(other, 'repeated')) return passwords;
  const unsent = one.facts.name !== '' && other.facts.name === '';
  const called = fold(`${form?.heading ?? ''} · ${form?.marks ?? ''}`);
  const signsIn = means('signIn', `${called} · ${fold(form?.buttons ?? '')}`) && !means('signUp', called);
  return unsent || signsIn ? [one] : passwords;
}

const text = (meaning: FormMeaning, ...parts: ('marks' | 'heading' | 'buttons' | 'asides' | 'links' | 'page')[]) =>
  (evidence: Evidence) => parts.some((part) => means(meaning, evidence[part]));

/** “6–20 characters”, “mindestens 8 Zeichen”: a number that is the length of a password, in any language. */
const lengthRule = /(?<![\p{N}.])(?:6|7|8|9|10|12|15|16|20)(?![\p{N}.])/u;

/** Of two buttons that say either, the first is the form's own. */
function firstButton({ buttons }: Evidence, one: FormMeaning, other: FormMeaning): boolean {
  const sayings = buttons.split(' · ');
  const at = (meaning: FormMeaning) => sayings.findIndex((saying) => means(meaning, saying));
  return at(one) >= 0 && at(one) < at(other);
}

const signInSignals: readonly FormSignal[] = [
  { name: 'a field for the current password', weight: 7, seen: (e) => e.passwords.some((field) => asks(field, 'current-password')) },
  { name: 'button says sign in', weight: 5, seen: (e) => text('signIn', 'buttons')(e) && !text('signUp', 'buttons')(e) },
  { name: 'one button of several says sign in', weight: 2, seen: (e) => text('signIn', 'buttons')(e) && text('signUp', 'buttons')(e) },
  { name: 'the first button of several says sign in', weight: 2, seen: (e) => firstButton(e, 'signIn', 'signUp') },
  { name: 'heading says sign in', weight: 3, seen: text('signIn', 'heading') },
  { name: 'marks say sign in', weight: 3, seen: text('signIn', 'marks') },
  { name: 'page says sign in', weight: 2, seen: text('signIn', 'page') },
  { name: 'nothing says sign up', weight: 2, seen: (e) => text('signIn', 'heading', 'marks', 'buttons')(e) && !text('signUp', 'heading', 'marks', 'buttons')(e) },
  { name: 'a session is made', weight: 3, seen: (e) => /\bsessions?$/.test(e.marks.trim()) },
  { name: 'help for a lost password', weight: 5, seen: (e) => text('forgotten', 'asides', 'links')(e) || text('change', 'asides')(e) },
  { name: 'link leads to a sign-up', weight: 2, seen: (e) => text('signUp', 'links')(e) && !text('consent', 'links')(e) },
  { name: 'may be remembered', weight: 3, seen: text('remember', 'asides') },
  { name: 'a name and a password', weight: 2, seen: (e) => e.passwords.length === 1 && askedFor(e) <= 2 },
  { name: 'one password and little else', weight: 1, seen: (e) => e.passwords.length === 1 && askedFor(e) === 3 },
];

const signUpSignals: readonly FormSignal[] = [
  { name: 'a field for a new password', weight: 4, seen: (e) => e.passwords.some((field) => asks(field, 'new-password')) },
  { name: 'button says sign up', weight: 5, seen: (e) => text('signUp', 'buttons')(e) && !text('signIn', 'buttons')(e) },
  { name: 'one button of several says sign up', weight: 2, seen: (e) => text('signUp', 'buttons')(e) && text('signIn', 'buttons')(e) },
  { name: 'the first button of several says sign up', weight: 1, seen: (e) => firstButton(e, 'signUp', 'signIn') },
  { name: 'heading says sign up', weight: 3, seen: text('signUp', 'heading') },
  { name: 'marks say sign up', weight: 3, seen: text('signUp', 'marks') },
  { name: 'page says sign up', weight: 2, seen: text('signUp', 'page') },
  { name: 'asks for consent', weight: 3, seen: text('consent', 'asides') },
  { name: 'offers sign-in to those who have an account', weight: 3, seen: text('haveAccount', 'asides') },
  { name: 'a password that is repeated', weight: 7, seen: (e) => e.passwords.some((field) => (e.passwords.length > 1 ? says : reads)(field, 'repeated')) },
  { name: 'text says new password', weight: 4, seen: (e) => e.passwords.some((field) => says(field, 'fresh')) },
  { name: 'two passwords', weight: 5, seen: (e) => e.passwords.length === 2 },
  { name: 'an account is made', weight: 3, seen: (e) => /\b(?:users?|accounts?|registrations?)$/.test(e.marks.trim()) },
  { name: 'asks for user name and e-mail', weight: 4, seen: (e) => e.fields.some(isUserName) && e.fields.some(isEmail) },
  { name: 'asks who you are', weight: 3, seen: (e) => e.strangers === 1 },
  { name: 'asks for two things about you', weight: 6, seen: (e) => e.strangers === 2 },
  { name: 'asks a lot', weight: 9, seen: (e) => e.strangers >= 3 },
  { name: 'more than a name to type in', weight: 2, seen: (e) => names(e) === 2 && e.fields.some(({ facts }) => facts.type === 'email') },
  { name: 'two things to type in before the password, and nothing says sign in', weight: 2, seen: (e) => namesBefore(e) === 2 && e.passwords.length === 1 && !text('signIn', 'heading', 'marks', 'buttons', 'page', 'links')(e) },
  { name: 'more to type in than most logins have', weight: 2, seen: (e) => names(e) === 3 },
  { name: 'more to type in than any login has', weight: 6, seen: (e) => names(e) >= 4 },
  { name: 'several lists to choose from', weight: 5, seen: (e) => e.fields.filter(({ facts }) => facts.type === 'select').length >= 2 },
  { name: 'several boxes to tick', weight: 2, seen: (e) => e.ticks >= 2 },
  { name: 'links to its terms', weight: 3, seen: (e) => text('consent', 'links')(e) && !text('forgotten', 'links', 'asides')(e) },
  { name: 'a password has a least length', weight: 3, seen: (e) => e.passwords.some(({ facts }) => (facts.minLength ?? 0) >= 5) },
  { name: 'says how a password is made', weight: 2, seen: (e) => e.passwords.some(({ facts, text: said }) => facts.ruled || lengthRule.test(said)) },
];

/** A search box says nothing of the form that it stands in. */
function askedFor({ fields }: Evidence): number {
  return fields.filter((field) => !strays(field)).length;
}

/** Fields that may be for names: a person's, an address, a number. */
function names({ fields }: Evidence): number {
  return fields.filter((field) => field.typed && !strays(field) && !says(field, 'code')).length;
}

/** Those in front of the first password. */
function namesBefore(evidence: Evidence): number {
  const first = evidence.fields.findIndex((field) => field.password);
  return names({ ...evidence, fields: evidence.fields.slice(0, first).filter(({ facts }) => facts.type !== 'search') });
}

const subscribeSignals: readonly FormSignal[] = [
  { name: 'button says subscribe', weight: 6, seen: text('subscribe', 'buttons') },
  { name: 'marks say newsletter', weight: 6, seen: text('subscribe', 'marks') },
  { name: 'heading says newsletter', weight: 8, seen: (e) => text('subscribe', 'heading')(e) && !text('signIn', 'heading')(e) },
  { name: 'newsletter is mentioned', weight: 3, seen: text('subscribe', 'asides') },
];

const changeSignals: readonly FormSignal[] = [
  { name: 'old and new password', weight: 14, seen: (e) => e.passwords.length >= 2 && e.passwords.some((f) => says(f, 'existing') || asks(f, 'current-password')) && e.passwords.some((f) => says(f, 'fresh') || says(f, 'repeated') || asks(f, 'new-password')) },
  { name: 'three passwords', weight: 9, seen: (e) => e.passwords.length >= 3 },
  { name: 'button says change', weight: 5, seen: (e) => text('change', 'buttons')(e) && !text('signIn', 'buttons')(e) },
  { name: 'heading says change', weight: 4, seen: text('change', 'heading') },
  { name: 'marks or page say change', weight: 4, seen: text('change', 'marks', 'page') },
  { name: 'two passwords and little else', weight: 4, seen: (e) => e.passwords.length === 2 && e.fields.length <= 3 },
];

/** A word of the form or at a password says that a password is changed. */
export function tellsChange(evidence: Evidence): boolean {
  return text('change', 'buttons', 'heading', 'marks', 'page')(evidence)
    || evidence.passwords.some((field) => says(field, 'existing') || says(field, 'fresh') || says(field, 'repeated') || asks(field, 'current-password', 'new-password'));
}

function isUserName(field: Clues): boolean {
  return field.typed && says(field, 'userName') && !says(field, 'email') && !says(field, 'phone') && field.facts.type !== 'email';
}

function isEmail(field: Clues): boolean {
  return field.typed && (field.facts.type === 'email' || says(field, 'email')) && !says(field, 'userName');
}

/** What a form is for, and why. */
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
  const named = typed.filter((field) => !strays(field));
  if (named.some((field) => asks(field, 'username'))) return { kind: 'username-first', reasons: ['autocomplete says user name'] };
  return nameAlone(evidence, named, hiddenPassword);
}

/** A lone name: the first of two steps of signing in, or of something else. */
function nameAlone(evidence: Evidence, named: readonly Clues[], hiddenPassword: boolean): KindVerdict {
  const signsIn = sum(signInSignals, evidence);
  const signsUp = sum(signUpSignals, evidence);
  const subscribes = sum(subscribeSignals, evidence);
  const goesOn = text('proceed', 'buttons')(evidence) ? 2 : 0;
  const pressable = evidence.buttons === '' || goesOn > 0 || signsIn.score > 0;
  const isName = pressable && named.length === 1 && named.some((field) => says(field, 'userName')) ? 3 : 0;
  const score = signsIn.score + goesOn + isName + (hiddenPassword ? 3 : 0);
  if (text('search', 'marks', 'buttons')(evidence) && signsIn.score === 0) return { kind: 'search', reasons: ['says search'] };
  if (subscribes.score > score) return { kind: 'newsletter', reasons: subscribes.reasons };
  if (text('forgotten', 'marks', 'heading', 'buttons')(evidence)) return { kind: 'recovery', reasons: ['says lost password'] };
  if (signsUp.score > score) return { kind: 'sign-up', reasons: signsUp.reasons };
  return score >= 3 ? { kind: 'username-first', reasons: signsIn.reasons } : { kind: 'other', reasons: [] };
}

/** Four or more one-letter fields side by side. */
export function segmented(fields: readonly Clues[]): boolean {
  return fields.filter(({ facts }) => facts.maxLength === 1).length >= 4;
}

function sum(signals: readonly FormSignal[], evidence: Evidence): { score: number; reasons: readonly string[] } {
  const seen = signals.filter((signal) => signal.seen(evidence));
  return { score: seen.reduce((total, { weight }) => total + weight, 0), reasons: seen.map(({ name }) => name) };
}
