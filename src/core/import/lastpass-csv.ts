/**
 * LastPass's CSV export. What isn't a login is a note of lines, under an address that is none.
 * @see https://support.lastpass.com/s/document-item?bundleId=lastpass&topicId=LastPass/c_lp_import_export.html
 * @module
 */

import type { CsvFormat } from './csv-format.ts';
import type { Field } from './parts.ts';
import { isSecretName } from './read-json.ts';

const noteAddress = 'http://sn';
/** Logins without an address have this one. */
const noAddress = 'http://';

export const lastpassCsv: CsvFormat = {
  format: 'lastpass-csv',
  needs: ['url', 'username', 'password', 'extra', 'name', 'grouping'],
  columns: { url: 'url', username: 'username', password: 'password', totp: 'code', extra: 'drop', name: 'label', grouping: 'folder', fav: 'favourite' },
  finish: (parts, cell) => {
    const isNote = cell('url') === noteAddress;
    const urls = isNote || cell('url') === noAddress ? [] : parts.urls;
    const extra = cell('extra');
    if (!isNote || !extra.startsWith('NoteType:')) return { ...parts, urls, notes: extra };
    return { ...parts, urls, ...readNote(extra) };
  },
};

/** `Name:value` in each line; the notes come last and may have lines of their own. */
function readNote(extra: string): { notes: string; fields: Field[] } {
  const at = extra.search(/^Notes:/m);
  const [lines, notes] = at < 0 ? [extra, ''] : [extra.slice(0, at), extra.slice(at + 'Notes:'.length)];
  const fields: Field[] = [];
  for (const line of lines.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const last = fields.at(-1);
    // A private key goes on over many lines.
    if (colon > 0 && /^[\p{L}\d][\p{L}\d /'().-]*$/u.test(line.slice(0, colon))) fields.push({ label: line.slice(0, colon), value: line.slice(colon + 1), secret: isSecretName(line.slice(0, colon)) });
    else if (last && line !== '') last.value += `\n${line}`;
  }
  return { notes, fields: fields.filter(({ label, value }) => value.trim() !== '' && label !== 'Language') };
}
