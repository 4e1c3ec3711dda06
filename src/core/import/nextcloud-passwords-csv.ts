/**
 * The CSV export of Nextcloud's app Passwords; its column names are in the person's language.
 * @module
 */

import type { ColumnUse, CsvFormat } from './csv-format.ts';

const english: Record<string, ColumnUse> = {
  'label': 'label', 'username': 'username', 'password': 'password', 'notes': 'notes', 'url': 'url', 'custom fields': 'drop', 'customfields': 'drop',
  'folder': 'folder', 'folder label': 'folder', 'folderlabel': 'folder', 'tags': 'tags', 'tag labels': 'tags', 'taglabels': 'tags', 'favorite': 'favourite', 'favourite': 'favourite',
  'edited': 'drop', 'updated': 'drop', 'created': 'drop', 'id': 'drop', 'revision': 'drop', 'folder id': 'drop', 'folderid': 'drop', 'tag ids': 'drop', 'status': 'drop', 'hash': 'drop',
};
const german: Record<string, ColumnUse> = {
  'name': 'label', 'benutzername': 'username', 'passwort': 'password', 'notizen': 'notes', 'webseite': 'url', 'url': 'url', 'eigene felder': 'drop', 'ordner': 'folder', 'ordnername': 'folder', 'tags': 'tags', 'favorit': 'favourite',
  'bearbeitet': 'drop', 'id': 'drop', 'version': 'drop', 'revision': 'drop', 'ordner-id': 'drop', 'ordner id': 'drop',
};

const finish: CsvFormat['finish'] = (parts, cell) => {
  const custom = cell('custom fields') || cell('customfields') || cell('eigene felder');
  // The top folder has no name but "home".
  const tags = parts.tags.filter((tag) => tag !== 'Home' && tag !== 'Start');
  const fields = custom.split(/\r?\n/).flatMap((line) => {
    const found = /^(?<label>[^,:]+)(?:, (?<type>[a-z]+))?: (?<value>.*)$/s.exec(line)?.groups;
    return found ? [{ label: found['label'] ?? '', value: found['value'] ?? '', secret: found['type'] === 'secret' }] : line === '' ? [] : [{ label: '', value: line, secret: false }];
  });
  return { ...parts, tags, fields: [...parts.fields, ...fields] };
};

export const nextcloudPasswordsCsv: readonly CsvFormat[] = [
  { format: 'nextcloud-passwords-csv', needs: ['label', 'username', 'password', 'notes', 'url', 'id', 'revision'], columns: english, finish },
  { format: 'nextcloud-passwords-csv', needs: ['label', 'username', 'password', 'notes', 'url', 'edited'], columns: english, finish },
  { format: 'nextcloud-passwords-csv', needs: ['name', 'benutzername', 'passwort', 'notizen'], columns: german, finish },
];
