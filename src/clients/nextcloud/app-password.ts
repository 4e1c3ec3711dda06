/**
 * The life of an app password: made from a real one, renewed, revoked, wiped.
 * @see contracts: Nextcloud §8.2, §8.3
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { nobody } from '../authentication.ts';
import { send, type Server } from '../http.ts';
import { problemOf } from '../refusal.ts';
import { readShape } from '../shapes.ts';
import { ocsData, sendOcs } from './ocs.ts';

const minted = v.object({ apppassword: v.pipe(v.string(), v.minLength(8), v.maxLength(1024)) });
const wipe = v.object({ wipe: v.boolean() });

/**
 * Turns the real password that the server object carries into an app password. A 401 means a login
 * that was just typed is wrong, or that two-factor asks for the login flow.
 *
 * @param deviceName - shown in the person's list of devices, where the browser lets us say it
 * @returns null if it was an app password already: keep that one
 * @throws Failure `wrong-login`, `needs-login-flow`, …
 */
export async function exchangePassword(server: Server, deviceName = 'Latchkey'): Promise<string | null> {
  const signingIn: Server = { ...server, refusal: 'wrong-login' };
  const answer = await sendOcs(signingIn, { method: 'GET', path: '/core/getapppassword', headers: { 'User-Agent': deviceName } });
  if (answer.status === 403) return null;
  return readShape(server, minted, ocsData(signingIn, answer)).apppassword;
}

/** Replaces the app password; the old one stops working at once. @returns the new one */
export async function rotate(server: Server): Promise<string> {
  const answer = await sendOcs(server, { method: 'POST', path: '/core/apppassword/rotate' });
  return readShape(server, minted, ocsData(server, answer)).apppassword;
}

/** Makes the app password worthless. One that is so already counts as revoked. */
export async function revoke(server: Server): Promise<void> {
  const answer = await sendOcs(server, { method: 'DELETE', path: '/core/apppassword' });
  if (answer.status !== 200 && answer.status !== 401) throw new Failure(problemOf(server, answer));
}

/** Whether the person asked for this device to be wiped. Worth asking after a 401. */
export async function wipeRequested(server: Server, appPassword: string): Promise<boolean> {
  const answer = await send(asNobody(server), { method: 'POST', path: '/index.php/core/wipe/check', form: { token: appPassword } });
  if (answer.status === 404) return false;
  if (answer.status !== 200) throw new Failure(problemOf(server, answer));
  return readShape(server, wipe, answer.json).wipe;
}

/** Tells the server that nothing is left here. */
export async function confirmWiped(server: Server, appPassword: string): Promise<void> {
  const answer = await send(asNobody(server), { method: 'POST', path: '/index.php/core/wipe/success', form: { token: appPassword } });
  if (answer.status !== 200 && answer.status !== 404) throw new Failure(problemOf(server, answer));
}

function asNobody(server: Server): Server {
  return { ...server, authentication: nobody };
}
