/**
 * KeePassXC's CSV export.
 * @see https://keepassxc.org/docs/KeePassXC_UserGuide
 * @module
 */

import type { CsvFormat } from './csv-format.ts';
import { isoSeconds } from './iso-seconds.ts';

export const keepassXcCsv: CsvFormat = {
  format: 'keepassxc-csv',
  needs: ['group', 'title', 'username', 'password', 'url', 'notes'],
  columns: { 'group': 'drop', 'title': 'label', 'username': 'username', 'password': 'password', 'url': 'url', 'notes': 'notes', 'totp': 'code', 'icon': 'drop', 'last modified': 'drop', 'created': 'drop' },
  finish: (parts, cell) => {
    // The first part of the path is the database, and its bin is a group of that name.
    const [, ...path] = cell('group').split('/');
    const inBin = /^(recycle bin|papierkorb|corbeille|papelera)/i.test(path[0] ?? '');
    return { ...parts, tags: [path.slice(inBin ? 1 : 0).join('/')], trashed: inBin, created: isoSeconds(cell('created')) };
  },
};
