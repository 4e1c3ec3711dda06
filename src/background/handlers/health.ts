/**
 * The health check: what is known of all passwords, and which of them are known from breaches.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import type { HealthView } from '../../messages/contract.ts';
import type { ScreenHandlers } from '../answer.ts';
import type { VaultNames } from '../rows.ts';
import type { App } from './app.ts';

type Names = 'getHealth' | 'checkHealth' | 'cancelHealth' | 'listReused' | 'setBreachService' | 'checkBreaches';

export function healthHandlers({ session, health, breaches }: App): Pick<ScreenHandlers, Names> {
  const view = async (): Promise<HealthView> => health.view(await breaches.view());
  return {
    async getHealth() {
      // No `use`: a page that watches a long check must not keep Latchkey open.
      if (!(await session.isUnlocked())) throw new Failure({ kind: 'locked' });
      return view();
    },
    async checkHealth() {
      await session.use();
      void health.check();
      return view();
    },
    async cancelHealth() {
      await session.use();
      health.cancel();
      breaches.cancel();
      return view();
    },
    async listReused(ask) {
      await session.use();
      const names: VaultNames = new Map((await session.keyring.contents()).vaults.map(({ id, name }) => [id, name]));
      return health.reused(ask, names);
    },
    async setBreachService({ service }) {
      await session.use();
      await breaches.choose(service);
      return view();
    },
    async checkBreaches() {
      await session.use();
      void breaches.check();
      return view();
    },
  };
}
