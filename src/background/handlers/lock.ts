/**
 * Unlocking and locking.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import type { ScreenHandlers } from '../answer.ts';
import type { App } from './app.ts';

/** What a person types to forget everything, in any language. */
export const startOverWord = 'LATCHKEY';

type Names = 'getState' | 'unlock' | 'lock' | 'changeUnlockPassword' | 'startOver' | 'saveSettings';

export function lockHandlers(app: App): Pick<ScreenHandlers, Names> {
  const { session } = app;
  return {
    getState: () => app.state(),
    async unlock({ password }) {
      await session.unlock(password);
      return app.state();
    },
    async lock() {
      await session.lock();
      return app.state();
    },
    async changeUnlockPassword({ current, next }) {
      await session.use();
      await session.keyring.changePassword(current, next);
      return {};
    },
    async startOver({ confirm }) {
      if (confirm.trim().toUpperCase() !== startOverWord) throw new Failure({ kind: 'not-allowed' });
      await app.forget.everything();
      return app.state();
    },
    async saveSettings({ settings }) {
      await session.use();
      await app.settings.write(settings);
      // Once more: the new time counts from now on, not from the next use.
      await session.use();
      await app.applySettings();
      app.changed();
      return app.state();
    },
  };
}
