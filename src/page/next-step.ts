/**
 * Whether a document shows the next step of a login that was begun in it.
 * @module
 */

import { chooseTargets } from '../core/forms/targets.ts';
import type { NextStep } from '../messages/contract.ts';
import type { Survey } from './survey.ts';

/**
 * Only a field that is empty, and of a form that asks for this step alone: where a person has begun to type, or where
 * something else is asked for too, the person goes on.
 */
export function showsStep({ classified, elements }: Survey, step: NextStep): boolean {
  const targets = chooseTargets(classified, { name: false, password: step === 'current-password', code: step === 'one-time-code' });
  if (typeof targets === 'string' || targets.kind === 'change-password') return false;
  if (classified.some(({ group, role, facts }) => group === targets.group && role === 'new-password' && facts.visible)) return false;
  const fields = targets.password === null ? targets.codes : [targets.password];
  return fields.every(({ facts }) => elements[facts.index]?.value === '');
}
