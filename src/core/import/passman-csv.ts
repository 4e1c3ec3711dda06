/**
 * The CSV of Passman's web app, and our own, which says more.
 * @see docs/export-format.md
 * @module
 */

import { recordOf } from '../credential/read-text.ts';
import { isYes, type CsvFormat } from './csv-format.ts';
import { isoSeconds } from './iso-seconds.ts';
import { isSetAt, listAt, textAt } from './read-json.ts';

export const passmanCsv: CsvFormat = {
  format: 'passman-csv',
  needs: ['label', 'username', 'password', 'email', 'description', 'tags'],
  columns: { label: 'label', username: 'username', password: 'password', email: 'email', description: 'notes', tags: 'tags', url: 'url', otp: 'code' },
};

export const latchkeyCsv: CsvFormat = {
  format: 'latchkey-csv',
  needs: ['label', 'username', 'email', 'password', 'url', 'description', 'tags', 'otp', 'custom_fields', 'expires', 'trashed'],
  columns: { label: 'drop', username: 'drop', email: 'drop', password: 'drop', url: 'drop', description: 'drop', tags: 'drop', otp: 'drop', custom_fields: 'drop', expires: 'drop', trashed: 'drop', vault: 'drop', guarded: 'drop' },
  finish: (parts, cell) => {
    const read = (name: string) => (isYes(cell('guarded')) ? cell(name).replace(/^'/, '') : cell(name));
    return {
      ...parts,
      label: read('label'), username: read('username'), email: read('email'), password: read('password'), notes: read('description'),
      urls: read('url').split(/\s+/), tags: listIn(read('tags')).map((tag) => textAt({ tag }, 'tag')), codes: [read('otp')],
      fields: listIn(read('custom_fields')).map(recordOf).map((field) => ({ label: textAt(field, 'label'), value: textAt(field, 'value'), secret: isSetAt(field, 'secret') })),
      expires: isoSeconds(cell('expires')), trashed: isYes(cell('trashed')),
    };
  },
};

function listIn(text: string): readonly unknown[] {
  return text === '' ? [] : listAt(JSON.parse(text));
}
