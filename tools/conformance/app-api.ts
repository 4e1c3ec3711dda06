/**
 * The other way in: as an app of the server, through AppAPI. The same clients, other headers.
 * @module
 */

import { e2ee, e2eeCapability } from '../../src/clients/e2ee/e2ee.ts';
import { disabledKeepsFiles, readAppApiVersion, readExAppState } from '../../src/clients/nextcloud/app-api.ts';
import { readCapabilities } from '../../src/clients/nextcloud/capabilities.ts';
import { whoAmI } from '../../src/clients/nextcloud/user.ts';
import { passman } from '../../src/clients/passman/passman.ts';
import { webdav } from '../../src/clients/webdav/webdav.ts';
import type { Server } from '../../src/clients/http.ts';
import { expectThat } from './report.ts';
import type { World } from './world.ts';

/** Acts as the first person. Without the three flags, there is nothing to check. */
export async function checkAppApi({ options, first, report }: World): Promise<void> {
  const { exApp } = options;
  if (exApp === null) return;
  report.chapter('AppAPI');
  const aaVersion = await report.check('the server has AppAPI', () => readAppApiVersion(first.server));
  if (aaVersion === null) return;
  const { userId } = first.user;
  const server: Server = { ...first.server, authentication: { by: 'appapi', appId: exApp.id, appVersion: exApp.version, aaVersion, userId, secret: exApp.secret } };
  const state = await report.check('the app is known and enabled', async () => {
    expectThat((await readExAppState(server)) === 'enabled', 'it is enabled');
    return disabledKeepsFiles(aaVersion) ? `AppAPI ${aaVersion}, where a disabled app keeps its way to files` : `AppAPI ${aaVersion}`;
  });
  if (state === null) return;
  await report.check('OCS: it acts as the person it names', async () => expectThat((await whoAmI(server)).userId === userId, 'the user ids are the same'));
  await report.check('Passman: the same vaults', async () => {
    const [ours, theirs] = [await passman(server).vaults.list(), await passman(first.server).vaults.list()];
    expectThat(ours.map(({ guid }) => guid).join() === theirs.map(({ guid }) => guid).join(), 'the lists are the same');
    return `${ours.length} vaults`;
  });
  await report.check('WebDAV: the same files', async () => `${(await webdav(server, { userId }).list([])).children.length} entries`);
  const capability = e2eeCapability(await readCapabilities(server));
  if (capability === null) report.skip('end-to-end encryption: asks for the private key', 'the app is not there');
  else await report.check('end-to-end encryption: asks for the private key', async () => ((await e2ee(server).keys.privateKey()) === null ? 'there is none' : 'it is there'));
}
