/**
 * Decides what each field of a page is for, and says why.
 *
 * Reads facts only: the same form classifies the same in a page, in a test and in a bug report.
 * First each form gets a kind (`form-kind.ts`), then each field a role that the kind allows.
 * @module
 */

import { asks, cluesOf, reads, says, strays, type Clues } from './clues.ts';
import type { FieldFacts, FieldRole, FormFacts, FormKind } from './facts.ts';
import { codeSignals, identifierSignals, weigh } from './field-signals.ts';
import { gather, kindOf, segmented, tellsChange, type Evidence } from './form-kind.ts';

/** A field, what it is for, and why. */
export interface Classified {
  facts: FieldFacts;
  /** Fields with the same number are filled together. A page-wide form may hold several groups. */
  group: number;
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

/** Gives every field a role, form by form. A field that is nobody’s gets `none`. */
export function classify(fields: readonly FieldFacts[], forms: readonly FormFacts[]): Classified[] {
  const byForm = new Map<number, Clues[]>();
  for (const facts of fields) {
    const group = byForm.get(facts.form) ?? [];
    group.push(cluesOf(facts));
    byForm.set(facts.form, group);
  }
  const parts = [...byForm.values()].flatMap(splitAtSecondLogin);
  return parts
    .flatMap((part, group) => classifyGroup(part, group, forms.find(({ form }) => form === part[0]?.facts.form)))
    .sort((one, other) => one.facts.index - other.facts.index);
}

/** One form around a whole page may hold a name and a password twice; each pair is for itself. */
function splitAtSecondLogin(fields: readonly Clues[]): (readonly Clues[])[] {
  const visible = fields.filter(({ facts }) => facts.visible);
  const first = visible.findIndex((field) => field.password);
  const second = visible.findIndex((field, at) => at > first && isNameInItself(field));
  const again = visible.findIndex((field, at) => at > second && field.password);
  const start = visible[second];
  if (first < 1 || second < 0 || again < 0 || start === undefined || !visible.slice(0, first).some(isNameInItself)) return [fields];
  const cut = fields.indexOf(start);
  return [fields.slice(0, cut), ...splitAtSecondLogin(fields.slice(cut))];
}

function isNameInItself(field: Clues): boolean {
  return field.typed && weigh(identifierSignals, field).score >= enough;
}

function classifyGroup(fields: readonly Clues[], group: number, form: FormFacts | undefined): Classified[] {
  const evidence = gather(form, fields);
  const hiddenPassword = fields.some((field) => field.password && !field.facts.visible);
  const { kind, reasons } = kindOf(evidence, hiddenPassword);
  const passwords = passwordRoles(evidence, kind);
  const roles = fields.map((field) => passwords.get(field) ?? typedRole(field, fields, kind));
  const stopgap = kind === 'login' && !roles.some(({ role }) => role === 'username' || role === 'email') ? nameBeforePassword(fields) : undefined;
  return fields.map((field, at): Classified => {
    const found = field === stopgap ? lastResort : (roles[at] ?? nothing);
    return { facts: field.facts, group, kind, ...found, reasons: [...found.reasons, ...(found.role === 'none' ? [] : reasons)] };
  });
}

type Found = Pick<Classified, 'role' | 'score' | 'reasons'>;

const nothing: Found = { role: 'none', score: 0, reasons: [] };
/** Banks ask for the number of a card, shops for an address: the field before the password is the name. */
const lastResort: Found = { role: 'username', score: 1, reasons: ['the only name in front of a password'] };

/** Where a field stands among the passwords of its form, and whether anything but their number says that one is changed. */
interface Place { first: boolean; of: number; told: boolean }

function passwordRoles(evidence: Evidence, kind: FormKind): Map<Clues, Found> {
  const { passwords } = evidence;
  const roles = new Map<Clues, Found>();
  const told = tellsChange(evidence);
  passwords.forEach((field, at) => {
    const role = passwordRole(field, { first: at === 0, of: passwords.length, told }, kind);
    roles.set(field, { role, score: 10, reasons: [`a password field of a form for ${kind}`] });
  });
  return roles;
}

function passwordRole(field: Clues, place: Place, kind: FormKind): FieldRole {
  if (asks(field, 'one-time-code')) return 'one-time-code';
  if (strays(field) && !says(field, 'password')) return 'none';
  if (kind === 'change-password') return changeRole(field, place);
  if (kind === 'sign-up') return 'new-password';
  if (says(field, 'code') && weigh(codeSignals, field).score >= 6 && !asks(field, 'current-password')) return 'one-time-code';
  return place.first || asks(field, 'current-password') ? 'current-password' : 'new-password';
}

/**
 * The old password comes first: of three where anything says that this is about changing it, of two only if it is said to
 * be the old one. Three fields without a word may as well be a new password, its repetition and the old one.
 */
function changeRole(field: Clues, place: Place): FieldRole {
  if (asks(field, 'current-password')) return 'current-password';
  if (asks(field, 'new-password') || says(field, 'repeated')) return 'new-password';
  if (says(field, 'existing')) return 'current-password';
  return place.first && place.of >= 3 && place.told && !says(field, 'fresh') ? 'current-password' : 'new-password';
}

function typedRole(field: Clues, fields: readonly Clues[], kind: FormKind): Found {
  if (!(field.typed || field.password) || !field.facts.visible) return nothing;
  const asCode = weigh(codeSignals, field);
  if (field.password) return asCode.score >= 6 ? { role: 'one-time-code', score: asCode.score, reasons: asCode.reasons } : nothing;
  if (asCode.score >= 6 || (kind === 'code' && field.facts.maxLength === 1 && segmented(fields))) return { role: 'one-time-code', score: asCode.score, reasons: asCode.reasons };
  if (asks(field, 'current-password')) return { role: 'current-password', score: 8, reasons: ['autocomplete says current password'] };
  const asName = weigh(identifierSignals, field);
  const near = standsBeforePassword(field, fields);
  const score = asName.score + (near ? beforePassword : 0);
  if (score < enough) return { ...nothing, reasons: asName.reasons };
  const role: FieldRole = isEmail(field) ? 'email' : 'username';
  return { role, score, reasons: near ? [...asName.reasons, 'stands before the password'] : asName.reasons };
}

function isEmail(field: Clues): boolean {
  return field.facts.type === 'email' || asks(field, 'email') || (says(field, 'email') && !says(field, 'userName'));
}

/** The last text field before the first visible password. */
function standsBeforePassword(field: Clues, fields: readonly Clues[]): boolean {
  return beforeFirstPassword(fields).findLast((candidate) => candidate.typed) === field;
}

function nameBeforePassword(fields: readonly Clues[]): Clues | undefined {
  return beforeFirstPassword(fields).findLast((field) => field.typed && field.facts.type !== 'search' && (field.facts.maxLength ?? 99) > 3 && !reads(field, 'unrelated') && !reads(field, 'search') && !says(field, 'code'));
}

function beforeFirstPassword(fields: readonly Clues[]): readonly Clues[] {
  const visible = fields.filter(({ facts }) => facts.visible);
  return visible.slice(0, Math.max(0, visible.findIndex((candidate) => candidate.password)));
}
