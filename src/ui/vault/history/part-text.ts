/**
 * Parts of a credential and their values in words, as the history shows them.
 * @module
 */

import type { RevisionPart } from '../../../messages/contract.ts';
import { formatDate, formatNumber, t } from '../../../messages/text.ts';
import { fieldName } from '../edit/field-name.ts';

export function partName(part: RevisionPart): string {
  if (part === 'files') return t('files');
  if (part === 'compromised') return t('partCompromised');
  if (part === 'renewal') return t('partRenewal');
  return part === 'trash' ? t('partTrash') : fieldName(part);
}

/** Names of several parts, as a language lists them. */
export function partNames(parts: readonly RevisionPart[]): string {
  return new Intl.ListFormat(t('languageCode'), { type: 'unit' }).format(parts.map(partName));
}

const secondsOfDay = 86_400;

export function partValue(part: RevisionPart, value: string): string {
  if (value === '') return '';
  if (part === 'expires') return formatDate(Number(value));
  if (part === 'renewal') return t('everyDays', { days: formatNumber(Math.round(Number(value) / secondsOfDay)) });
  return part === 'compromised' || part === 'trash' ? t('yesValue') : value;
}
