/**
 * Fills one login into one form of this document.
 * @module
 */

import { classify, type Classified } from '../core/forms/classify.ts';
import type { FieldRole } from '../core/forms/facts.ts';
import { chooseTargets, type NoTargets, type Targets } from '../core/forms/targets.ts';
import type { Problem } from '../core/problem.ts';
import type { FieldRules } from '../core/password-rules.ts';
import type { FillOrder, FillOutcome, PageLook } from '../messages/contract.ts';
import { readPage, type Field } from './read-page.ts';
import { writeValue } from './write-value.ts';

/** What a fill may touch. Handed in, because a test has no layout. */
export interface Surroundings {
  document: Document;
  visible: (field: HTMLElement) => boolean;
}

type Login = Omit<FillOrder, 'origin'>;

const problems: Record<NoTargets, Problem> = {
  'no-fields': { kind: 'no-fields' },
  'only-new-password': { kind: 'only-new-password' },
  mismatch: { kind: 'nothing-to-fill' },
};

/** Roles of the fields that a person can see and fill now, and what the first for a new password says of it. */
export function look({ document, visible }: Surroundings): Omit<PageLook, 'origin'> {
  const { elements, fields, forms } = readPage(document, visible);
  const usable = classify(fields, forms).filter(({ facts, role }) => facts.visible && facts.editable && role !== 'none');
  const [first] = newPasswords(usable);
  const field = first && elements[first.facts.index];
  return { roles: usable.map(({ role }) => role), newPassword: field instanceof HTMLInputElement ? rulesOf(field) : null };
}

function rulesOf(field: HTMLInputElement): FieldRules {
  const length = (value: number) => (value >= 0 ? value : null);
  return { passwordRules: (field.getAttribute('passwordrules') ?? '').slice(0, 2000), minLength: length(field.minLength), maxLength: length(field.maxLength) };
}

/** The new password and its repetition: of one form, the one that the person is in where there are several. */
function newPasswords(usable: readonly Classified[]): readonly Classified[] {
  const all = usable.filter(({ role }) => role === 'new-password');
  const group = usable.find(({ facts, group: own }) => facts.focused && all.some((one) => one.group === own))?.group ?? all[0]?.group;
  return all.filter((one) => one.group === group).slice(0, 3);
}

/** Reads the page afresh, so that nothing is written where something else was a moment ago. */
export async function fill(login: Login, { document, visible }: Surroundings): Promise<FillOutcome> {
  const { elements, fields, forms } = readPage(document, visible);
  const classified = classify(fields, forms);
  if (login.newPassword !== null) {
    const steps = newPasswords(classified.filter(({ facts }) => facts.visible && facts.editable)).map((target): Step => ({ target, text: login.newPassword ?? '' }));
    return steps.length === 0 ? { filled: [], problem: { kind: 'no-fields' } } : write(steps, elements, visible);
  }
  const name = login.username ?? login.email;
  const targets = chooseTargets(classified, { name: name !== null, password: login.password !== null, code: login.code !== null });
  if (typeof targets === 'string') return { filled: [], problem: problems[targets] };
  return write(plan(targets, login), elements, visible);
}

async function write(steps: readonly Step[], elements: readonly Field[], visible: Surroundings['visible']): Promise<FillOutcome> {
  const filled: FieldRole[] = [];
  let left: Problem | null = null;
  for (const { target, text } of steps) {
    const field = elements[target.facts.index];
    // An earlier field's events may have changed the page.
    const kept = field !== undefined && mayWrite(field, target.role, visible) && await writeValue(field, text);
    if (kept) filled.push(target.role);
    else left = { kind: 'page-changed' };
  }
  return { filled, problem: left };
}

interface Step {
  target: Classified;
  text: string;
}

function plan({ name, password, codes }: Targets, login: Login): readonly Step[] {
  const steps: Step[] = [];
  if (name !== null) steps.push({ target: name, text: nameFor(name.role, login) });
  if (password !== null) steps.push({ target: password, text: login.password ?? '' });
  codes.forEach((target, at) => steps.push({ target, text: codes.length === 1 ? (login.code ?? '') : (login.code?.[at] ?? '') }));
  return steps.filter(({ text }) => text !== '');
}

/** Where an e-mail address is asked for, a user name that is one is how the person signs in. */
function nameFor(role: FieldRole, { username, email }: Login): string {
  const address = username?.includes('@') === true ? username : (email ?? username);
  return (role === 'email' ? address : (username ?? email)) ?? '';
}

/** A password goes into a password field only, or into one that says it is one. */
function mayWrite(field: Field, role: FieldRole, visible: Surroundings['visible']): field is HTMLInputElement {
  if (!(field instanceof HTMLInputElement) || field.readOnly || field.matches(':disabled') || !visible(field)) return false;
  return !role.endsWith('password') || field.type === 'password' || field.autocomplete.includes(role);
}
