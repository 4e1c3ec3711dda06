/**
 * The contract's part about accounts, signing in and the lock.
 * @module
 */

import type { AccountId } from '../core/ids.ts';
import type { Problem } from '../core/problem.ts';
import type { Nothing } from './contract.ts';
import type { AppState } from './state-contract.ts';

/** A server that answered. `origin` is what a permission must be asked for. */
export interface ServerProbe {
  /** Base address without a trailing slash. */
  server: string;
  host: string;
  productName: string;
  version: string;
  plainHttp: boolean;
  /** What this browser proposes to be called in the server's list of devices. */
  deviceName: string;
}

/** How far the sign-in with the browser has come. */
export interface LoginFlow {
  /** Changes whenever the flow moves on. */
  state: 'none' | 'waiting' | 'done' | 'failed';
  host: string;
  /** Milliseconds since 1970. */
  expiresAt: number | null;
  problem: Problem | null;
  account: AccountId | null;
}

/** What an administrator registers on the server, so that Latchkey may sign in as an app. Its secret stays in the background. */
export interface ExAppProposal {
  server: string;
  host: string;
  appId: string;
  appVersion: string;
  /** In this version of Nextcloud, switching the app off does not shut it out of files. */
  keepsFilesWhenDisabled: boolean;
}

export interface AccountRequests {
  /** Reads `status.php`; the screen must hold the permission for the origin already. */
  probeServer: { ask: { address: string }; reply: ServerProbe };
  /** Starts Login Flow v2 and opens its page in a tab. `acceptPlainHttp` is the person's explicit yes; `deviceName`: as {@link ServerProbe} proposes it, or as a person wants it. */
  startLoginFlow: { ask: { server: string; acceptPlainHttp: boolean; deviceName?: string | undefined }; reply: LoginFlow };
  getLoginFlow: { ask: Nothing; reply: LoginFlow };
  cancelLoginFlow: { ask: Nothing; reply: LoginFlow };
  /** With an app password, or with a real one, which is exchanged at once and forgotten. */
  signIn: { ask: { server: string; loginName: string; password: string; acceptPlainHttp: boolean; deviceName?: string | undefined }; reply: { account: AccountId } };
  /** The same one again until it is paired. @throws `no-app-api`, `plain-http` */
  proposeExApp: { ask: { server: string }; reply: ExAppProposal };
  /** Copies the command that registers it, with the secret. `clearsAt` null: it stays. */
  copyExAppCommand: { ask: { server: string }; reply: { clearsAt: number | null } };
  /** `understood`: every warning was ticked. `account` null: the user is an administrator, and `confirmAdmin` isn't the user id once more. */
  pairExApp: { ask: { server: string; userId: string; confirmAdmin: string; understood: true }; reply: { account: AccountId | null } };
  /** Asks a server that has refused the app once more. @throws `app-refused`, `app-disabled`, `throttled` */
  checkExApp: { ask: { account: AccountId }; reply: Nothing };
  /** Another app password for this account: the old one dies at once. When the answer is lost, the account's problem says what became of it. */
  rotateAppPassword: { ask: { account: AccountId }; reply: Nothing };
  /** To its server's new address, whose permission the screen must hold. @throws `wrong-login`: it is somebody else's account there */
  moveAccount: { ask: { account: AccountId; address: string }; reply: Nothing };
  /** Revokes the app password and removes every trace. `revoked: false`: the server could not be told, or the secret of an app is still good there. @throws `unsent`: writes wait, and `discard` doesn't say that they may be lost */
  signOut: { ask: { account: AccountId; discard?: boolean | undefined }; reply: { revoked: boolean } };

  // Lock
  /** Opens the keyring, and every vault whose key it holds. */
  unlock: { ask: { password: string }; reply: AppState };
  lock: { ask: Nothing; reply: AppState };
  changeUnlockPassword: { ask: { current: string; next: string }; reply: Nothing };
  /** Forgets everything that is kept here; `confirm` is what the person typed. Nothing on a server is touched. */
  startOver: { ask: { confirm: string }; reply: AppState };
}
