/**
 * Proton Pass's CSV export.
 * @see https://proton.me/support/pass-export
 * @module
 */

import type { CsvFormat } from './csv-format.ts';
import { secondsAt } from './read-json.ts';

export const protonCsv: CsvFormat = {
  format: 'proton-csv',
  needs: ['type', 'name', 'url', 'username', 'password', 'note', 'totp'],
  columns: { type: 'drop', name: 'label', url: 'url', email: 'email', username: 'username', password: 'password', note: 'notes', totp: 'code', createtime: 'drop', modifytime: 'drop', vault: 'folder' },
  finish: (parts, cell) => ({ ...parts, username: cell('username') || cell('email'), created: secondsAt({ at: cell('createtime') }, 'at') }),
};
