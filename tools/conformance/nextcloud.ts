/**
 * Nextcloud itself: what it is, who we are, and the login flow up to where a person is needed.
 * @module
 */

import { nobody } from '../../src/clients/authentication.ts';
import { readCapabilities } from '../../src/clients/nextcloud/capabilities.ts';
import { exchangePassword, revoke } from '../../src/clients/nextcloud/app-password.ts';
import { beginLogin, pollLogin } from '../../src/clients/nextcloud/login-flow.ts';
import { readStatus } from '../../src/clients/nextcloud/status.ts';
import { whoAmI } from '../../src/clients/nextcloud/user.ts';
import type { Server } from '../../src/clients/http.ts';
import type { Login } from './options.ts';
import { expectThat } from './report.ts';
import { personOf, serverFor, type Person, type World } from './world.ts';

/** @returns false if there is no point in going on */
export async function checkServer({ options, fetch, report }: Pick<World, 'options' | 'fetch' | 'report'>): Promise<boolean> {
  const server = { server: options.server, authentication: nobody, fetch };
  report.chapter('Nextcloud');
  const status = await report.check('status.php says what it is', async () => {
    const { productName, version, maintenance } = await readStatus(server);
    expectThat(!maintenance, 'it is not in maintenance');
    return `${productName} ${version}`;
  });
  if (status === null) return false;
  await report.check('capabilities without a login', async () => `version ${(await readCapabilities(server)).majorVersion}`);
  return true;
}

/**
 * Signs in as the product does: a real password is traded for an app password at once.
 *
 * @returns null if that failed
 */
export async function signIn(world: Omit<World, 'first' | 'second'>, login: Login): Promise<Person | null> {
  const { report, cleanup } = world;
  const typed = { ...serverFor(world, login), refusal: 'wrong-login' as const };
  const minted = await report.check(`${login.name} trades the password for an app password`, async () => {
    const password = await exchangePassword(typed, 'Latchkey conformance');
    return { password };
  });
  if (minted === null) return null;
  const used = { name: login.name, password: minted.password ?? login.password };
  const server = serverFor(world, used);
  if (minted.password !== null) cleanup.later(`revoke the app password of ${login.name}`, () => revoke(server));
  const user = await report.check(`${login.name} is who the app password says`, () => whoAmI(server));
  return user === null ? null : personOf(server, user, { login: used, minted: minted.password !== null });
}

export async function checkLoginFlow({ first, report }: World): Promise<void> {
  report.chapter('Login Flow v2');
  const begun = await report.check('begins at addresses of this server', () => beginLogin(first.server, 'Latchkey conformance'));
  if (begun === null) return;
  await report.check('is pending until a person grants it', async () => {
    expectThat((await pollLogin(first.server, begun.poll)) === null, 'there is nothing yet');
  });
}

export async function checkCapabilities({ first, report }: World): Promise<void> {
  await report.check('capabilities of somebody who is signed in', async () => {
    const { majorVersion, apps } = await readCapabilities(first.server);
    expectThat(apps.has('core'), 'the core is among them');
    const delay = delayIn(apps);
    return `version ${majorVersion}, ${apps.size} apps${delay > 0 ? `; it delays each answer by ${delay} ms, since logins were refused` : ''}`;
  });
}

/** Milliseconds by which the server delays each answer to this machine, since logins were refused; 0 where it says nothing. */
export async function bruteForceDelay(server: Server): Promise<number> {
  return delayIn((await readCapabilities(server)).apps);
}

function delayIn(apps: ReadonlyMap<string, unknown>): number {
  const told = apps.get('bruteforce');
  const delay: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'delay') : 0;
  return typeof delay === 'number' ? delay : 0;
}
