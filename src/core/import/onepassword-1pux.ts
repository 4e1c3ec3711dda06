/**
 * 1Password's `.1pux`: accounts, vaults, items; an item has login fields, and sections of fields of many kinds.
 * @see https://support.1password.com/1pux-format/
 * @module
 */

import { favouriteTag } from '../credential/favourite.ts';
import type { ReadImport } from './outcome.ts';
import { collect, type Field, type LoginParts } from './parts.ts';
import { at, fieldsOf, listAt, numberAt, secondsAt, textAt } from './read-json.ts';

interface Placed { item: unknown; vault: string }

/** @param json - the archive's `export.data` */
export function readOnePassword(json: unknown): ReadImport {
  const placed = listAt(json, 'accounts').flatMap((account) => listAt(account, 'vaults')).flatMap((vault) => listAt(vault, 'items').map((item): Placed => ({ item, vault: textAt(vault, 'attrs', 'name') })));
  return collect('1password-1pux', placed, readItem);
}

function readItem({ item, vault }: Placed): LoginParts {
  const designated = (name: string) => listAt(item, 'details', 'loginFields').find((field) => textAt(field, 'designation') === name);
  const sections = listAt(item, 'details', 'sections').flatMap((section) => listAt(section, 'fields').map((field) => ({ field, section: textAt(section, 'title') })));
  const totp = sections.map(({ field }) => textAt(field, 'value', 'totp'));
  const addresses = listAt(item, 'overview', 'urls').map((url) => textAt(url, 'url'));
  return {
    label: textAt(item, 'overview', 'title'),
    username: textAt(designated('username'), 'value'),
    password: textAt(designated('password'), 'value') || textAt(item, 'details', 'password'),
    urls: addresses.length > 0 ? addresses : [textAt(item, 'overview', 'url')],
    notes: textAt(item, 'details', 'notesPlain'),
    tags: [vault, ...listAt(item, 'overview', 'tags').map((tag) => textAt({ tag }, 'tag')), ...((numberAt(item, 'favIndex') ?? 0) > 0 ? [favouriteTag] : []), ...(textAt(item, 'state') === 'archived' ? ['archived'] : [])],
    codes: totp,
    fields: [
      ...listAt(item, 'details', 'loginFields').filter((field) => !['username', 'password'].includes(textAt(field, 'designation'))).map((field): Field => ({ label: textAt(field, 'name') || textAt(field, 'id'), value: textAt(field, 'value'), secret: textAt(field, 'fieldType') === 'P' })),
      ...sections.flatMap(({ field, section }) => readField(field, section)),
      ...listAt(item, 'details', 'passwordHistory').map((old): Field => ({ label: 'Old password', value: textAt(old, 'value'), secret: true })),
    ],
    trashed: textAt(item, 'state') === 'trashed' || textAt(item, 'trashed') === 'true',
    created: secondsAt(item, 'createdAt'),
    files: [textAt(item, 'details', 'documentAttributes', 'fileName'), ...sections.map(({ field }) => textAt(field, 'value', 'file', 'fileName'))].filter((name) => name !== ''),
  };
}

/** A value is an object of one member, named for its kind. */
function readField(field: unknown, section: string): Field[] {
  const title = textAt(field, 'title') || textAt(field, 'id');
  const label = section === '' || section === title ? title : `${section}: ${title}`;
  const secret = at(field, 'guarded') === true;
  const one = (value: string, hidden = secret): Field[] => (value === '' ? [] : [{ label, value, secret: hidden }]);
  const [kind = '', value] = Object.entries((at(field, 'value') ?? {}) as Record<string, unknown>)[0] ?? [];
  switch (kind) {
    case 'totp':
    case 'file': return [];
    case 'concealed':
    case 'creditCardNumber': return one(textAt(field, 'value', kind), true);
    case 'email': return one(textAt(value, 'email_address') || textAt(field, 'value', kind));
    case 'date': return one(dateText(numberAt(field, 'value', kind)));
    case 'monthYear': return one(textAt(field, 'value', kind).replace(/^(\d{4})(\d{2})$/, '$1-$2'));
    case 'sshKey': return [...one(textAt(value, 'privateKey'), true), ...fieldsOf(at(value, 'metadata'), { under: label, skip: ['privateKey'] })];
    default: return typeof value === 'object' && value !== null ? fieldsOf(value, { under: label }) : one(textAt(field, 'value', kind));
  }
}

/** Days count from 1970, as Unix seconds at noon or midnight. */
function dateText(seconds: number | null): string {
  if (seconds === null) return '';
  // The calendar, backwards from `iso-seconds.ts`.
  const days = Math.floor(seconds / 86_400) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const march = Math.floor((5 * dayOfYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  const two = (number: number) => String(number).padStart(2, '0');
  return `${yearOfEra + era * 400 + (month <= 2 ? 1 : 0)}-${two(month)}-${two(dayOfYear - Math.floor((153 * march + 2) / 5) + 1)}`;
}
