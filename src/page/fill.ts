/**
 * Fills one login into one form of this document.
 * @module
 */

import type { Classified } from '../core/forms/classify.ts';
import { customTargets } from '../core/forms/custom-targets.ts';
import { saidSo } from '../core/forms/field-rules.ts';
import type { FieldRole, FilledPart } from '../core/forms/facts.ts';
import { chooseTargets, type NoTargets, type Targets } from '../core/forms/targets.ts';
import type { Problem } from '../core/problem.ts';
import type { FillOrder, FillOutcome } from '../messages/contract.ts';
import type { Field } from './read-page.ts';
import { newPasswords, survey, type Surroundings } from './survey.ts';
import type { Written } from './undo.ts';
import { writeValue } from './write-value.ts';

type Login = Omit<FillOrder, 'origin' | 'next'>;

const problems: Record<NoTargets, Problem> = {
  'no-fields': { kind: 'no-fields' },
  'only-new-password': { kind: 'only-new-password' },
  mismatch: { kind: 'nothing-to-fill' },
};

interface Step {
  target: Classified;
  part: FilledPart;
  text: string;
}

/**
 * Reads the page afresh, so that nothing is written where something else was a moment ago.
 * @param written - takes what stood in each field before
 */
export async function fill(login: Login, surroundings: Surroundings, written: Written[] = []): Promise<FillOutcome> {
  const read = () => planFill(login, surroundings);
  const { elements, steps } = read();
  if ('kind' in steps) return { filled: [], problem: steps };
  const filled: FilledPart[] = [];
  let left: Problem | null = null;
  for (const step of steps) {
    const planned = elements[step.target.facts.index];
    // An earlier field's events may have changed the page.
    const { field, target } = planned?.isConnected === false ? drawnAnew(step, steps, read()) : { field: planned, target: step.target };
    const kept = field !== undefined && mayWrite(field, target, surroundings.visible) && await write(field, step.text, written);
    if (kept) filled.push(step.part);
    else left = { kind: 'page-changed' };
  }
  return { filled, problem: left };
}

interface Plan { elements: readonly Field[]; steps: readonly Step[] | Problem }

function planFill(login: Login, surroundings: Surroundings): Plan {
  const { elements, classified } = survey(surroundings, login.rules);
  return { elements, steps: login.newPassword === null ? planLogin(classified, login) : planNewPassword(classified, login.newPassword) };
}

/** Some pages draw all their fields as other elements once one has changed: the field that has the step's place in a plan made now. */
function drawnAnew(step: Step, before: readonly Step[], { elements, steps }: Plan): { field: Field | undefined; target: Classified } {
  const alike = (all: readonly Step[]) => all.filter(({ part }) => part === step.part);
  const now = 'kind' in steps ? undefined : alike(steps)[alike(before).indexOf(step)];
  return { field: now?.text === step.text ? elements[now.target.facts.index] : undefined, target: now?.target ?? step.target };
}

function write(field: HTMLInputElement, text: string, written: Written[]): Promise<boolean> {
  written.push({ field, before: field.value, after: text });
  return writeValue(field, text);
}

function planNewPassword(classified: readonly Classified[], text: string): readonly Step[] | Problem {
  const targets = newPasswords(classified.filter(({ facts }) => facts.visible && facts.editable));
  return targets.length === 0 ? problems['no-fields'] : targets.map((target): Step => ({ target, part: 'new-password', text }));
}

function planLogin(classified: readonly Classified[], login: Login): readonly Step[] | Problem {
  const name = login.username ?? login.email;
  const found = chooseTargets(classified, { name: name !== null, password: login.password !== null, code: login.code !== null });
  const targets = typeof found === 'string' ? null : found;
  const custom = customTargets(login.custom.map(({ label }) => label), classified, targets?.group ?? null)
    .map(({ label, target }): Step => ({ target, part: 'custom', text: login.custom[label]?.value ?? '' }));
  if (targets === null && custom.length === 0) return problems[typeof found === 'string' ? found : 'mismatch'];
  const own = targets === null ? [] : stepsFor(targets, login).filter(({ target }) => !custom.some((step) => step.target === target));
  return [...own, ...custom].filter(({ text }) => text !== '').sort((one, other) => one.target.facts.index - other.target.facts.index);
}

function stepsFor({ name, password, codes }: Targets, login: Login): readonly Step[] {
  const step = (target: Classified, text: string): Step => ({ target, part: target.role, text });
  return [
    ...(name === null ? [] : [step(name, nameFor(name.role, login))]),
    ...(password === null ? [] : [step(password, login.password ?? '')]),
    ...codes.map((target, at) => step(target, codes.length === 1 ? (login.code ?? '') : (login.code?.[at] ?? ''))),
  ];
}

/** Where an e-mail address is asked for, a user name that is one is how the person signs in. */
function nameFor(role: FieldRole, { username, email }: Login): string {
  const address = username?.includes('@') === true ? username : (email ?? username);
  return (role === 'email' ? address : (username ?? email)) ?? '';
}

/** A password goes into a password field only, or into one that says it is one, by itself or by the person's word. */
function mayWrite(field: Field, { role, reasons }: Classified, visible: Surroundings['visible']): field is HTMLInputElement {
  if (!(field instanceof HTMLInputElement) || field.readOnly || field.matches(':disabled') || !visible(field)) return false;
  return !role.endsWith('password') || field.type === 'password' || field.autocomplete.includes(role) || reasons.includes(saidSo);
}
