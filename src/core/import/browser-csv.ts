/**
 * What browsers export: Chrome, Edge and their kin; Firefox; Safari.
 * @module
 */

import type { CsvFormat } from './csv-format.ts';
import { secondsAt } from './read-json.ts';

export const chromiumCsv: CsvFormat = {
  format: 'chromium-csv',
  needs: ['name', 'url', 'username', 'password'],
  columns: { name: 'label', url: 'url', username: 'username', password: 'password', note: 'notes', notes: 'notes' },
};

export const firefoxCsv: CsvFormat = {
  format: 'firefox-csv',
  needs: ['url', 'username', 'password', 'httprealm', 'formactionorigin'],
  columns: { url: 'url', username: 'username', password: 'password', httprealm: 'field', formactionorigin: 'drop', guid: 'drop', timecreated: 'drop', timelastused: 'drop', timepasswordchanged: 'drop' },
  finish: (parts, cell) => ({ ...parts, created: secondsAt({ at: cell('timecreated') }, 'at') }),
};

export const safariCsv: CsvFormat = {
  format: 'safari-csv',
  needs: ['title', 'url', 'username', 'password', 'otpauth'],
  columns: { title: 'label', url: 'url', username: 'username', password: 'password', notes: 'notes', otpauth: 'code' },
};
