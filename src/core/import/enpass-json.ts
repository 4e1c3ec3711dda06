/**
 * Enpass's JSON export: items are lists of fields whose type says what they are.
 * @see https://support.enpass.io/app/import/exporting_data_from_enpass.htm
 * @module
 */

import { favouriteTag } from '../credential/favourite.ts';
import type { ReadImport } from './outcome.ts';
import { collect, type Field, type LoginParts } from './parts.ts';
import { at, isSetAt, listAt, numberAt, secondsAt, textAt } from './read-json.ts';

export function isEnpass(json: unknown): boolean {
  return listAt(json, 'items').some((item) => at(item, 'template_type') !== undefined || (Array.isArray(at(item, 'fields')) && at(item, 'trashed') !== undefined));
}

export function readEnpass(json: unknown): ReadImport {
  const folders = new Map(listAt(json, 'folders').map((folder) => [textAt(folder, 'uuid'), folder]));
  return collect('enpass-json', listAt(json, 'items'), (item) => readItem(item, folders));
}

function readItem(item: unknown, folders: ReadonlyMap<string, unknown>): LoginParts {
  const filled = listAt(item, 'fields').filter((field) => textAt(field, 'value') !== '' && !isSetAt(field, 'deleted') && textAt(field, 'type') !== 'section')
    .sort((one, other) => (numberAt(one, 'order') ?? 0) - (numberAt(other, 'order') ?? 0));
  const first = (type: string) => filled.find((field) => textAt(field, 'type') === type);
  const [username, email, password] = [first('username'), first('email'), first('password')];
  const own = new Set([username, email, password]);
  const others = filled.filter((field) => !own.has(field) && !['url', 'totp'].includes(textAt(field, 'type')));
  const title = textAt(item, 'title');
  return {
    label: title,
    username: textAt(username, 'value'),
    email: textAt(email, 'value'),
    password: textAt(password, 'value'),
    urls: filled.filter((field) => textAt(field, 'type') === 'url').map((field) => textAt(field, 'value')),
    notes: [textAt(item, 'subtitle'), textAt(item, 'note')].filter((text, index) => text !== '' && (index > 0 || ![title, textAt(username, 'value'), textAt(email, 'value')].includes(text))).join('\n\n'),
    tags: [
      ...listAt(item, 'folders').map((id) => pathOf(textAt({ id }, 'id'), folders)),
      ...(isSetAt(item, 'favorite') ? [favouriteTag] : []), ...(isSetAt(item, 'archived') ? ['archived'] : []),
    ],
    codes: filled.filter((field) => textAt(field, 'type') === 'totp').map((field) => textAt(field, 'value')),
    fields: [
      ...others.map((field): Field => ({ label: textAt(field, 'label'), value: textAt(field, 'value'), secret: isSetAt(field, 'sensitive') || textAt(field, 'type') === 'password' })),
      ...filled.flatMap((field) => listAt(field, 'history').map((old): Field => ({ label: `Old ${textAt(field, 'label')}`, value: textAt(old, 'value'), secret: isSetAt(field, 'sensitive') || textAt(field, 'type') === 'password' }))),
    ],
    trashed: isSetAt(item, 'trashed'),
    created: secondsAt(item, 'createdAt') ?? secondsAt(item, 'created_at'),
    files: listAt(item, 'attachments').map((file) => textAt(file, 'name')),
  };
}

/** `Work/Servers`; a circle of parents ends somewhere. */
function pathOf(id: string, folders: ReadonlyMap<string, unknown>): string {
  const names: string[] = [];
  for (let folder = folders.get(id); folder !== undefined && names.length < 20; folder = folders.get(textAt(folder, 'parent_uuid'))) names.unshift(textAt(folder, 'title'));
  return names.join('/');
}
