/**
 * Making, renaming and deleting vaults, and changing their keys.
 * @module
 */

import type { AppState } from '../../messages/contract.ts';
import type { ScreenHandlers } from '../answer.ts';
import type { App } from './app.ts';

type Names = 'createVault' | 'renameVault' | 'deleteVault' | 'changeVaultKey' | 'controlKeyChange' | 'learnVaultKey';

export function vaultLifeHandlers(app: App): Pick<ScreenHandlers, Names> {
  const { session, vaultLife } = app;
  const { keyChanges } = vaultLife;
  /** Each of them is a use of Latchkey, and ends with the state that the screen shows next. */
  const then = <Ask>(handle: (ask: Ask) => Promise<void>) => async (ask: Ask): Promise<AppState> => {
    await session.use();
    await handle(ask);
    return app.state();
  };
  return {
    async createVault(ask) {
      await session.use();
      const made = await vaultLife.make(ask);
      await session.use();
      return made;
    },
    renameVault: then(({ vault, name }) => vaultLife.rename(vault, name)),
    deleteVault: then(({ vault, confirm }) => vaultLife.remove(vault, confirm)),
    changeVaultKey: then(({ vault, current, next }) => keyChanges.start(vault, current, next)),
    controlKeyChange: then(({ vault, order }) => keyChanges[order](vault)),
    learnVaultKey: then(({ vault, key }) => keyChanges.learnKey(vault, key)),
  };
}
