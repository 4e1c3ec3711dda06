/**
 * The door before handlers of what is secret: each request through it counts as use, and none passes while Latchkey is locked.
 * @module
 */

import type { Nothing } from '../../messages/contract.ts';
import type { Session } from '../session/session.ts';

type Handle<Ask, Reply> = (ask: Ask) => Promise<Reply> | Reply;

export interface WhileUnlocked {
  /** @throws {Failure} `locked` */
  used: <Ask, Reply>(handle: Handle<Ask, Reply>) => (ask: Ask) => Promise<Reply>;
  /** The same, where there is nothing to answer. @throws {Failure} `locked` */
  done: <Ask>(handle: Handle<Ask, void>) => (ask: Ask) => Promise<Nothing>;
}

export function whileUnlocked(session: Pick<Session, 'use'>): WhileUnlocked {
  const used: WhileUnlocked['used'] = (handle) => async (ask) => {
    await session.use();
    return handle(ask);
  };
  const done: WhileUnlocked['done'] = (handle) => used(async (ask) => {
    await handle(ask);
    return {};
  });
  return { used, done };
}
