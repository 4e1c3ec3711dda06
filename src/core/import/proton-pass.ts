/**
 * Proton Pass's JSON export, on its own or as `data.json` in its ZIP.
 * @see https://proton.me/support/pass-export
 * @module
 */

import { favouriteTag } from '../credential/favourite.ts';
import { recordOf } from '../credential/read-text.ts';
import type { ReadImport } from './outcome.ts';
import { collect, type Field, type LoginParts } from './parts.ts';
import { at, fieldsOf, isSetAt, listAt, numberAt, secondsAt, textAt } from './read-json.ts';

interface Placed { item: unknown; vault: string }

const trashed = 2;
/** Members of a login's content that have a place of their own. */
const placed = ['username', 'itemUsername', 'itemEmail', 'email', 'password', 'urls', 'totpUri', 'passkeys', 'sections', 'extraFields'];

export function isProton(json: unknown): boolean {
  const vaults = at(json, 'vaults');
  return typeof vaults === 'object' && vaults !== null && !Array.isArray(vaults);
}

export function readProton(json: unknown): ReadImport {
  const items = Object.values(recordOf(at(json, 'vaults'))).flatMap((vault) => listAt(vault, 'items').map((item): Placed => ({ item, vault: textAt(vault, 'name') })));
  return collect('proton-pass', items, readItem);
}

function readItem({ item, vault }: Placed): LoginParts {
  const content = at(item, 'data', 'content');
  const extra = [...listAt(item, 'data', 'extraFields'), ...listAt(content, 'extraFields')];
  const sections = listAt(content, 'sections').flatMap((section) => listAt(section, 'sectionFields').map((field) => ({ field, section: textAt(section, 'sectionName') })));
  const hasName = textAt(content, 'itemUsername') !== '' || textAt(content, 'username') !== '';
  const email = textAt(content, 'itemEmail') || textAt(content, 'email') || textAt(item, 'aliasEmail');
  return {
    label: textAt(item, 'data', 'metadata', 'name'),
    username: textAt(content, 'itemUsername') || textAt(content, 'username') || (hasName ? '' : email),
    email,
    password: textAt(content, 'password'),
    urls: listAt(content, 'urls').map((url) => textAt({ url }, 'url')),
    notes: textAt(item, 'data', 'metadata', 'note'),
    tags: [vault, ...(isSetAt(item, 'pinned') ? [favouriteTag] : []), ...(textAt(item, 'data', 'type') === 'alias' ? ['alias'] : [])],
    codes: [textAt(content, 'totpUri'), ...[...extra, ...sections.map(({ field }) => field)].map((field) => textAt(field, 'data', 'totpUri'))],
    fields: [
      ...fieldsOf(content, { skip: placed }),
      ...extra.flatMap((field) => readExtra(field, '')),
      ...sections.flatMap(({ field, section }) => readExtra(field, section)),
      ...listAt(content, 'passkeys').map((passkey): Field => ({ label: 'Passkey', value: JSON.stringify(passkey), secret: true })),
    ],
    trashed: numberAt(item, 'state') === trashed,
    created: secondsAt(item, 'createTime'),
    files: listAt(item, 'files').map((file) => textAt(file, 'name') || textAt({ file }, 'file')),
  };
}

function readExtra(field: unknown, section: string): Field[] {
  const value = textAt(field, 'data', 'content') || textAt(field, 'data', 'timestamp');
  const name = textAt(field, 'fieldName');
  return value === '' ? [] : [{ label: section === '' ? name : `${section}: ${name}`, value, secret: textAt(field, 'type') === 'hidden' }];
}
