/**
 * KeePass's and KeePassXC's XML export.
 * @see https://keepass.info/help/kb/kdbx.html#ixml
 * @module
 */

import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { decodeBase64 } from '../bytes.ts';
import { isoSeconds } from './iso-seconds.ts';
import { ImportRefused, type ReadImport } from './outcome.ts';
import { collect, type Field, type LoginParts } from './parts.ts';

interface Placed { entry: XmlElement; path: readonly string[]; trashed: boolean }

/** Names of the strings that have a place of their own. */
const standard = ['Title', 'UserName', 'Password', 'URL', 'Notes'];
const deepest = 64;
/** From the year 1 to 1970: how version 4 of the format counts. */
const secondsTo1970 = 62_135_596_800n;

/** @throws {ImportRefused} `damaged`, `unknown` */
export function readKeePassXml(text: string): ReadImport {
  const root = parse(text);
  if (root?.name !== 'KeePassFile') throw new ImportRefused('unknown');
  const meta = child(root, 'Meta');
  const bin = textIn(meta, 'RecycleBinEnabled').toLowerCase() === 'false' ? '' : textIn(meta, 'RecycleBinUUID');
  const top = children(child(root, 'Root'), 'Group');
  // The top group is the database itself: its name is no group of anything.
  const entries = top.flatMap((group) => entriesIn(group, { path: [], trashed: false, bin }));
  return collect('keepass-xml', entries, readEntry);
}

function parse(text: string): XmlElement | null {
  try {
    return parseXml(text).root;
  } catch (cause) {
    throw new ImportRefused('damaged', { cause });
  }
}

function entriesIn(group: XmlElement, { path, trashed, bin }: { path: readonly string[]; trashed: boolean; bin: string }): Placed[] {
  if (path.length > deepest) throw new ImportRefused('damaged');
  return [
    ...children(group, 'Entry').map((entry): Placed => ({ entry, path, trashed })),
    ...children(group, 'Group').flatMap((inner) => {
      const isBin = bin !== '' && textIn(inner, 'UUID') === bin;
      return entriesIn(inner, { path: isBin ? path : [...path, textIn(inner, 'Name')], trashed: trashed || isBin, bin });
    }),
  ];
}

function readEntry({ entry, path, trashed }: Placed): LoginParts {
  const strings = stringsOf(entry);
  const valueOf = (name: string) => strings.find(({ label }) => label === name)?.value ?? '';
  const history = children(child(entry, 'History'), 'Entry').map((old) => ({ password: stringsOf(old).find(({ label }) => label === 'Password')?.value ?? '', at: textIn(child(old, 'Times'), 'LastModificationTime') }));
  const times = child(entry, 'Times');
  const codes = codesOf(valueOf);
  const otherUrls = strings.filter(({ label }) => /^KP2A_URL(?:_\d+)?$/.test(label));
  const known = new Set([...standard, ...codes.names, ...otherUrls.map(({ label }) => label)]);
  const passwords = [...new Set(history.map(({ password }) => password))].filter((password) => password !== '' && password !== valueOf('Password'));
  return {
    label: valueOf('Title'), username: valueOf('UserName'), password: valueOf('Password'), notes: valueOf('Notes'),
    urls: [valueOf('URL'), ...otherUrls.map(({ value }) => value)],
    tags: [path.join('/'), ...textIn(entry, 'Tags').split(/[;,]/)],
    codes: codes.values,
    fields: [
      ...strings.filter(({ label }) => !known.has(label)),
      ...passwords.map((value): Field => ({ label: `Old password ${history.find(({ password }) => password === value)?.at.slice(0, 10) ?? ''}`.trim(), value, secret: true })),
    ],
    expires: textIn(times, 'Expires').toLowerCase() === 'true' ? timeOf(textIn(times, 'ExpiryTime')) : null,
    trashed,
    created: timeOf(textIn(times, 'CreationTime')),
    files: children(entry, 'Binary').map((binary) => textIn(binary, 'Key')),
  };
}

function stringsOf(entry: XmlElement): Field[] {
  return children(entry, 'String').map((string) => {
    const value = child(string, 'Value');
    return { label: textIn(string, 'Key'), value: value?.text ?? '', secret: [value?.attributes['ProtectInMemory'], value?.attributes['Protected']].some((flag) => flag?.toLowerCase() === 'true') };
  });
}

/** Three ways of keeping a code: an address, KeePass's own strings, and those of the old plug-in. */
function codesOf(valueOf: (name: string) => string): { values: string[]; names: string[] } {
  const values: string[] = [];
  const names: string[] = [];
  const take = (name: string, value: string) => {
    if (value === '') return;
    values.push(value);
    names.push(name);
  };
  take('otp', valueOf('otp').startsWith('key=') ? new URLSearchParams(valueOf('otp')).get('key') ?? '' : valueOf('otp'));
  const secret = valueOf('TimeOtp-Secret-Base32');
  if (secret !== '') {
    const algorithm = valueOf('TimeOtp-Algorithm').replace(/^HMAC-SHA-/, 'SHA') || 'SHA1';
    const settings = { secret: secret.replace(/\s/g, ''), algorithm, digits: valueOf('TimeOtp-Length') || '6', period: valueOf('TimeOtp-Period') || '30' };
    values.push(`otpauth://totp/?${new URLSearchParams(settings).toString()}`);
    names.push('TimeOtp-Secret-Base32', 'TimeOtp-Algorithm', 'TimeOtp-Length', 'TimeOtp-Period');
  }
  const seed = valueOf('TOTP Seed');
  const [period = '', digits = ''] = valueOf('TOTP Settings').split(';');
  if (seed !== '' && (digits === '' || /^\d+$/.test(digits))) {
    values.push(`otpauth://totp/?${new URLSearchParams({ secret: seed.replace(/\s/g, ''), period: period || '30', digits: digits || '6' }).toString()}`);
    names.push('TOTP Seed', 'TOTP Settings');
  }
  return { values, names };
}

/** ISO text, or base64 of 64 bits. */
function timeOf(text: string): number | null {
  const iso = isoSeconds(text);
  if (iso !== null || text === '') return iso;
  const bytes = decodeBase64(text);
  if (bytes?.length !== 8) return null;
  const seconds = Number(new DataView(bytes.buffer).getBigInt64(0, true) - secondsTo1970);
  return seconds > 0 ? seconds : null;
}

function children(element: XmlElement | null, name: string): XmlElement[] {
  return element === null ? [] : element.children.filter((node): node is XmlElement => node instanceof XmlElement && node.name === name);
}

function child(element: XmlElement | null, name: string): XmlElement | null {
  return children(element, name)[0] ?? null;
}

function textIn(element: XmlElement | null, name: string): string {
  return child(element, name)?.text ?? '';
}
