/**
 * KeePass's CSV exports: that of version 1.x, and the plain one of 2.x.
 * @see https://keepass.info/help/base/importexport.html#csv
 * @module
 */

import type { CsvFormat } from './csv-format.ts';

export const keepassCsv: CsvFormat = {
  format: 'keepass-csv',
  needs: ['account', 'login name', 'password', 'web site', 'comments'],
  columns: { 'account': 'label', 'login name': 'username', 'password': 'password', 'web site': 'url', 'comments': 'notes' },
};

export const keepass2Csv: CsvFormat = {
  format: 'keepass-csv',
  needs: ['title', 'user name', 'password', 'url', 'notes'],
  columns: { 'group': 'folder', 'group tree': 'folder', 'title': 'label', 'user name': 'username', 'password': 'password', 'url': 'url', 'notes': 'notes', 'tags': 'tags', 'uuid': 'drop', 'icon': 'drop', 'creation time': 'drop', 'last modification time': 'drop' },
};
