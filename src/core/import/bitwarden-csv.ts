/**
 * Bitwarden's CSV export, of a person and of an organisation.
 * @see https://bitwarden.com/help/condition-bitwarden-import/
 * @module
 */

import type { CsvFormat } from './csv-format.ts';
import type { Field } from './parts.ts';

export const bitwardenCsv: CsvFormat = {
  format: 'bitwarden-csv',
  needs: ['type', 'name', 'login_uri', 'login_password'],
  columns: {
    folder: 'folder', collections: 'tags', favorite: 'favourite', type: 'drop', name: 'label', notes: 'notes', fields: 'drop', reprompt: 'drop', archiveddate: 'drop',
    login_uri: 'url', login_username: 'username', login_password: 'password', login_totp: 'code',
  },
  finish: (parts, cell) => ({ ...parts, fields: [...parts.fields, ...fieldsIn(cell('fields'))] }),
};

/** One `name: value` in a line; a line without a name goes on with the one before. */
function fieldsIn(text: string): Field[] {
  const fields: Field[] = [];
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf(': ');
    const last = fields.at(-1);
    if (at > 0) fields.push({ label: line.slice(0, at), value: line.slice(at + 2), secret: false });
    else if (last) last.value += `\n${line}`;
    else if (line !== '') fields.push({ label: '', value: line, secret: false });
  }
  return fields;
}
