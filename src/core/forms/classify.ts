/**
 * Decides what each field of a page is for, and says why.
 *
 * Reads facts only: the same form classifies the same in a page, in a test and in a bug report.
 * First each form gets a kind (`form-kind.ts`), then each field a role that the kind allows.
 * @module
 */

import { asks, cluesOf, says, type Clues } from './clues.ts';
import type { FieldFacts, FieldRole, FormFacts, FormKind } from './facts.ts';
import { codeSignals, identifierSignals, weigh } from './field-signals.ts';
import { gather, kindOf, segmented } from './form-kind.ts';

export interface Classified {
  facts: FieldFacts;
  role: FieldRole;
  /** Of the form that the field belongs to. */
  kind: FormKind;
  /** How sure the role is; for comparing fields of one form. */
  score: number;
  /** Names of the signals that led here, for people. */
  reasons: readonly string[];
}

/** A field whose signals add up to less is no user name, unless it stands right before the password. */
const enough = 4;
/** What standing right before the password is worth. */
const beforePassword = 5;

export function classify(fields: readonly FieldFacts[], forms: readonly FormFacts[]): Classified[] {
  const byForm = new Map<number, Clues[]>();
  for (const facts of fields) {
    const group = byForm.get(facts.form) ?? [];
    group.push(cluesOf(facts));
    byForm.set(facts.form, group);
  }
  return [...byForm].flatMap(([form, group]) => classifyForm(group, forms.find((facts) => facts.form === form))).sort((one, other) => one.facts.index - other.facts.index);
}

function classifyForm(fields: readonly Clues[], form: FormFacts | undefined): Classified[] {
  const evidence = gather(form, fields);
  const hiddenPassword = fields.some((field) => field.password && !field.facts.visible);
  const { kind, reasons } = kindOf(evidence, hiddenPassword);
  const passwords = passwordRoles(evidence.passwords, kind);
  return fields.map((field): Classified => {
    const found = passwords.get(field) ?? typedRole(field, fields, kind);
    return { facts: field.facts, kind, ...found, reasons: [...found.reasons, ...(found.role === 'none' ? [] : reasons)] };
  });
}

type Found = Pick<Classified, 'role' | 'score' | 'reasons'>;

const nothing: Found = { role: 'none', score: 0, reasons: [] };

function passwordRoles(passwords: readonly Clues[], kind: FormKind): Map<Clues, Found> {
  const roles = new Map<Clues, Found>();
  passwords.forEach((field, at) => {
    const role = passwordRole(field, { first: at === 0, of: passwords.length }, kind);
    roles.set(field, { role, score: 10, reasons: [`a password field of a form for ${kind}`] });
  });
  return roles;
}

function passwordRole(field: Clues, place: { first: boolean; of: number }, kind: FormKind): FieldRole {
  if (asks(field, 'one-time-code')) return 'one-time-code';
  if (says(field, 'unrelated') && !says(field, 'password')) return 'none';
  if (kind === 'change-password') return changeRole(field, place);
  if (kind === 'sign-up') return 'new-password';
  if (says(field, 'code') && weigh(codeSignals, field).score >= 6 && !asks(field, 'current-password')) return 'one-time-code';
  return place.first || asks(field, 'current-password') ? 'current-password' : 'new-password';
}

/** The old password comes first; with two fields only if it is said to be the old one. */
function changeRole(field: Clues, place: { first: boolean; of: number }): FieldRole {
  if (asks(field, 'current-password')) return 'current-password';
  if (asks(field, 'new-password') || says(field, 'repeated')) return 'new-password';
  if (says(field, 'existing')) return 'current-password';
  return place.first && place.of >= 3 && !says(field, 'fresh') ? 'current-password' : 'new-password';
}

function typedRole(field: Clues, fields: readonly Clues[], kind: FormKind): Found {
  if (!field.typed || !field.facts.visible) return nothing;
  const asCode = weigh(codeSignals, field);
  if (asCode.score >= 6 || (kind === 'code' && field.facts.maxLength === 1 && segmented(fields))) return { role: 'one-time-code', score: asCode.score, reasons: asCode.reasons };
  if (asks(field, 'current-password')) return { role: 'current-password', score: 8, reasons: ['autocomplete says current password'] };
  const asName = weigh(identifierSignals, field);
  const near = standsBeforePassword(field, fields);
  const score = asName.score + (near ? beforePassword : 0);
  if (score < enough) return { ...nothing, reasons: asName.reasons };
  const role = isEmail(field) ? 'email' : 'username';
  return { role, score, reasons: near ? [...asName.reasons, 'stands before the password'] : asName.reasons };
}

function isEmail(field: Clues): boolean {
  return field.facts.type === 'email' || asks(field, 'email') || (says(field, 'email') && !says(field, 'userName'));
}

/** The last text field before the first visible password. */
function standsBeforePassword(field: Clues, fields: readonly Clues[]): boolean {
  const visible = fields.filter(({ facts }) => facts.visible);
  const password = visible.findIndex((candidate) => candidate.password);
  return password > 0 && visible.slice(0, password).findLast((candidate) => candidate.typed) === field;
}
