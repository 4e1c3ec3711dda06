/**
 * Signing in as an app of the server, through AppAPI.
 * @module
 */

import { checkExApp, commandWithSecret, pairExApp, proposeExApp } from '../accounts/ex-app.ts';
import type { SignInWorld } from '../accounts/sign-in.ts';
import type { ScreenHandlers } from '../answer.ts';
import { copySecret } from '../copy-secret.ts';
import type { App } from './app.ts';

type Names = 'proposeExApp' | 'copyExAppCommand' | 'pairExApp' | 'checkExApp';

export function exAppHandlers(app: App): Pick<ScreenHandlers, Names> {
  const { session, servers } = app;
  const world: SignInWorld = { ...servers, keyring: session.keyring };
  const signedIn = async (): Promise<void> => {
    await app.refresh.all();
    app.changed();
  };
  return {
    async proposeExApp({ server }) {
      await session.use();
      return proposeExApp(server, world);
    },
    async copyExAppCommand({ server }) {
      await session.use();
      return copySecret(await commandWithSecret(server, world), app);
    },
    async pairExApp(ask) {
      await session.use();
      const account = await pairExApp(ask, world);
      if (account !== null) await signedIn();
      return { account };
    },
    async checkExApp({ account }) {
      await session.use();
      await checkExApp(account, world);
      await signedIn();
      return {};
    },
  };
}
