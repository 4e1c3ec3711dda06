/**
 * A live server in place of the embedded cloud: whose it is, and a throw-away vault on it.
 * @module
 */
import { basic } from '../../src/clients/authentication.ts';
import { e2ee } from '../../src/clients/e2ee/e2ee.ts';
import { passman } from '../../src/clients/passman/passman.ts';
import { webdav } from '../../src/clients/webdav/webdav.ts';
import { readServerAddress } from '../../src/core/server-address.ts';
import { sealLogins, type SeedLogin } from './seed.ts';

export interface LiveServer {
  /** Base address without a trailing slash. */
  server: string;
  userId: string;
  password: string;
}

/** As `LATCHKEY_SERVER`, `LATCHKEY_USER` and `LATCHKEY_PASSWORD` say, or null. @throws when only some of them are set */
export function liveServer(): LiveServer | null {
  const { LATCHKEY_SERVER: server, LATCHKEY_USER: userId, LATCHKEY_PASSWORD: password } = process.env;
  if (server === undefined && userId === undefined && password === undefined) return null;
  if (!server || !userId || !password) throw new Error('A live server needs all of LATCHKEY_SERVER, LATCHKEY_USER and LATCHKEY_PASSWORD.');
  const address = readServerAddress(server);
  if (!address) throw new Error('LATCHKEY_SERVER is no address of a server.');
  return { server: address.server, userId, password };
}

export interface LiveVault {
  /** In the order of the logins. */
  guids: readonly string[];
  /** Removes it with all that is in it. */
  remove: () => Promise<void>;
}

/** Makes a vault with these logins. If that fails midway, what there is of it is removed. */
export async function makeLiveVault({ server, userId, password }: LiveServer, { name, key, logins }: { name: string; key: string; logins: readonly SeedLogin[] }): Promise<LiveVault> {
  const { vaults, credentials } = passman({ server, authentication: basic(userId, password), fetch });
  const { guid, vaultId } = await vaults.create(name);
  const remove = async (): Promise<void> => { await vaults.remove(guid); };
  try {
    const guids: string[] = [];
    // One after the other: the server numbers them in the order of arrival.
    for (const login of await sealLogins(key, logins)) {
      const made = await credentials.create({ ...login, vault_id: vaultId, icon: null, hidden: false, renew_interval: null, expire_time: 0, delete_time: 0 });
      guids.push(made.guid);
    }
    return { guids, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A second person on the same server, as `LATCHKEY_USER2` and `LATCHKEY_PASSWORD2` say, or null. */
export function secondOn({ server }: LiveServer): LiveServer | null {
  const { LATCHKEY_USER2: userId, LATCHKEY_PASSWORD2: password } = process.env;
  return userId && password ? { server, userId, password } : null;
}

/** End-to-end encryption of an account that has none yet, for as long as a test takes. */
export interface LiveEncryption {
  /** Whether it has keys, which are then left alone. */
  keysExist: () => Promise<boolean>;
  removeKeys: () => Promise<void>;
  /** What is at the top of the account's files. */
  names: () => Promise<string[]>;
}

export function liveEncryption({ server, userId, password }: LiveServer): LiveEncryption {
  const login = { server, authentication: basic(userId, password), fetch };
  const { keys } = e2ee(login);
  return {
    keysExist: async () => (await keys.privateKey()) !== null || (await keys.certificates([])) !== null,
    async removeKeys() {
      await keys.removePrivateKey();
      await keys.removeCertificate();
    },
    names: async () => (await webdav(login, { userId }).list([])).children.map(({ path }) => path.join('/')).sort(),
  };
}
