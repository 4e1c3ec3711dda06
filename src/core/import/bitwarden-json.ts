/**
 * Bitwarden's JSON export, of a person and of an organisation. What isn't a login becomes one with fields.
 * @see https://bitwarden.com/help/condition-bitwarden-import/
 * @module
 */

import { favouriteTag } from '../credential/favourite.ts';
import { isoSeconds } from './iso-seconds.ts';
import type { ReadImport } from './outcome.ts';
import { collect, type Field, type LoginParts } from './parts.ts';
import { at, fieldsOf, isSetAt, listAt, numberAt, textAt } from './read-json.ts';

/** Its kinds of fields. A linked one points to the user name or the password, which are there anyway. */
const hidden = 1;
const linked = 3;

export function isBitwarden(json: unknown): boolean {
  return Array.isArray(at(json, 'items')) && at(json, 'encrypted') !== undefined && !listAt(json, 'items').some((item) => at(item, 'template_type') !== undefined);
}

export function readBitwarden(json: unknown): ReadImport {
  const names = new Map([...listAt(json, 'folders'), ...listAt(json, 'collections')].map((folder) => [textAt(folder, 'id'), textAt(folder, 'name')]));
  return collect('bitwarden-json', listAt(json, 'items'), (item) => readItem(item, names));
}

function readItem(item: unknown, names: ReadonlyMap<string, string>): LoginParts {
  const groups = [textAt(item, 'folderId'), ...listAt(item, 'collectionIds').map((id) => textAt({ id }, 'id'))].flatMap((id) => names.get(id) ?? []);
  return {
    label: textAt(item, 'name'),
    username: textAt(item, 'login', 'username'),
    email: textAt(item, 'identity', 'email'),
    password: textAt(item, 'login', 'password'),
    urls: listAt(item, 'login', 'uris').map((uri) => textAt(uri, 'uri')),
    notes: textAt(item, 'notes'),
    tags: [...groups, ...(isSetAt(item, 'favorite') ? [favouriteTag] : [])],
    codes: [textAt(item, 'login', 'totp')],
    fields: [
      ...listAt(item, 'fields').filter((field) => numberAt(field, 'type') !== linked).map((field): Field => ({ label: textAt(field, 'name'), value: textAt(field, 'value'), secret: numberAt(field, 'type') === hidden })),
      ...fieldsOf(at(item, 'card')),
      ...fieldsOf(at(item, 'identity'), { skip: ['email'] }),
      ...fieldsOf(at(item, 'sshKey')),
      ...listAt(item, 'login', 'fido2Credentials').map((passkey): Field => ({ label: 'Passkey', value: JSON.stringify(passkey), secret: true })),
      ...listAt(item, 'passwordHistory').map((old): Field => ({ label: `Old password ${textAt(old, 'lastUsedDate').slice(0, 10)}`.trim(), value: textAt(old, 'password'), secret: true })),
    ],
    trashed: textAt(item, 'deletedDate') !== '',
    created: isoSeconds(textAt(item, 'creationDate')),
    files: listAt(item, 'attachments').map((file) => textAt(file, 'fileName')),
  };
}
