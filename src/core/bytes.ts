/**
 * Bytes and the ways to write them down: base64, hex, UTF-8. Compares secrets in constant time.
 *
 * Readers answer null for what isn't well formed; nothing here throws on bad input.
 * @module
 */

/** Bytes in memory of their own, as WebCrypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** What new engines have and older ones (Node 20, Chromium before 140) lack. */
interface NativeBase64 {
  fromBase64?: (text: string) => Bytes;
}
const native = Uint8Array as unknown as NativeBase64;
interface NativeToBase64 {
  toBase64?: () => string;
}

const encoder = new TextEncoder();
// sjcl and JSON keep a byte order mark; without ignoreBOM the decoder would swallow it.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A half of a surrogate pair becomes U+FFFD. */
export function encodeUtf8(text: string): Bytes {
  return encoder.encode(text);
}

/** Null if the bytes are not well-formed UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Standard alphabet, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  const { toBase64 } = bytes as NativeToBase64;
  return toBase64 === undefined ? btoa(encodeLatin1(bytes)) : toBase64.call(bytes);
}

const outsideBase64 = /[^A-Za-z0-9+/=]/;

/**
 * Reads standard base64, with or without its padding (Passman's web UI leaves it out).
 *
 * @returns null for a foreign character (blanks and line ends too), a wrong padding or an impossible length
 */
export function decodeBase64(text: string): Bytes | null {
  if (outsideBase64.test(text)) return null;
  try {
    return native.fromBase64 === undefined ? decodeLatin1(atob(text)) : native.fromBase64(text);
  } catch {
    return null;
  }
}

/** Lower case. */
export function encodeHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Either case; null for an odd length or a foreign character. */
export function decodeHex(text: string): Bytes | null {
  if (text.length % 2 !== 0 || /[^0-9a-f]/i.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, index) => parseInt(text.slice(2 * index, 2 * index + 2), 16));
}

/** One character per byte. */
export function encodeLatin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  // 8 KiB at a time: every byte is an argument on the stack.
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}

/** The low eight bits of every character. */
export function decodeLatin1(text: string): Bytes {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** A new array: later changes of the parts don’t show in it. */
export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Takes the same time wherever the first difference is. Lengths are not secret. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0;
}

/** From the browser’s generator for keys. At most 65,536. */
export function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}
