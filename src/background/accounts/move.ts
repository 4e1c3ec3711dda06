/**
 * An account whose server has another address now: what is kept of it stays, since nothing is named after the address.
 * @module
 */

import { whoAmI } from '../../clients/nextcloud/user.ts';
import type { AccountId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { permissionFor, serverOf } from './server-of.ts';
import { agreedServer, probeServer, type SignInWorld } from './sign-in.ts';

/**
 * The new address is asked as nobody first whether there is a Nextcloud; only then does the login go there, which must
 * open the same person's account.
 *
 * @param address - as a person typed it; the permission for it must be there. Never without TLS
 * @throws {Failure} `bad-address`, `plain-http`, `not-nextcloud`, `wrong-login`, … ; then all is as it was
 */
export async function moveAccount(id: AccountId, address: string, world: SignInWorld): Promise<void> {
  const { keyring, permissions } = world;
  const server = agreedServer(address, false);
  const { accounts } = await keyring.contents();
  const account = accounts.find((one) => one.id === id);
  if (!account) throw new Failure({ kind: 'gone', what: 'account' });
  // Signed in there already: two accounts would write the same vaults.
  if (accounts.some((one) => one.server === server && one.userId === account.userId)) throw new Failure({ kind: 'bad-address' });
  const { host } = await probeServer(server, world);
  const { userId } = await whoAmI(await serverOf({ ...account, server }, world));
  if (userId !== account.userId) throw new Failure({ kind: 'wrong-login', host });
  await keyring.change((contents) => ({ ...contents, accounts: contents.accounts.map((one) => (one.id === id && one.server === account.server ? { ...one, server } : one)) }));
  const old = permissionFor(account.server);
  const needed = (await keyring.contents()).accounts.some((one) => permissionFor(one.server) === old);
  // Refused for an origin that came with a wider permission: that one is the person's to take back.
  if (!needed) await permissions.remove({ origins: [old] }).catch(() => false);
}
