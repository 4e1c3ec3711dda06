/**
 * Finds the parts of an envelope's JSON in a buffer, without making strings or objects of them.
 *
 * Knows flat objects of plain strings and digits, in any order and spacing: what every client
 * writes. Anything else is left to `JSON.parse` (see `envelope.ts`).
 * @module
 */

/** Places of base64 text in the buffer; a length of -1 means that the part is missing. */
export interface ScannedEnvelope {
  ivAt: number;
  ivLength: number;
  saltAt: number;
  saltLength: number;
  ctAt: number;
  ctLength: number;
  iter: number;
  ks: number;
  ts: number;
  /** Mode, cipher and associated data are the ones we read. */
  plain: boolean;
}

const blank = new Uint8Array(256);
for (const code of [0x20, 0x09, 0x0a, 0x0d]) blank[code] = 1;
const quote = 0x22;

/** Member names as numbers: their first four letters, see {@link readName}. */
const names = {
  v: 0x76, iv: 0x6976, ks: 0x6b73, ts: 0x7473, ct: 0x6374, iter: 0x69746572, salt: 0x73616c74, mode: 0x6d6f6465,
  adata: 0x61646174, cipher: 0x63697068,
} as const;

/** @returns null if it isn't the simple JSON that this knows */
export function scanEnvelope(bytes: Uint8Array, from: number, to: number): ScannedEnvelope | null {
  const found: ScannedEnvelope = {
    ivAt: 0, ivLength: -1, saltAt: 0, saltLength: -1, ctAt: 0, ctLength: -1, iter: -1, ks: -1, ts: 64, plain: true,
  };
  let at = skipBlanks(bytes, from, to);
  if (bytes[at] !== 0x7b /* { */) return null;
  do {
    at = skipBlanks(bytes, at + 1, to);
    const nameEnd = bytes[at] === quote ? stringEnd(bytes, at + 1, to) : -1;
    if (nameEnd < 0) return null;
    const name = readName(bytes, at + 1, nameEnd);
    at = skipBlanks(bytes, nameEnd + 1, to);
    if (bytes[at] !== 0x3a /* : */) return null;
    at = skipBlanks(bytes, at + 1, to);
    const isText = bytes[at] === quote;
    const end = isText ? stringEnd(bytes, at + 1, to) : numberEnd(bytes, at, to);
    if (end < 0) return null;
    const understood = isText ? keepText(found, name, bytes, { at: at + 1, length: end - at - 1 }) : keepNumber(found, name, digits(bytes, at, end));
    if (!understood) return null;
    at = skipBlanks(bytes, isText ? end + 1 : end, to);
  } while (bytes[at] === 0x2c /* , */ && at < to);
  return bytes[at] === 0x7d /* } */ && skipBlanks(bytes, at + 1, to) === to ? found : null;
}

function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && blank[bytes[at] as number] === 1) at++;
  return at;
}

/** The closing quote; -1 if there is none, or if an escape, a control or a foreign character comes first. */
function stringEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const code = bytes[at] as number;
    if (code === quote) return at;
    if (code === 0x5c || code < 0x20 || code > 0x7e) return -1;
  }
  return -1;
}

/** Behind the digits; -1 for none, a leading zero, or more than nine. */
function numberEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && (bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39) at++;
  const leadingZero = bytes[from] === 0x30 && at > from + 1;
  return at === from || at > from + 9 || leadingZero ? -1 : at;
}

function digits(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + (bytes[at] as number) - 0x30;
  return value;
}

/** The first four letters as a number. Two names are longer: the rest of those is compared too. 0 = not ours. */
function readName(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from;
  if (length > 6) return 0;
  let name = 0;
  for (let at = from; at < Math.min(to, from + 4); at++) name = (name << 8) | (bytes[at] as number);
  if (length === 5) return name === names.adata && bytes[from + 4] === 0x61 ? name : 0;
  if (length === 6) return name === names.cipher && bytes[from + 4] === 0x65 && bytes[from + 5] === 0x72 ? name : 0;
  return name === names.adata || name === names.cipher ? 0 : name;
}

/** @returns false where a text stands in a number's place: `JSON.parse` shall judge */
function keepText(found: ScannedEnvelope, name: number, bytes: Uint8Array, text: { at: number; length: number }): boolean {
  switch (name) {
    case names.iv:
      found.ivAt = text.at;
      found.ivLength = text.length;
      return true;
    case names.salt:
      found.saltAt = text.at;
      found.saltLength = text.length;
      return true;
    case names.ct:
      found.ctAt = text.at;
      found.ctLength = text.length;
      return true;
    case names.mode:
      found.plain &&= spells(bytes, text, 'ccm');
      return true;
    case names.cipher:
      found.plain &&= spells(bytes, text, 'aes');
      return true;
    case names.adata:
      found.plain &&= text.length === 0;
      return true;
    default:
      return name !== names.iter && name !== names.ks && name !== names.ts;
  }
}

function keepNumber(found: ScannedEnvelope, name: number, value: number): boolean {
  switch (name) {
    case names.iter:
      found.iter = value;
      return true;
    case names.ks:
      found.ks = value;
      return true;
    case names.ts:
      found.ts = value;
      return true;
    default:
      // `v` and members that nobody knows. A number where a text belongs is for JSON.parse to judge.
      return name === names.v || name === 0;
  }
}

function spells(bytes: Uint8Array, text: { at: number; length: number }, word: string): boolean {
  if (text.length !== word.length) return false;
  for (let index = 0; index < word.length; index++) if (bytes[text.at + index] !== word.charCodeAt(index)) return false;
  return true;
}
