/**
 * Changing credentials: forms and their drafts, saving, the trash, undoing.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import type { ScreenHandlers } from '../answer.ts';
import type { App } from './app.ts';

type Names = 'openForm' | 'keepDraft' | 'dropDraft' | 'saveCredential' | 'setTrashed' | 'destroyCredential' | 'duplicateCredential' | 'undo' | 'listVault' | 'getQueue' | 'sendQueue' | 'dismissQueued' | 'generate' | 'getGenerated';

export function writeHandlers(app: App): Pick<ScreenHandlers, Names> {
  const notYet = async (): Promise<never> => {
    await app.session.use();
    throw new Failure({ kind: 'not-allowed' });
  };
  return {
    openForm: notYet, keepDraft: notYet, dropDraft: notYet, saveCredential: notYet, setTrashed: notYet, destroyCredential: notYet, duplicateCredential: notYet,
    undo: notYet, listVault: notYet, getQueue: notYet, sendQueue: notYet, dismissQueued: notYet, generate: notYet, getGenerated: notYet,
  };
}
