/**
 * Signing in to servers and out of them.
 * @module
 */

import { revoke } from '../../clients/nextcloud/app-password.ts';
import { Failure } from '../../core/problem.ts';
import { agreedServer, probeServer, signInTyped, type SignInWorld } from '../accounts/sign-in.ts';
import { moveAccount } from '../accounts/move.ts';
import { ownDeviceName } from '../accounts/own-device.ts';
import { rotateAppPassword } from '../accounts/rotate.ts';
import { serverOf } from '../accounts/server-of.ts';
import type { ScreenHandlers } from '../answer.ts';
import type { App } from './app.ts';

type Names = 'probeServer' | 'startLoginFlow' | 'getLoginFlow' | 'cancelLoginFlow' | 'signIn' | 'rotateAppPassword' | 'moveAccount' | 'signOut';

export function accountHandlers(app: App): Pick<ScreenHandlers, Names> {
  const { session, loginFlows, servers } = app;
  const world: SignInWorld = { ...servers, keyring: session.keyring };
  return {
    probeServer: async ({ address }) => ({ ...(await probeServer(address, servers)), deviceName: await ownDeviceName() }),
    async startLoginFlow({ server, acceptPlainHttp, deviceName }) {
      await session.use();
      return loginFlows.begin(agreedServer(server, acceptPlainHttp), deviceName ?? await ownDeviceName());
    },
    getLoginFlow: () => loginFlows.current(),
    cancelLoginFlow: () => loginFlows.cancel(),
    async signIn({ server, loginName, password, acceptPlainHttp, deviceName }) {
      await session.use();
      const account = await signInTyped({ server: agreedServer(server, acceptPlainHttp), loginName, password, deviceName: deviceName ?? await ownDeviceName() }, world);
      await app.refresh.all();
      app.changed();
      return { account };
    },
    async rotateAppPassword({ account }) {
      await session.use();
      // Whatever came of it, the refresh finds out which one holds, and shows it.
      await rotateAppPassword(account, world).finally(() => app.refresh.all());
      return {};
    },
    async moveAccount({ account, address }) {
      await session.use();
      await moveAccount(account, address, world);
      await app.refresh.all();
      return {};
    },
    async signOut({ account: id, discard = false }) {
      await session.use();
      const account = (await session.keyring.contents()).accounts.find((each) => each.id === id);
      if (!account) throw new Failure({ kind: 'gone', what: 'account' });
      const unsent = await app.writes.drafting.unsentOf(id);
      if (!discard && unsent.writes + unsent.drafts > 0) throw new Failure({ kind: 'unsent', ...unsent });
      // Revoked first: afterwards nobody could do it any more. A server that can't be told doesn't keep anybody signed in here.
      // An app's secret is the administrator's to take back.
      const revoked = account.appApi === undefined && await serverOf(account, servers).then(revoke).then(() => true, (error: unknown) => isOver(error));
      await app.forget.account(account);
      app.changed();
      return { revoked };
    },
  };
}

/** An app password that the server refuses already is revoked. */
function isOver(error: unknown): boolean {
  return error instanceof Failure && error.problem.kind === 'signed-out';
}
