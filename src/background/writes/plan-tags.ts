/**
 * What is written when tags are added to credentials or taken from them; favourites are such a tag.
 * @module
 */

import { lockedParts } from '../../core/credential/form.ts';
import { refuseLost, replaced } from '../../core/credential/replace.ts';
import { readTags } from '../../core/credential/read-text.ts';
import { changedTags } from '../../core/credential/tags.ts';
import { encryptedFields } from '../../core/credential/sealed.ts';
import { Failure } from '../../core/problem.ts';
import type { ChangeWrite } from './journal.ts';
import { writerFor } from './merge.ts';
import type { Plan } from './write-many.ts';

export function planTags({ add, remove }: { add: readonly string[]; remove: readonly string[] }): Plan<ChangeWrite> {
  return async ({ credential, vault, sealed }) => {
    refuseLost(sealed);
    const [openings = {}] = await vault.reader.open([sealed], encryptedFields);
    if (lockedParts(openings).includes('tags')) throw new Failure({ kind: 'unreadable-field', label: sealed.label });
    const before = openings.tags === undefined || openings.tags.state === 'unreadable' ? null : openings.tags.value;
    const text = changedTags(before, readTags(before), { add, remove });
    if (text === null) return null;
    const after = await replaced(sealed, openings, { texts: { tags: text }, plain: {} }, async (plain) => (await writerFor(sealed, vault)).seal(plain));
    return { what: 'edit', credential, before: sealed, after, yields: false };
  };
}
