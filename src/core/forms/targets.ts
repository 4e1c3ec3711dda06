/**
 * Chooses which fields a login is written into: fields of one form only, at most one name, one
 * password and one code, and never a new password.
 * @module
 */

import type { Classified } from './classify.ts';
import type { FormKind } from './facts.ts';

/** What there is to fill in. */
export interface Offered {
  name: boolean;
  password: boolean;
  code: boolean;
}

/** The fields of one form to write into. */
export interface Targets {
  kind: FormKind;
  group: number;
  /** The person is in this form. */
  focused: boolean;
  name: Classified | null;
  password: Classified | null;
  /** One field, or one for each digit. */
  codes: readonly Classified[];
}

/** Why there is nothing to write into. `mismatch`: there are fields, but nothing for them in this login. */
export type NoTargets = 'no-fields' | 'only-new-password' | 'mismatch';

/** Forms in which a login has a place, the likelier ones first. */
const kinds: readonly FormKind[] = ['login', 'password-only', 'username-first', 'code', 'change-password'];

/** Chooses one form, and in it at most one field for each part of the login, never a hidden or a read-only one. */
export function chooseTargets(classified: readonly Classified[], offered: Offered): Targets | NoTargets {
  const usable = classified.filter(({ facts }) => facts.visible && facts.editable);
  const forms = [...new Set(usable.map(({ group }) => group))].map((group) => usable.filter((field) => field.group === group));
  const open = forms.filter((fields) => fields[0] !== undefined && kinds.includes(fields[0].kind)).map(targetsIn).filter(hasPlace);
  if (open.length === 0) return usable.some(({ role }) => role === 'new-password') ? 'only-new-password' : 'no-fields';
  const fitting = open.map((targets) => only(targets, offered)).filter(hasPlace);
  if (fitting.length === 0) return 'mismatch';
  return fitting.reduce((one, other) => (worth(other) > worth(one) ? other : one));
}

function targetsIn(fields: readonly Classified[]): Targets {
  const kind = fields[0]?.kind ?? 'other';
  const password = best(fields.filter(({ role }) => role === 'current-password'));
  const names = fields.filter(({ role }) => role === 'username' || role === 'email');
  return {
    kind,
    group: fields[0]?.group ?? -1,
    focused: fields.some(({ facts }) => facts.focused),
    // The name on a page for changing the password is the account's own, not asked for.
    name: kind === 'change-password' || kind === 'code' ? null : best(names),
    password,
    codes: codesIn(fields.filter(({ role }) => role === 'one-time-code')),
  };
}

function codesIn(fields: readonly Classified[]): readonly Classified[] {
  const digits = fields.filter(({ facts }) => facts.maxLength === 1);
  if (digits.length >= 4) return digits.slice(0, 10);
  const one = best(fields);
  return one === null ? [] : [one];
}

/** Earlier fields win among equals. */
function best(fields: readonly Classified[]): Classified | null {
  return fields.reduce<Classified | null>((one, other) => (one === null || other.score > one.score ? other : one), null);
}

function only(targets: Targets, offered: Offered): Targets {
  return {
    ...targets,
    name: offered.name ? targets.name : null,
    password: offered.password ? targets.password : null,
    codes: offered.code ? targets.codes : [],
  };
}

function hasPlace({ name, password, codes }: Targets): boolean {
  return name !== null || password !== null || codes.length > 0;
}

function worth({ kind, focused, name, password }: Targets): number {
  return (focused ? 100 : 0) + (kinds.length - kinds.indexOf(kind)) * 10 + (password === null ? 0 : 5) + (name?.score ?? 0) / 10;
}
