/**
 * Devices, pairing and the recovery phrase.
 * @module
 */

import { Refused } from './refused.ts';
import type { Call, Done, Route } from './route.ts';
import { newPhrase, newToken } from './phrase.ts';

const expirationShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z$/;

export const accessRoutes: readonly Route[] = [
  ['GET', /^\/auth\/tokens$/, ({ state, caller }) => ({ json: state.tokens.map(({ name, date }) => ({ name, date, is_caller: name === caller.name })) })],
  ['DELETE', /^\/auth\/tokens$/, ({ state, caller, arguments: given }) => {
    const name = given.text('token_name', 'Token to delete');
    if (name === caller.name) throw new Refused(400, "Cannot delete caller's token", 'message');
    if (!state.tokens.some((token) => token.name === name)) throw new Refused(404, 'Token not found', 'message');
    state.tokens = state.tokens.filter((token) => token.name !== name);
    return { json: { message: 'Token deleted' } };
  }],
  ['POST', /^\/auth\/tokens$/, ({ caller }) => {
    caller.token = newToken();
    return { json: { token: caller.token } };
  }],
  ['POST', /^\/auth\/new_device$/, ({ state, now }) => ({ json: { token: state.invite(now) } })],
  ['DELETE', /^\/auth\/new_device$/, ({ state }) => {
    state.newDevice = null;
    return { json: { token: null } };
  }],
  ['POST', /^\/auth\/new_device\/authorize$/, ({ state, arguments: given, now }) => {
    const token = state.authorize(given.text('token', 'Mnemonic token to authorize'), given.text('device', 'Device to authorize'), now);
    if (token === null) throw new Refused(404, 'Token not found', 'message');
    return { json: { message: 'Device authorized', token } };
  }],
  ['GET', /^\/auth\/recovery_token$/, ({ state, now }) => {
    const kit = state.recovery;
    return { json: { exists: kit !== null, valid: state.recoveryIsValid(now), date: kit?.date ?? null, expiration: kit?.expiration ?? null, uses_left: kit?.usesLeft ?? null } };
  }],
  ['POST', /^\/auth\/recovery_token$/, createKit],
  ['POST', /^\/auth\/recovery_token\/use$/, ({ state, arguments: given, now }) => {
    const token = state.recover(given.text('token', 'Mnemonic recovery token'), given.text('device', 'Device to authorize'), now);
    if (token === null) throw new Refused(404, 'Token not found');
    return { json: { token } };
  }],
];

function createKit({ state, arguments: given, now }: Call): Done {
  const uses = given.optionalInteger('uses', 'Token uses');
  const written = given.optionalText('expiration');
  if (written !== null && !expirationShape.test(written)) throw new Refused(400, 'Invalid expiration date. Use YYYY-MM-DDTHH:MM:SS.SSSZ');
  const expiration = written === null ? null : `${written.slice(0, 20)}${written.slice(20, -1).padEnd(6, '0')}Z`;
  // Compared with the server's own wall clock, whatever the text claims.
  if (expiration !== null && expiration < state.isoNow(now)) throw new Refused(400, 'Expiration date cannot be in the past', 'message');
  if (uses !== null && uses <= 0) throw new Refused(400, 'Uses must be greater than 0', 'message');
  state.recovery = { phrase: newPhrase(24), date: state.isoNow(now), expiration, usesLeft: uses };
  return { json: { token: state.recovery.phrase } };
}
