/**
 * The end of an app password, and what a wrong one gets. Runs last: every refusal counts towards the
 * server's brute-force protection.
 * @module
 */

import { exchangePassword, revoke, rotate, wipeRequested } from '../../src/clients/nextcloud/app-password.ts';
import { whoAmI } from '../../src/clients/nextcloud/user.ts';
import { bruteForceDelay } from './nextcloud.ts';
import { expectRefusal, expectThat } from './report.ts';
import { serverFor, type World } from './world.ts';

export async function checkAppPassword(world: World): Promise<void> {
  const { first, report } = world;
  report.chapter('App passwords');
  await report.check('an app password cannot mint another', async () => {
    expectThat((await exchangePassword(first.server)) === null, 'the server says that it is one already');
  });
  await report.check('nobody asked for this device to be wiped', async () => {
    expectThat(!(await wipeRequested(first.server, first.login.password)), 'there is no such wish');
  });
  if (!first.minted) {
    report.skip('rotate and revoke', 'the password given is an app password, which stays as it is');
    return;
  }
  const minted = await report.check('another one is made from the password', async () => ({ password: await exchangePassword(serverFor(world, world.options.first)) }));
  if (minted?.password) await checkLife(world, minted.password);
}

async function checkLife(world: World, password: string): Promise<void> {
  const { first, report, cleanup } = world;
  const old = serverFor(world, { name: first.login.name, password });
  const oldIsGone = cleanup.later('revoke the other app password', () => revoke(old));
  const renewed = await report.check('it is rotated', async () => ({ password: await rotate(old) }));
  if (renewed === null) return;
  oldIsGone();
  const server = serverFor(world, { name: first.login.name, password: renewed.password });
  const isGone = cleanup.later('revoke the rotated app password', () => revoke(server));
  await report.check('the new one signs in', async () => {
    expectThat((await whoAmI(server)).userId === first.user.userId, 'it is the same person');
  });
  await report.check('the old one is refused', () => expectRefusal(whoAmI(old), 'signed-out'));
  await report.check('the new one is revoked', async () => {
    await revoke(server);
    isGone();
  });
  await report.check('once revoked it is refused', () => expectRefusal(whoAmI(server), 'signed-out'));
}

/** Milliseconds. The server doubles the delay at each refusal, up to 25 s, and then answers no more. */
const mostDelay = 5000;

/** The one wrong password of a run. */
export async function checkWrongPassword(world: World): Promise<void> {
  const { first, options, report } = world;
  report.chapter('A wrong password');
  if ((await bruteForceDelay(first.server).catch(() => 0)) > mostDelay) {
    report.skip('is refused', 'the server has refused so many logins lately that another one could shut this machine out');
    return;
  }
  await report.check('is refused, and told from other trouble', () => {
    const server = { ...serverFor(world, { name: options.first.name, password: `wrong ${crypto.randomUUID()}` }), refusal: 'wrong-login' as const };
    return expectRefusal(whoAmI(server), 'wrong-login');
  });
}
