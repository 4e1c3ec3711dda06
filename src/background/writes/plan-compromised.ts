/**
 * What is written when a person says that a password is in wrong hands, or no longer. A new password takes the mark away by
 * itself.
 * @see contracts: Passman §2.8, compromised
 * @module
 */

import { lockedParts } from '../../core/credential/form.ts';
import { readFlag } from '../../core/credential/read-text.ts';
import { refuseLost, replaced } from '../../core/credential/replace.ts';
import { encryptedFields } from '../../core/credential/sealed.ts';
import { Failure } from '../../core/problem.ts';
import type { ChangeWrite } from './journal.ts';
import { writerFor } from './merge.ts';
import type { Plan } from './write-many.ts';

export function planCompromised(compromised: boolean): Plan<ChangeWrite> {
  return async ({ credential, vault, sealed }) => {
    refuseLost(sealed);
    const [openings = {}] = await vault.reader.open([sealed], encryptedFields);
    // Only what is wholly under another key locks its name, too.
    if (lockedParts(openings).includes('label')) throw new Failure({ kind: 'unreadable-field', label: sealed.label });
    const { compromised: opening } = openings;
    if (opening !== undefined && opening.state !== 'unreadable' && readFlag(opening.value) === compromised) return null;
    const after = await replaced(sealed, openings, { texts: { compromised: String(compromised) }, plain: {} }, async (text) => (await writerFor(sealed, vault)).seal(text));
    return { what: 'edit', credential, before: sealed, after, yields: false };
  };
}
