/**
 * The JSON backup of Nextcloud's app Passwords, unless it is encrypted with a password of its own (libsodium).
 * @see https://git.mdns.eu/nextcloud/passwords/wikis/Users/Index
 * @module
 */

import { favouriteTag } from '../credential/favourite.ts';
import { parse } from '../credential/read-text.ts';
import type { ReadImport } from './outcome.ts';
import { collect, type Field, type LoginParts } from './parts.ts';
import { at, isSetAt, listAt, secondsAt, textAt } from './read-json.ts';

/** The id of its top folder. */
const home = '00000000-0000-0000-0000-000000000000';

export function isNextcloudPasswords(json: unknown): boolean {
  return at(json, 'version') !== undefined && at(json, 'passwords') !== undefined;
}

export function isEncryptedNextcloudPasswords(json: unknown): boolean {
  return isNextcloudPasswords(json) && (isSetAt(json, 'encrypted') || typeof at(json, 'passwords') === 'string');
}

export function readNextcloudPasswords(json: unknown): ReadImport {
  const folders = new Map(listAt(json, 'folders').map((folder) => [textAt(folder, 'id'), folder]));
  const tags = new Map(listAt(json, 'tags').map((tag) => [textAt(tag, 'id'), textAt(tag, 'label')]));
  return collect('nextcloud-passwords-json', listAt(json, 'passwords'), (item) => readPassword(item, { folders, tags }));
}

function readPassword(item: unknown, { folders, tags }: { folders: ReadonlyMap<string, unknown>; tags: ReadonlyMap<string, string> }): LoginParts {
  const stored = at(item, 'customFields');
  const custom = listAt(typeof stored === 'string' ? parse(stored) : stored);
  const typed = (type: string) => custom.filter((field) => textAt(field, 'type') === type).map((field) => textAt(field, 'value'));
  const [email = '', ...otherEmails] = typed('email');
  return {
    label: textAt(item, 'label'),
    username: textAt(item, 'username'),
    email,
    password: textAt(item, 'password'),
    urls: [textAt(item, 'url'), ...typed('url')],
    notes: textAt(item, 'notes'),
    tags: [
      pathOf(textAt(item, 'folder'), folders),
      ...listAt(item, 'tags').map((tag) => tags.get(textAt({ tag }, 'tag')) ?? textAt(tag, 'label')),
      ...(isSetAt(item, 'favorite') || isSetAt(item, 'favourite') ? [favouriteTag] : []),
    ],
    // The app has no place for codes; people keep them in a field.
    codes: custom.filter(isCode).map((field) => textAt(field, 'value')),
    fields: custom.filter((field) => !['email', 'url', 'file', 'data'].includes(textAt(field, 'type')) && !isCode(field))
      .map((field): Field => ({ label: textAt(field, 'label'), value: textAt(field, 'value'), secret: textAt(field, 'type') === 'secret' }))
      .concat(otherEmails.map((value) => ({ label: 'E-mail', value, secret: false })), custom.filter((field) => textAt(field, 'type') === 'data').map((field) => ({ label: textAt(field, 'label'), value: textAt(field, 'value'), secret: true }))),
    trashed: isSetAt(item, 'trashed'),
    created: secondsAt(item, 'created'),
    files: typed('file'),
  };
}

function isCode(field: unknown): boolean {
  return textAt(field, 'value').startsWith('otpauth://') || (/^(totp|otp|2fa)$/i.test(textAt(field, 'label')) && textAt(field, 'value').length >= 16);
}

/** `Work/Servers`, without the top folder. */
function pathOf(id: string, folders: ReadonlyMap<string, unknown>): string {
  const names: string[] = [];
  for (let at = id; at !== home && names.length < 20;) {
    const folder = folders.get(at);
    if (folder === undefined) break;
    names.unshift(textAt(folder, 'label'));
    at = textAt(folder, 'parent');
  }
  return names.join('/');
}
