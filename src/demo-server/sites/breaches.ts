/**
 * A service that knows breached passwords by ranges, padded as the public one pads.
 * @see https://haveibeenpwned.com/API/v3#PwnedPasswords
 * @module
 */

import { createHash } from 'node:crypto';
import type { Ask } from '../http/ask.ts';
import type { Reply } from '../http/reply.ts';

export const breachHost = 'breaches.example';
const known: readonly [string, number][] = [['password', 52_256_179], ['CNRY-shop-password', 3]];
const hashOf = (password: string): string => createHash('sha1').update(password).digest('hex').toUpperCase();

/** Null: no request of this service. */
export function answerBreaches({ hostname, path, headers }: Ask): Reply | null {
  const prefix = hostname === breachHost ? /^\/range\/([0-9A-F]{5})$/.exec(path)?.[1] : undefined;
  if (prefix === undefined) return null;
  const found = known.map(([password, count]) => `${hashOf(password)}:${count}`).filter((line) => line.startsWith(prefix)).map((line) => line.slice(5));
  const padding = headers['add-padding'] === 'true' ? ['CNRY-mail-password', ...Array.from({ length: 20 }, (_, at) => `padding ${at}`)].map((text) => `${hashOf(text).slice(5)}:0`) : [];
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: [...found, ...padding].join('\r\n') };
}
