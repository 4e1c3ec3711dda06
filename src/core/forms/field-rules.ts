/**
 * What a person said of one field of a site: it overrides what the classifier finds.
 * @module
 */

import type { Classified } from './classify.ts';
import type { FieldFacts, FieldRole, FormKind } from './facts.ts';

/** `mark`: by which the field is known again. */
export interface FieldRule {
  mark: string;
  role: FieldRole;
}

/** What no other signal reaches, so that the field is the best one for its role. */
const said = 100;
const longest = 100;
/** The one reason of such a field. */
export const saidSo = 'the person said so';

/** Kinds in which a field of a role has a place already. */
const places: Readonly<Record<Exclude<FieldRole, 'none' | 'new-password'>, readonly FormKind[]>> = {
  'username': ['login', 'username-first'],
  'email': ['login', 'username-first'],
  'current-password': ['login', 'password-only', 'change-password'],
  'one-time-code': ['login', 'code'],
};

/**
 * By which a field is known again on the next visit: its name, else its id, else what stands in or at it. Numbers
 * in an id are often counted anew each time.
 */
export function fieldMark({ name, id, placeholder, label, nearby }: FieldFacts): string {
  const [kind, text] = name !== '' ? ['name', name] : id !== '' ? ['id', id.replace(/\d+/g, '#')] : ['text', placeholder || label || nearby];
  return `${kind}:${text.trim().slice(0, longest)}`;
}

/** Gives the named fields the role that the person chose, and their form a kind in which that role has a place. */
export function applyRules(classified: readonly Classified[], rules: readonly FieldRule[]): readonly Classified[] {
  if (rules.length === 0) return classified;
  const roles = new Map(rules.map(({ mark, role }) => [mark, role]));
  const ruled = classified.map((field): Classified => {
    const role = roles.get(fieldMark(field.facts));
    return role === undefined ? field : { ...field, role, score: said, reasons: [saidSo] };
  });
  const kinds = new Map(ruled.flatMap(({ group, role, kind, score }) => (score === said && role !== 'none' && role !== 'new-password' && !places[role].includes(kind) ? [[group, kindFor(role)] as const] : [])));
  return ruled.map((field) => ({ ...field, kind: kinds.get(field.group) ?? field.kind }));
}

function kindFor(role: FieldRole): FormKind {
  return role === 'one-time-code' ? 'code' : 'login';
}
