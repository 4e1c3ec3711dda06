/**
 * Who is among the people of an encrypted folder, by name.
 * @module
 */

import { tokenOf } from '../../core/folders/link.ts';
import { t } from '../../messages/text.ts';

/** Whoever has a public link is nobody in particular. */
export function whoName(userId: string): string {
  return tokenOf(userId) === null ? userId : t('publicLink');
}
