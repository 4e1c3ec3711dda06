/**
 * Names of formats. Products are called the same in every language.
 * @module
 */

import type { Format } from '../../../core/import/outcome.ts';

const names: Record<Format, string> = {
  'latchkey': 'Latchkey', 'latchkey-csv': 'Latchkey CSV', 'passman-json': 'Passman JSON', 'passman-csv': 'Passman CSV',
  'bitwarden-json': 'Bitwarden JSON', 'bitwarden-protected': 'Bitwarden JSON', 'bitwarden-csv': 'Bitwarden CSV', 'keepass-csv': 'KeePass CSV', 'keepass-xml': 'KeePass XML', 'keepassxc-csv': 'KeePassXC CSV',
  '1password-1pux': '1Password 1PUX', '1password-csv': '1Password CSV', 'lastpass-csv': 'LastPass CSV', 'dashlane-csv': 'Dashlane CSV', 'proton-pass': 'Proton Pass', 'proton-csv': 'Proton Pass CSV', 'enpass-json': 'Enpass JSON',
  'nextcloud-passwords-json': 'Nextcloud Passwords JSON', 'nextcloud-passwords-csv': 'Nextcloud Passwords CSV', 'chromium-csv': 'Chrome, Edge CSV', 'firefox-csv': 'Firefox CSV', 'safari-csv': 'Safari CSV', 'csv': 'CSV',
};

export function formatName(format: Format): string {
  return names[format];
}

/** By product; of several the one that keeps most comes first. */
export const readable: readonly string[] = [
  'Latchkey, Latchkey CSV', 'Passman JSON, CSV', 'Bitwarden JSON, CSV', 'KeePass XML, CSV', 'KeePassXC XML, CSV', '1Password 1PUX, CSV', 'LastPass CSV', 'Dashlane ZIP, CSV', 'Proton Pass ZIP, JSON, CSV', 'Enpass JSON',
  'Nextcloud Passwords JSON, CSV', 'Chrome, Edge CSV', 'Firefox CSV', 'Safari CSV', 'CSV',
];
