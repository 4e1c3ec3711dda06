/**
 * Dashlane's CSV export: several tables in one ZIP, each on its own kind of thing.
 * @see https://support.dashlane.com/hc/en-us/articles/202625092
 * @module
 */

import type { ColumnUse, CsvFormat } from './csv-format.ts';

const columns: Record<string, ColumnUse> = {
  username: 'username', username2: 'field', username3: 'field', title: 'label', password: 'password', note: 'notes', url: 'url', category: 'folder', otpsecret: 'code', otpurl: 'code',
};

export const dashlaneCsv: CsvFormat = {
  format: 'dashlane-csv',
  needs: ['username', 'username2', 'username3', 'title', 'password', 'note', 'url'],
  columns,
};

/** Cards, bank accounts, identity papers, addresses, notes: whatever they hold becomes fields. */
const things = (needs: readonly string[], more: Record<string, ColumnUse>): CsvFormat => ({ format: 'dashlane-csv', needs, columns: { note: 'notes', ...more } });

export const dashlaneTables: readonly CsvFormat[] = [
  things(['title', 'note'], { title: 'label', category: 'folder' }),
  things(['type', 'account_name'], { account_name: 'label', name: 'label', type: 'folder', cc_number: 'secret', code: 'secret', account_number: 'secret', routing_number: 'secret' }),
  things(['type', 'number', 'name'], { type: 'folder', name: 'label', number: 'secret' }),
  things(['type', 'first_name'], { type: 'folder', item_name: 'label', title: 'field', first_name: 'field', email: 'email', login: 'username' }),
  things(['ssid', 'passphrase'], { ssid: 'label', passphrase: 'password' }),
];
