/**
 * Passman's own JSON export: a list of opened credentials. Also that of its first version, which named things otherwise.
 * @see contracts: Passman §2.4
 * @module
 */

import { iconUrl } from '../credential/read-icon.ts';
import { readCustomFields, readFlag, readTags } from '../credential/read-text.ts';
import { parseOtp } from '../totp.ts';
import type { ReadImport } from './outcome.ts';
import { collect, type Field, type LoginParts } from './parts.ts';
import { at, isSetAt, listAt, numberAt, secondsAt, textAt } from './read-json.ts';

export function isPassman(json: unknown): boolean {
  const [first] = listAt(json);
  const has = (name: string) => at(first, name) !== undefined;
  return has('label') && (has('custom_fields') || has('customFields') || has('guid') || has('otpsecret') || has('delete_time'));
}

export function readPassman(json: unknown): ReadImport {
  return collect('passman-json', listAt(json), readCredential);
}

function readCredential(item: unknown): LoginParts | null {
  // The hidden key test of the web app belongs to its vault, and to no person.
  if (isSetAt(item, 'hidden') && /^Test key for vault /.test(textAt(item, 'label'))) return null;
  const custom = readCustomFields(JSON.stringify(at(item, 'custom_fields') ?? at(item, 'customFields') ?? []));
  const tags = readTags(JSON.stringify(at(item, 'tags') ?? []));
  const stored = at(item, 'otp') ?? at(item, 'otpsecret');
  return {
    label: textAt(item, 'label'),
    username: textAt(item, 'username') || textAt(item, 'account'),
    email: textAt(item, 'email'),
    password: textAt(item, 'password'),
    urls: textAt(item, 'url').split(/\s+/),
    notes: textAt(item, 'description'),
    tags: readFlag(JSON.stringify(at(item, 'compromised') ?? false)) ? [...tags, 'compromised'] : tags,
    codes: [codeOf(stored)],
    fields: custom.filter(({ kind }) => kind !== 'file').map(({ label, value, secret }): Field => ({ label, value, secret })),
    icon: iconUrl(at(item, 'icon')),
    expires: secondsAt(item, 'expire_time'),
    trashed: (numberAt(item, 'delete_time') ?? 0) > 0,
    created: secondsAt(item, 'created'),
    files: [...listAt(item, 'files').map((file) => textAt(file, 'filename')), ...custom.filter(({ kind }) => kind === 'file').map(({ value, label }) => value || label)],
  };
}

/** As an address, which holds the digits and the period too. */
function codeOf(stored: unknown): string {
  const settings = parseOtp(stored);
  if (settings === null) return textAt(stored, 'secret') || textAt(stored, 'qr_uri', 'qrData');
  const { secret, algorithm, digits, period, issuer, label } = settings;
  if (algorithm === 'SHA1' && digits === 6 && period === 30 && issuer === '' && label === '') return secret;
  const name = [issuer, label].filter((part) => part !== '').map(encodeURIComponent).join(':');
  return `otpauth://totp/${name}?${new URLSearchParams({ secret, issuer, algorithm, digits: String(digits), period: String(period) }).toString()}`;
}
