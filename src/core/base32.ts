/**
 * Base32 (RFC 4648) as people and web pages write it.
 * @module
 */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Decodes base32; white space, dashes, lower case and missing padding are fine.
 * @returns null when any other character is in it. Left-over bits are dropped.
 */
export function decodeBase32(text: string): Uint8Array<ArrayBuffer> | null {
  const digits = text.replace(/[\s\u200b-]/g, '').replace(/=+$/, '').toUpperCase();
  const bytes = new Uint8Array(Math.floor((digits.length * 5) / 8));
  let bits = 0;
  let held = 0;
  let written = 0;
  for (const digit of digits) {
    const value = alphabet.indexOf(digit);
    if (value < 0) return null;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[written] = (held >> bits) & 0xff;
    written += 1;
  }
  return bytes;
}
