/**
 * For tests: every call of the Nextcloud clients, with arguments that any server could be asked with.
 * @module
 */

import { isAccountId, isGuid } from '../core/ids.ts';
import { e2ee, e2eeCapability } from './e2ee/e2ee.ts';
import type { Server } from './http.ts';
import { confirmWiped, exchangePassword, revoke, rotate, wipeRequested } from './nextcloud/app-password.ts';
import { readCapabilities } from './nextcloud/capabilities.ts';
import { beginLogin, pollLogin } from './nextcloud/login-flow.ts';
import { shares } from './nextcloud/shares.ts';
import { readStatus } from './nextcloud/status.ts';
import { whoAmI } from './nextcloud/user.ts';
import { passman } from './passman/passman.ts';
import { webdav } from './webdav/webdav.ts';

export const sampleItem = known('53B34339-450C-411A-AD2A-1A97BB95BD7F', isGuid);
export const sampleAccount = known('aaaaaaaa', isAccountId);
const owner = { userId: 'alice' };
const file = { filename: 'n', data: 'd', mimetype: 'text/plain', size: 1 };

/** Every call that reads an answer. */
export const everyCall: readonly ((server: Server) => Promise<unknown>)[] = [
  readStatus, readCapabilities, whoAmI, exchangePassword, rotate, revoke, beginLogin,
  (server) => wipeRequested(server, 'app password'),
  (server) => confirmWiped(server, 'app password'),
  (server) => pollLogin(server, { token: 't', endpoint: `${server.server}/index.php/login/v2/poll` }),
  (server) => passman(server).version(),
  (server) => passman(server).settings(),
  (server) => passman(server).vaults.list(),
  (server) => passman(server).vaults.get(sampleItem),
  (server) => passman(server).vaults.create('a vault'),
  (server) => passman(server).vaults.remove(sampleItem),
  (server) => passman(server).credentials.get(sampleItem),
  (server) => passman(server).credentials.remove(sampleItem),
  (server) => passman(server).revisions.list(sampleItem),
  (server) => passman(server).files.get(1),
  (server) => passman(server).files.create(file),
  (server) => passman(server).files.removeMany([1]),
  (server) => passman(server).sharing.search('bob'),
  (server) => passman(server).sharing.vaultsOf('bob'),
  (server) => passman(server).sharing.share({ itemId: 1, itemGuid: sampleItem, permissions: 1, vaults: [] }),
  (server) => passman(server).sharing.pending(),
  (server) => passman(server).sharing.itemsIn(sampleItem),
  (server) => passman(server).sharing.accessesIn(sampleItem),
  (server) => passman(server).sharing.accessesOf(sampleItem),
  (server) => passman(server).sharing.setPermissions(sampleItem, 'bob', 1),
  (server) => passman(server).sharing.readPublished(sampleItem),
  (server) => passman(server).sharing.readFile(sampleItem, sampleItem),
  async (server) => e2eeCapability(await readCapabilities(server)),
  (server) => e2ee(server).keys.serverKey(),
  (server) => e2ee(server).keys.certificates(['alice', 'bob']),
  (server) => e2ee(server).keys.makeCertificate('csr'),
  (server) => e2ee(server).keys.privateKey(),
  (server) => e2ee(server).keys.removePrivateKey(),
  (server) => e2ee(server).folders.mark(1),
  (server) => e2ee(server).folders.lock(1, 1),
  (server) => e2ee(server).folders.abort(1, 'token'),
  (server) => e2ee(server).folders.read(1),
  (server) => e2ee(server).folders.create(1, { text: '{}', signature: 's' }, 'token'),
  (server) => e2ee(server).folders.addDrop(1, '{}'),
  (server) => e2ee(server).folders.removeEverything(),
  (server) => e2ee(server).legacy.read(1),
  (server) => e2ee(server).legacy.lock(1),
  (server) => shares(server).search('bob'),
  (server) => shares(server).of(['Secret']),
  (server) => shares(server).create({ kind: 'person', userId: 'bob', path: ['Secret'], permissions: 31 }),
  (server) => webdav(server, owner).list(['Secret']),
  (server) => webdav(server, owner).lookWithMetadata(['Secret']),
  (server) => webdav(server, owner).exists(['Secret']),
  (server) => webdav(server, owner).makeFolder(['Secret']),
  (server) => webdav(server, owner).write(['Secret', 'x'], new Blob(['x'])),
  async (server) => new Response((await webdav(server, owner).read(['Secret', 'x'])).body).arrayBuffer(),
];

function known<Id extends string>(text: string, is: (text: string) => text is Id): Id {
  if (!is(text)) throw new Error(`${text} is no such id.`);
  return text;
}
