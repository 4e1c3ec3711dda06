/**
 * What a menu at a field would be for: a login, a code, a new password, or nothing that we have a menu for.
 * @see guides: features F35, experience U-26
 * @module
 */

import type { Classified } from '../core/forms/classify.ts';
import type { FormKind } from '../core/forms/facts.ts';
import type { LookAsk, MenuPurpose } from '../messages/contract.ts';
import { survey, type Surroundings } from './survey.ts';

/** Where a name or an address is one to sign in with. */
const signIns: ReadonlySet<FormKind> = new Set(['login', 'username-first', 'password-only', 'change-password', 'code']);

/** @param rules - what the person has said of fields of the site */
export function purposeOf(field: HTMLInputElement, surroundings: Surroundings, rules: LookAsk['rules']): MenuPurpose | null {
  const { elements, classified } = survey(surroundings, rules);
  const found = classified.find(({ facts }) => elements[facts.index] === field);
  return found?.facts.visible === true && found.facts.editable ? purposeFor(found) : null;
}

function purposeFor({ role, kind }: Classified): MenuPurpose | null {
  switch (role) {
    case 'one-time-code': return 'code';
    case 'new-password': return 'new-password';
    case 'current-password': return 'login';
    case 'username':
    case 'email': return signIns.has(kind) ? 'login' : null;
    case 'none': return null;
  }
}
