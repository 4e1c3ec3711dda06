/**
 * Walks JSON of unknown shape: whatever isn't what it should be reads as nothing.
 * @module
 */

import { recordOf, stringOf } from '../credential/read-text.ts';
import { ImportRefused } from './outcome.ts';
import type { Field } from './parts.ts';

/** @throws {ImportRefused} `damaged` */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ImportRefused('damaged', { cause });
  }
}

export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (Object.hasOwn(recordOf(inner), name) ? recordOf(inner)[name] : undefined), value);
}

/** Numbers and truth values as text, everything else that is no text as none. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === 'number' || typeof found === 'boolean' ? String(found) : stringOf(found);
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = path.length === 0 ? value : at(value, ...path);
  return Array.isArray(found) ? (found as unknown[]) : [];
}

/** @returns null for what is no number */
export function numberAt(value: unknown, ...path: readonly string[]): number | null {
  const found = at(value, ...path);
  const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Whether it is set: `true`, `1`, `"1"`, `"true"`. */
export function isSetAt(value: unknown, ...path: readonly string[]): boolean {
  return ['true', '1'].includes(textAt(value, ...path).toLowerCase());
}

/** Unix seconds, of Unix seconds or milliseconds. Null for 0 and for nonsense. */
export function secondsAt(value: unknown, ...path: readonly string[]): number | null {
  const number = numberAt(value, ...path);
  if (number === null || number <= 0) return null;
  return Math.floor(number > 100_000_000_000 ? number / 1000 : number);
}

const secretNames = /pass|pin$|^pin|code|cvv|cvc|secret|private|ssn|number|licen[cs]e|token|key|iban|passkey/i;

/** Names that hold what nobody should read over a shoulder. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name);
}

/** Every filled member as a field, nested ones under the name of their parent. @param skip - members that are used otherwise */
export function fieldsOf(value: unknown, { skip = [], under = '' }: { skip?: readonly string[]; under?: string } = {}): Field[] {
  return Object.entries(recordOf(value)).filter(([name]) => !skip.includes(name)).flatMap(([name, member]): Field[] => {
    const label = under === '' ? wordsOf(name) : `${under}: ${wordsOf(name)}`;
    if (typeof member === 'object' && member !== null) {
      const hasContent = Array.isArray(member) ? member.length > 0 : Object.keys(member).length > 0;
      if (!hasContent) return [];
      return Array.isArray(member) ? [{ label, value: member.every((one) => typeof one === 'string') ? member.join(', ') : JSON.stringify(member), secret: isSecretName(name) }] : fieldsOf(member, { under: label });
    }
    const text = textAt({ member }, 'member');
    return text === '' ? [] : [{ label, value: text, secret: isSecretName(name) }];
  });
}

/** `cardholderName` → `Cardholder name`. */
function wordsOf(name: string): string {
  const words = name.replace(/[_-]+/g, ' ').replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
