/**
 * Replaces an account's app password, e.g. where somebody may have seen it.
 *
 * The old one dies with the request, and the new one comes in its answer alone. So what is being done is kept first: when
 * the answer is lost, the next refresh finds out whether the old one still opens the account.
 * @see contracts: AppAPI §8.3
 * @module
 */

import { rotate } from '../../clients/nextcloud/app-password.ts';
import type { AccountId } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import type { Account } from '../session/contents.ts';
import type { Keyring } from '../session/keyring.ts';
import { serverOf } from './server-of.ts';
import type { SignInWorld } from './sign-in.ts';

/** @throws {Failure} what went wrong; then nobody knows which one holds until {@link settleRotation} */
export async function rotateAppPassword(id: AccountId, world: SignInWorld): Promise<void> {
  const account = (await world.keyring.contents()).accounts.find((one) => one.id === id);
  if (!account) throw new Failure({ kind: 'gone', what: 'account' });
  if (account.appApi !== undefined) throw new Failure({ kind: 'not-allowed' });
  const server = await serverOf(account, world);
  await changeAccount(account, world.keyring, (one) => ({ ...one, rotating: true }));
  const appPassword = await rotate(server);
  await changeAccount(account, world.keyring, (one) => ({ ...settled(one), appPassword }));
}

/**
 * What became of a new app password whose answer was lost, by how the server takes the old one.
 *
 * @param problem - what the server said of it; null: it opens the account, so it was never replaced
 * @returns what to tell the person
 */
export async function settleRotation(account: Account, keyring: Keyring, problem: Problem | null): Promise<Problem | null> {
  if (account.rotating !== true) return problem;
  if (problem === null) await changeAccount(account, keyring, settled);
  return problem?.kind === 'signed-out' ? { kind: 'password-lost', host: problem.host } : problem;
}

/** Unless somebody has signed in anew meanwhile. */
async function changeAccount({ id, appPassword }: Account, keyring: Keyring, edit: (account: Account) => Account): Promise<void> {
  await keyring.change((contents) => ({
    ...contents, accounts: contents.accounts.map((one) => (one.id === id && one.appPassword === appPassword ? edit(one) : one)),
  }));
}

function settled(account: Account): Account {
  const rest = { ...account };
  Reflect.deleteProperty(rest, 'rotating');
  return rest;
}
