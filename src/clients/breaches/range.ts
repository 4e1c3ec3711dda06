/**
 * Which passwords are in known breaches, asked by k-anonymity: the server hears the first five digits of a SHA-1,
 * which hundreds of passwords share, and answers with all it knows that begin so.
 * @see https://haveibeenpwned.com/API/v3#PwnedPasswords
 * @module
 */

import { nobody } from '../authentication.ts';
import { hostOf, send, type Server } from '../http.ts';
import { badShape, problemOf } from '../refusal.ts';
import { Failure } from '../../core/problem.ts';

/** Bytes. */
const largestRange = 1_000_000;
/** Lines in one answer; the largest ever seen had about 1,500. */
const mostLines = 20_000;

/**
 * How often each password was seen, by the 35 upper-case hex digits behind the prefix. Padding, whose count is 0,
 * is left out.
 *
 * @param server - its path goes before `/range/`; asked as nobody
 * @param prefix - the first five of the 40 hex digits of the password's SHA-1, upper case
 * @throws Failure `bad-answer` for what is no list of hashes, and everything that can happen on the way
 */
export async function readRange(server: Server, prefix: string): Promise<ReadonlyMap<string, number>> {
  if (!/^[0-9A-F]{5}$/.test(prefix)) throw new Failure({ kind: 'bug' });
  const answer = await send({ ...server, authentication: nobody }, {
    // Padding hides from those who see the size of the answer which prefix was asked for.
    method: 'GET', path: `/range/${prefix}`, headers: { 'Accept': 'text/plain', 'Add-Padding': 'true' }, answerIs: 'text', largest: largestRange,
  });
  if (answer.status !== 200) throw new Failure(problemOf(server, answer));
  if (typeof answer.json !== 'string') throw new Failure({ kind: 'bad-answer', host: hostOf(server), why: 'not-json' });
  const lines = answer.json.split(/\r?\n/).filter((line) => line !== '');
  if (lines.length > mostLines) throw new Failure({ kind: 'bad-answer', host: hostOf(server), why: 'too-large' });
  const counts = new Map<string, number>();
  for (const line of lines) {
    const [, suffix, count] = /^([0-9A-Fa-f]{35}):(\d{1,12})$/.exec(line.trim()) ?? [];
    if (suffix === undefined || count === undefined) throw badShape(server);
    if (Number(count) > 0) counts.set(suffix.toUpperCase(), Number(count));
  }
  return counts;
}
