/**
 * Opens a Chromium that is signed in to the demo, on the shop's login page, and says what to try.
 * @module
 */
import { demoShopUrl, demoUser, demoVaults } from '../../src/demo-server/demo-data.ts';
import type { Cloud } from '../../src/demo-server/cloud.ts';
import { openApp, openVault, signIn } from '../driver/app.ts';
import { cloudAddress, openDemoBrowser } from './demo.ts';

const { personal, work } = demoVaults;

/** Ends when the person closes the browser, or presses Ctrl-C here. @returns the exit code */
export async function tryItByHand(cloud: Cloud): Promise<number> {
  console.log('Opening Chromium …');
  const driven = await openDemoBrowser(cloud, false);
  const closed = new Promise<void>((resolve) => {
    driven.context.on('close', () => resolve());
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  const app = await openApp(driven);
  await signIn(app, { server: `https://${cloudAddress}`, loginName: demoUser.userId, password: demoUser.password });
  await openVault(app, personal.name, personal.vaultKey);
  const shop = await driven.context.newPage();
  await Promise.all(driven.context.pages().filter((page) => page !== shop && page.url() === 'about:blank').map((page) => page.close()));
  await shop.goto(demoShopUrl);
  await shop.bringToFront();
  console.log(`
Latchkey is signed in to a small Nextcloud on this machine, and the vault “${personal.name}” is open. Try:

  1. On the shop's login page, click Latchkey in the toolbar (behind the puzzle piece), or press Alt+Shift+L.
     The logins of the shop are there, the first one is chosen: Enter fills it. Then sign in.
  2. Press Alt+Shift+L and type: the whole vault is searched. The arrow keys move, → shows the details.
  3. Lock it (the padlock in the popup) and open it again. The key is: ${personal.vaultKey}
  4. In the options, open the vault “${work.name}” too. Its key is: ${work.vaultKey}
  5. More pages to fill: https://mail.example/login  https://mail.example/otp  http://shop.example/login (refused)

The Nextcloud is at https://${cloudAddress} (${demoUser.userId} / ${demoUser.password}). All addresses lead to this machine, only in this browser.
Close the browser, or press Ctrl-C here, to end.`);
  await closed;
  await driven.close().catch(() => undefined);
  return 0;
}
