/**
 * Import and export.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import type { ScreenHandlers } from '../answer.ts';
import { compareImport } from '../transfer/compare-import.ts';
import type { App } from './app.ts';
import { whileUnlocked } from './while-unlocked.ts';

type Names = 'compareImport' | 'stageImport' | 'startImport' | 'getImport' | 'cancelImport' | 'resumeImport' | 'undoImport' | 'dismissImport' | 'startExport' | 'readExport';

export function transferHandlers({ session, vaults, imports, exports }: App): Pick<ScreenHandlers, Names> {
  const { used } = whileUnlocked(session);
  return {
    compareImport: used(async ({ vault: id, logins }) => {
      const vault = (await vaults.load()).get(id);
      if (!vault) throw new Failure({ kind: 'gone', what: 'vault' });
      return { compared: await compareImport(logins, vault, vaults) };
    }),
    stageImport: used(async (ask) => ({ id: await imports.stage(ask) })),
    startImport: used(async ({ id }) => ({ run: await imports.start(id) })),
    // Not a use: a tab that only watches must not keep Latchkey open.
    async getImport() {
      if (!(await session.isUnlocked())) throw new Failure({ kind: 'locked' });
      void imports.wake();
      return { run: await imports.run() };
    },
    cancelImport: used(async ({ id }) => ({ run: await imports.cancel(id) })),
    resumeImport: used(async ({ id }) => ({ run: await imports.resume(id) })),
    undoImport: used(async ({ id }) => ({ run: await imports.undo(id) })),
    dismissImport: used(async ({ id }) => {
      await imports.dismiss(id);
      return {};
    }),
    startExport: used((ask) => exports.start(ask)),
    readExport: used(({ id }) => exports.part(id)),
  };
}
