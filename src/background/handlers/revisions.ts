/**
 * What a credential was before.
 * @module
 */

import type { ScreenHandlers } from '../answer.ts';
import type { App } from './app.ts';
import { whileUnlocked } from './while-unlocked.ts';

type Names = 'getRevisions' | 'compareRevision' | 'revealRevision' | 'restoreRevision' | 'deleteRevision' | 'keepRevision';

export function revisionHandlers({ session, revisions }: App): Pick<ScreenHandlers, Names> {
  const { used } = whileUnlocked(session);
  return {
    getRevisions: used(({ credential }) => revisions.list(credential)),
    compareRevision: used(({ credential, revision }) => revisions.compare(credential, revision)),
    revealRevision: used(async ({ credential, revision, ...what }) => ({ value: await revisions.reveal(credential, revision, what) })),
    restoreRevision: used(({ credential, revision }) => revisions.restore(credential, revision)),
    deleteRevision: used(async ({ credential, revision }) => {
      await revisions.remove(credential, revision);
      return {};
    }),
    keepRevision: used(async ({ credential, revision }) => {
      await revisions.keep(credential, revision);
      return {};
    }),
  };
}
