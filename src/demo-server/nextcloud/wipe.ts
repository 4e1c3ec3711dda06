/**
 * Remote wipe: a client whose app password was refused asks whether its owner wants the device emptied.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { formOf, parametersOf } from '../http/ask.ts';
import { internalError, json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { People } from './people.ts';

export function answerWipe(step: 'check' | 'success', ask: Ask, people: People): Reply {
  const token = formOf(ask).get('token') ?? parametersOf(ask)['token'];
  if (typeof token !== 'string') return internalError();
  const row = people.appPasswords.find((candidate) => candidate.token === token && candidate.wipe);
  if (row === undefined) return json([], 404);
  if (step === 'check') return json({ wipe: true });
  people.revoke(token);
  return json([]);
}
