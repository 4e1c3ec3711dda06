/**
 * Which fields of a page the fields that a login has of its own belong into: those that are called the same.
 * @module
 */

import type { Classified } from './classify.ts';
import type { FormKind } from './facts.ts';

/** A shorter label names anything. */
const shortest = 2;

/** Forms in which nothing of a login has a place. */
const never: readonly FormKind[] = ['search', 'newsletter', 'sign-up', 'recovery'];

/**
 * For each label the field that carries it as its label, name, id or placeholder, upper case, accents and punctuation
 * aside. Never a field for a password, an address or a code, however it is called; never a hidden or read-only one.
 *
 * @param group - only fields of this form; null: of the first form that has one
 * @returns the number of the label, and its field
 */
export function customTargets(labels: readonly string[], classified: readonly Classified[], group: number | null): readonly { label: number; target: Classified }[] {
  const free = classified.filter(({ facts, role, kind }) => facts.visible && facts.editable && !never.includes(kind) && (role === 'username' || (role === 'none' && facts.type !== 'search')));
  const found = labels.flatMap((label, at) => {
    const folded = fold(label);
    const target = folded.length < shortest ? undefined : free.find((field) => (group === null || field.group === group) && isCalled(field, folded));
    return target === undefined ? [] : [{ label: at, target }];
  });
  const only = group ?? found[0]?.target.group;
  const taken = new Set<Classified>();
  return found.filter(({ target }) => {
    const first = target.group === only && !taken.has(target);
    taken.add(target);
    return first;
  });
}

function isCalled({ facts: { label, name, id, placeholder, nearby } }: Classified, folded: string): boolean {
  return [label, name, id, placeholder, nearby].some((text) => fold(text) === folded);
}

function fold(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
