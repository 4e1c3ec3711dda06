/**
 * Changing credentials: forms and their drafts, saving, the trash, undoing.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import type { ScreenHandlers } from '../answer.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { takePicture } from '../writes/clash-picture.ts';
import type { App } from './app.ts';
import { whileUnlocked } from './while-unlocked.ts';

type Names = 'openForm' | 'keepDraft' | 'dropDraft' | 'saveCredential' | 'setTrashed' | 'destroyCredential' | 'duplicateCredential' | 'undo'
  | 'getDrafts' | 'getQueue' | 'sendQueue' | 'dismissQueued' | 'takePicture';

export function writeHandlers(app: App): Pick<ScreenHandlers, Names> {
  const { session, writes } = app;
  const asTyped = oneAtATime();
  const { used } = whileUnlocked(session);
  return {
    openForm: used((ask) => writes.openForm(ask)),
    // Also while it is locked: what was typed until then must not be lost. It puts the deadline off where it isn't.
    // A form sends them without waiting: an earlier keystroke must not come last.
    keepDraft: (ask) => asTyped(async () => {
      await session.use().catch((error: unknown) => {
        if (!(error instanceof Failure && error.problem.kind === 'locked')) throw error;
      });
      await writes.drafting.keep(ask);
      return {};
    }),
    getDrafts: used(async () => ({ drafts: await writes.drafting.list() })),
    dropDraft: used(async ({ credential, vault }) => {
      await writes.drafts.drop(credential && (await writes.journal.resolve(credential)), vault);
      return {};
    }),
    saveCredential: used((ask) => writes.save(ask)),
    setTrashed: used((ask) => writes.setTrashed(ask)),
    destroyCredential: used((ask) => writes.destroy(ask)),
    duplicateCredential: used((ask) => writes.duplicate(ask)),
    undo: used((ask) => writes.undo(ask)),
    getQueue: used(async () => ({ writes: await writes.queue(), clashes: await writes.notices.clashes(), unreadable: await writes.notices.unreadable() })),
    sendQueue: used(async () => {
      await writes.sendAll();
      return { writes: await writes.queue() };
    }),
    dismissQueued: used(async (ask) => {
      await writes.dismiss(ask);
      return {};
    }),
    takePicture: used(({ id }) => takePicture(id, writes)),
  };
}
