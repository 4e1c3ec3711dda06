/**
 * One-time codes by time (RFC 6238), and the many shapes in which their settings were stored.
 * @see contracts: Passman §2.4
 * @module
 */

import type { OtpSettings } from './credential/credential.ts';
import { decodeBase32 } from './base32.ts';

/** Longer texts than any authenticator writes; a limit for hostile input. */
const longestUri = 4096;
const longestSecret = 1024;
/** A text on its own is taken for a secret only if it is at least this long (80 bit, the shortest in use). */
const shortestBareSecret = 16;

/** Steam's own digits; its codes have five of them. */
const steamDigits = '23456789BCDFGHJKMNPQRTVWXY';
/** How {@link OtpSettings} say that a code is Steam's: no other has five digits. */
export const steamLength = 5;

const hashes = { SHA1: 'SHA-1', SHA256: 'SHA-256', SHA512: 'SHA-512' } as const;

/**
 * The code that is valid at a moment.
 * @param nowSeconds Unix seconds; a fraction is allowed.
 * @returns As many digits as the settings say, with leading zeros.
 * @throws RangeError when the secret is not base32. Settings made by {@link parseOtp} never do.
 */
export async function totpAt(settings: OtpSettings, nowSeconds: number): Promise<string> {
  const secret = decodeBase32(settings.secret);
  if (secret === null || secret.length === 0) throw new RangeError('secret is not base32');
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(Math.max(0, Math.floor(nowSeconds / settings.period))));
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: hashes[settings.algorithm] }, false, ['sign']);
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter));
  const offset = mac.getUint8(mac.byteLength - 1) & 0x0f;
  const number = mac.getUint32(offset) & 0x7fffffff;
  if (settings.digits === steamLength) return steamCode(number);
  return String(number % 10 ** settings.digits).padStart(settings.digits, '0');
}

function steamCode(number: number): string {
  let rest = number;
  return Array.from({ length: steamLength }, () => {
    const digit = steamDigits.charAt(rest % steamDigits.length);
    rest = Math.floor(rest / steamDigits.length);
    return digit;
  }).join('');
}

/** Unix seconds at which the code of this moment stops being valid. */
export function totpEndsAt(settings: OtpSettings, nowSeconds: number): number {
  return (Math.floor(nowSeconds / settings.period) + 1) * settings.period;
}

/**
 * Reads whatever a client stored as a credential's one-time code: an object with a secret, an
 * `otpauth://` address (alone, or in `qr_uri`), a bare secret, or JSON of one of these in a string.
 * Values that make no sense fall back to the usual ones (SHA1, 6 digits, 30 seconds).
 * @returns null when there is nothing from which a code can be computed. Never throws.
 */
export function parseOtp(value: unknown): OtpSettings | null {
  if (typeof value === 'string') return parseText(value.trim());
  if (typeof value !== 'object' || value === null) return null;
  const stored = (name: string): unknown => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined);
  const scanned = parseUri(uriIn(stored('qr_uri')));
  const typed = stored('secret');
  const secret = typeof typed === 'string' && typed.startsWith('otpauth:') ? parseUri(typed) : null;
  return settingsFrom({
    secret: secret?.secret ?? usableSecret(typed) ?? scanned?.secret,
    algorithm: stored('algorithm') ?? secret?.algorithm ?? scanned?.algorithm,
    digits: stored('encoder') === 'steam' || scanned?.digits === steamLength ? steamLength : stored('digits') ?? secret?.digits ?? scanned?.digits,
    period: stored('period') ?? secret?.period ?? scanned?.period,
    issuer: textOf(stored('issuer')) || secret?.issuer || scanned?.issuer,
    label: textOf(stored('label')) || secret?.label || scanned?.label,
  });
}

/** The shortest text that says the same: the secret alone where all else is as usual, else an `otpauth://` address. */
export function otpUri({ secret, algorithm, digits, period, issuer, label }: OtpSettings): string {
  if (issuer === '' && label === '' && algorithm === 'SHA1' && digits === 6 && period === 30) return secret;
  const name = issuer === '' ? encodeURIComponent(label) : `${encodeURIComponent(issuer)}:${encodeURIComponent(label)}`;
  const more = digits === steamLength ? { encoder: 'steam' } : {};
  return `otpauth://totp/${name}?${new URLSearchParams({ secret, issuer, algorithm, digits: String(digits), period: String(period), ...more }).toString()}`;
}

/** Counter-based codes (RFC 4226) would have to be counted on a server; they are not made here. */
export function isCounterBased(text: string): boolean {
  return /^\s*otpauth:\/\/hotp/i.test(text);
}

function parseText(text: string): OtpSettings | null {
  if (/^otpauth:/i.test(text)) return parseUri(text);
  if (/^steam:\/\//i.test(text)) return settingsFrom({ secret: text.slice('steam://'.length), algorithm: 'SHA1', digits: steamLength, period: 30, issuer: 'Steam', label: '' });
  if (text.startsWith('{') && text.length <= longestUri) {
    try {
      const parsed: unknown = JSON.parse(text);
      return typeof parsed === 'object' ? parseOtp(parsed) : null;
    } catch {
      return null; // a damaged text is no code
    }
  }
  return text.length >= shortestBareSecret ? parseOtp({ secret: text }) : null;
}

/** `qr_uri` is `{qrData, image}`, or the address itself. */
function uriIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'qrData')) return value;
  return (value as { qrData: unknown }).qrData;
}

/** `otpauth://totp/Issuer:account?secret=…&issuer=…&algorithm=…&digits=…&period=…` */
function parseUri(uri: unknown): OtpSettings | null {
  if (typeof uri !== 'string' || uri.length > longestUri) return null;
  const parts = /^otpauth:\/\/[a-z]+\/?([^?#]*)\?([^#]*)/i.exec(uri.trim());
  if (parts === null) return null;
  const query = new URLSearchParams(parts[2]);
  const name = decoded(parts[1] ?? '');
  const colon = name.indexOf(':');
  return settingsFrom({
    secret: query.get('secret'),
    algorithm: query.get('algorithm'),
    digits: query.get('encoder')?.toLowerCase() === 'steam' ? steamLength : query.get('digits'),
    period: query.get('period'),
    issuer: query.get('issuer') ?? (colon > 0 ? name.slice(0, colon) : ''),
    label: name.slice(colon + 1).trim(),
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % in an account's name
  }
}

function settingsFrom(loose: Record<keyof OtpSettings, unknown>): OtpSettings | null {
  const secret = usableSecret(loose.secret);
  if (secret === null) return null;
  return {
    secret,
    algorithm: algorithmOf(loose.algorithm),
    digits: loose.digits === steamLength || (isSteam(loose.issuer) && Number(loose.digits) === steamLength) ? steamLength : wholeNumber(loose.digits, { from: 6, to: 8, otherwise: 6 }),
    period: wholeNumber(loose.period, { from: 1, to: 86_400, otherwise: 30 }),
    issuer: textOf(loose.issuer),
    label: textOf(loose.label),
  };
}

function isSteam(issuer: unknown): boolean {
  return textOf(issuer).toLowerCase() === 'steam';
}

function usableSecret(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > longestSecret) return null;
  const bytes = decodeBase32(value);
  return bytes === null || bytes.length === 0 ? null : value;
}

function algorithmOf(value: unknown): OtpSettings['algorithm'] {
  const name = textOf(value).toUpperCase();
  if (name.endsWith('512')) return 'SHA512';
  return name.endsWith('256') ? 'SHA256' : 'SHA1';
}

function wholeNumber(value: unknown, range: { from: number; to: number; otherwise: number }): number {
  const number = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : NaN;
  return Number.isInteger(number) && number >= range.from && number <= range.to ? number : range.otherwise;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 256) : '';
}
