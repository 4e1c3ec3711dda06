/**
 * 1Password's CSV export, of version 8 and of older ones.
 * @see https://support.1password.com/export/
 * @module
 */

import { isYes, type CsvFormat } from './csv-format.ts';

export const onePasswordCsv: CsvFormat = {
  format: '1password-csv',
  needs: ['title', 'url', 'username', 'password', 'otpauth', 'archived'],
  columns: { title: 'label', url: 'url', username: 'username', password: 'password', otpauth: 'code', favorite: 'favourite', archived: 'drop', tags: 'tags', notes: 'notes' },
  finish: (parts, cell) => ({ ...parts, tags: isYes(cell('archived')) ? [...parts.tags, 'archived'] : parts.tags }),
};

/** Version 7 let people choose the columns; these it always offered. */
export const onePassword7Csv: CsvFormat = {
  format: '1password-csv',
  needs: ['title', 'username', 'password', 'notes', 'type'],
  columns: { 'title': 'label', 'url': 'url', 'urls': 'url', 'website': 'url', 'username': 'username', 'password': 'password', 'notes': 'notes', 'tags': 'tags', 'type': 'drop', 'one-time password': 'code', 'otpauth': 'code', 'scope': 'drop', 'uuid': 'drop' },
};
