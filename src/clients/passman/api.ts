/**
 * What all Passman calls share: the address of the app, and which quirk means what.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import { hostOf, send, type Answer, type Ask, type Server } from '../http.ts';
import { jsonOf } from '../refusal.ts';

/** `/index.php` works with and without pretty addresses. */
const app = '/index.php/apps/passman';

/**
 * One call below `/api`, e.g. `/v2/vaults`.
 *
 * @returns the JSON of a success; `null` is a success too
 * @throws Failure; `not-found` is the server's own 404 `[]`, `no-passman` a 404 that no app gave
 */
export async function callPassman(server: Server, ask: Ask): Promise<unknown> {
  const answer = await send(server, { ...ask, path: `${app}/api${ask.path}` });
  const host = hostOf(server);
  if (answer.status === 404 && answer.json === undefined) throw new Failure({ kind: 'no-passman', host });
  return jsonOf(server, answer);
}

/** A sharing call: an administrator may have switched sharing off, and some of its 404s are pages. */
export async function callSharing(server: Server, ask: Ask): Promise<unknown> {
  const answer = await send(server, { ...ask, path: `${app}/api/v2/sharing${ask.path}` });
  if (isSwitchedOff(answer)) throw new Failure({ kind: 'forbidden', host: hostOf(server) });
  return jsonOf(server, answer);
}

/** 200 `[]`, told from an empty list by its header alone. */
function isSwitchedOff({ headers }: Answer): boolean {
  return headers.get('Passman-sharing') === 'disabled';
}
