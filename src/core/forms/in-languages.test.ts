import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';
import type { FieldFacts, FieldRole, FormFacts, FormKind } from './facts.ts';
import { inLanguage, languages, type Language } from './languages.cases.ts';
import { farWords } from './far-words.ts';
import { addWords } from './phrases.ts';

addWords(farWords);

interface Form { fields: readonly string[]; texts?: Partial<Record<'heading' | 'buttons' | 'asides', string>> }

const blank: FieldFacts = {
  index: 0, type: 'text', autocomplete: [], name: '', id: '', placeholder: '', label: '', nearby: '', inputMode: '', maxLength: null, minLength: null, ruled: false,
  visible: true, editable: true, focused: false, form: 0,
};

/** What it is taken for in one language: nothing but its words tell. A field with a star is for a password. */
function read({ fields, texts = {} }: Form, language: Language): { kind: FormKind | undefined; roles: string } {
  const facts = fields.map((label, index): FieldFacts => ({ ...blank, index, label: inLanguage(label.replace('*', ''), language), type: label.startsWith('*') ? 'password' : 'text' }));
  const said = Object.fromEntries(Object.entries(texts).map(([where, phrase]) => [where, inLanguage(phrase, language)]));
  const form: FormFacts = { form: 0, marks: '', heading: '', buttons: '', asides: '', links: '', ticks: 0, page: '', ...said };
  const found = classify(facts, [form]);
  return { kind: found[0]?.kind, roles: found.map(({ role }) => role).join(' ') };
}

const each = (phrases: string, make: (phrase: string) => Form) => phrases.split('|').map(make);

const logins: Form[] = [
  ...each('log in|sign in|login', (buttons) => ({ fields: ['username', '*password'], texts: { buttons } })),
  ...each('email|e-mail|email address|user name|user id|phone number|mobile number|customer number', (name) => ({ fields: [name, '*password'], texts: { buttons: 'log in', asides: 'forgot password' } })),
  ...each('remember me|keep me signed in|forgot your password', (asides) => ({ fields: ['email', '*password'], texts: { buttons: 'submit', asides } })),
];
const firstSteps: Form[] = [
  ...each('log in|sign in|login', (buttons) => ({ fields: ['email address'], texts: { buttons } })),
  ...each('continue|next', (buttons) => ({ fields: ['username'], texts: { buttons } })),
  { fields: ['email'], texts: { heading: 'sign in', buttons: 'next' } },
];
const signUps: Form[] = [
  ...each('sign up|register|create account|create an account|sign up now|join now', (buttons) => ({ fields: ['email', '*password'], texts: { buttons } })),
  ...each('sign up|register|create account|create an account', (heading) => ({ fields: ['email', '*password'], texts: { heading, buttons: 'submit' } })),
  ...each('*new password|*create password|*choose a password', (secret) => ({ fields: ['email', secret], texts: { buttons: 'submit' } })),
  ...each('*confirm password|*repeat password|*re-enter password', (again) => ({ fields: ['email', '*password', again], texts: { buttons: 'submit' } })),
  { fields: ['first name', 'last name', 'email', '*password'], texts: { buttons: 'submit' } },
  { fields: ['full name', 'email', '*password'], texts: { buttons: 'submit', asides: 'i agree' } },
  { fields: ['email', '*password'], texts: { buttons: 'continue', asides: 'already have an account' } },
];
const changes: Form[] = each('*current password|*old password', (old) => ({ fields: [old, '*new password', '*confirm password'], texts: { buttons: 'submit' } }));
const resets: Form[] = [
  { fields: ['*new password', '*confirm password'], texts: { heading: 'reset password' } },
  { fields: ['*new password'], texts: { buttons: 'change password' } },
];
const others: Form[] = [
  { fields: ['email'], texts: { buttons: 'subscribe' } },
  { fields: ['email'], texts: { heading: 'newsletter', buttons: 'sign up' } },
  { fields: ['search'], texts: { buttons: 'search' } },
  { fields: ['full name', 'address', 'city', 'zip code', 'email'], texts: { heading: 'shipping' } },
  { fields: ['your name', 'email', 'message'], texts: { buttons: 'submit' } },
  ...each('forgot password|forgot your password|reset password', (heading) => ({ fields: ['email'], texts: { heading, buttons: 'submit' } })),
];

const openable: readonly (FormKind | undefined)[] = ['login', 'password-only', 'username-first', 'code', 'change-password'];

describe.each(languages)('in %s', (language) => {
  it('each way of signing in is known', () => {
    for (const form of logins) expect([form, read(form, language)]).toMatchObject([form, { kind: 'login', roles: expect.stringMatching(/^(?:username|email) current-password$/) as string }]);
    for (const form of firstSteps) expect([form, read(form, language).kind]).toEqual([form, 'username-first']);
    expect(read({ fields: ['*password'], texts: { buttons: 'log in' } }, language)).toEqual({ kind: 'password-only', roles: 'current-password' });
  });

  it('no password goes into a new account or a reset', () => {
    for (const form of signUps) expect([form, read(form, language)]).toMatchObject([form, { kind: 'sign-up' }]);
    for (const form of [...signUps, ...resets]) expect([form, read(form, language).roles]).toEqual([form, expect.not.stringContaining('current-password')]);
  });

  it('a change takes the password in use only', () => {
    for (const form of changes) expect([form, read(form, language)]).toEqual([form, { kind: 'change-password', roles: 'current-password new-password new-password' }]);
  });

  it('a code is known, and what is none of a login’s business', () => {
    const code: FieldRole = 'one-time-code';
    for (const form of each('verification code|one-time code|security code', (label) => ({ fields: [label], texts: { buttons: 'submit' } }))) expect([form, read(form, language).roles]).toEqual([form, code]);
    for (const form of others) expect([form, openable.includes(read(form, language).kind)]).toEqual([form, false]);
  });
});
