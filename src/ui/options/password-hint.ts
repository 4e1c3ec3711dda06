/**
 * A kind word about a new unlock password: a floor, a hint, and no puzzle.
 * @module
 */

import { t } from '../../messages/text.ts';

/** Characters; 600,000 rounds of PBKDF2 stand behind it. */
const floor = 8;
const comfortable = 14;

export function longEnough(password: string): boolean {
  return Array.from(password).length >= floor;
}

export function passwordHint(password: string): string {
  const length = Array.from(password).length;
  if (length >= comfortable) return t('passwordGood');
  return length >= floor ? t('passwordFair') : t('passwordShort', { count: floor });
}
