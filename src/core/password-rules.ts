/**
 * What a site says of the passwords it takes: the `passwordrules` language, and `minlength` and `maxlength`.
 *
 * The text comes from a web page: whatever it says, reading ends soon, and at worst nothing is known.
 * @see https://developer.apple.com/password-rules/ and the HTML proposal, whatwg/html issue 3518
 * @module
 */

/** As a page's field says it, unread. */
export interface FieldRules {
  passwordRules: string;
  minLength: number | null;
  maxLength: number | null;
}

/** Characters are printable ASCII. */
export interface SiteRules {
  minLength: number | null;
  maxLength: number | null;
  /** Of each set at least one. */
  required: readonly string[];
  /** Null: whatever can be typed. */
  allowed: string | null;
  /** How often a character may follow itself; null: as often as it likes. */
  maxConsecutive: number | null;
}

const longestText = 2000;
const mostRequired = 16;
/** Beyond this, a length says nothing that would ever matter. */
const longestPassword = 256;

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digits = '0123456789';
/** In the order of Apple's own list. */
const special = '-~!@#$%^&*_+=`|(){}[:;"\'<>,.?] /\\';
const printable = lower + upper + digits + special;
const named: Readonly<Record<string, string>> = { lower, upper, digit: digits, special, 'ascii-printable': printable, unicode: printable };

/** @returns null where the field says nothing that could be understood */
export function readFieldRules({ passwordRules, minLength, maxLength }: FieldRules): SiteRules | null {
  const rules = parsePasswordRules(passwordRules);
  const read: SiteRules = {
    minLength: largest(lengthOf(minLength), rules.minLength),
    maxLength: smallest(lengthOf(maxLength), rules.maxLength),
    required: rules.required, allowed: rules.allowed, maxConsecutive: rules.maxConsecutive,
  };
  if (read.minLength !== null && read.maxLength !== null && read.minLength > read.maxLength) read.minLength = null;
  return says(read) ? read : null;
}

/** `required: lower; required: digit, [-_]; allowed: upper; minlength: 8; maxlength: 20; max-consecutive: 2` */
export function parsePasswordRules(text: string): SiteRules {
  const required: string[] = [];
  const allowed: string[] = [];
  const lengths: Record<string, number | null> = {};
  for (const [name, value] of properties(text.slice(0, longestText))) {
    if (name === 'required' || name === 'allowed') {
      const set = classesIn(value);
      if (set !== '') (name === 'required' ? required : allowed).push(set);
      continue;
    }
    const number = /^\s*(\d{1,6})\s*$/.exec(value)?.[1];
    const said = number === undefined ? null : lengthOf(Number(number));
    // Of several, the one that asks for more.
    if (said !== null) lengths[name] = name === 'minlength' ? largest(lengths[name] ?? null, said) : smallest(lengths[name] ?? null, said);
  }
  const sets = [...new Set(required)].slice(0, mostRequired);
  // What is required is allowed. With nothing said of either, all is.
  const all = unique([...sets, ...allowed].join(''));
  return { minLength: lengths['minlength'] ?? null, maxLength: lengths['maxlength'] ?? null, required: sets, allowed: all === '' ? null : all, maxConsecutive: lengths['max-consecutive'] ?? null };
}

/** Names and values. A `;` or `,` inside a `[…]` parts nothing. */
function* properties(text: string): Iterable<[string, string]> {
  for (const part of parted(text, ';')) {
    const colon = part.indexOf(':');
    if (colon > 0) yield [part.slice(0, colon).trim().toLowerCase(), part.slice(colon + 1)];
  }
}

function classesIn(value: string): string {
  return unique(parted(value, ',').map((part) => {
    const name = part.trim();
    if (name.startsWith('[')) return Array.from(name.slice(1).replace(/\]$/, '')).filter((character) => printable.includes(character)).join('');
    const known = name.toLowerCase();
    return Object.hasOwn(named, known) ? named[known] ?? '' : '';
  }).join(''));
}

/** A `]` right before its closing `]` is one of the characters, as a `-` right behind the `[` is. */
function parted(text: string, at: ';' | ','): string[] {
  const parts = [''];
  let inside = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (inside && character === ']' && text.charAt(index + 1) !== ']') inside = false;
    else if (!inside && character === '[') inside = true;
    if (character === at && !inside) parts.push('');
    else parts.push((parts.pop() ?? '') + character);
  }
  return parts;
}

function unique(characters: string): string {
  return [...new Set(characters)].join('');
}

function lengthOf(value: number | null): number | null {
  return value !== null && Number.isInteger(value) && value >= 1 && value <= 1_000_000 ? Math.min(value, longestPassword) : null;
}

function largest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? one ?? other : Math.max(one, other);
}

function smallest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? one ?? other : Math.min(one, other);
}

function says({ minLength, maxLength, required, allowed, maxConsecutive }: SiteRules): boolean {
  // A limit that no password reaches is none.
  return minLength !== null || (maxLength !== null && maxLength < longestPassword) || required.length > 0 || allowed !== null || maxConsecutive !== null;
}
