/**
 * Users and SSH keys.
 * @module
 */

import { Refused } from './refused.ts';
import type { Call, Done, Route } from './route.ts';
import type { SelfPrivacyState } from './state.ts';

const reserved = new Set('root messagebus postfix polkituser dovecot2 dovenull nginx postgres prosody opendkim rspamd sshd selfprivacy-api restic redis pleroma ocserv nextcloud memcached knot-resolver gitea bitwarden_rs vaultwarden acme virtualMail nobody'.split(' '));
const invalidKey = 'Invalid key type. Only ssh-ed25519 and ssh-rsa are supported.';

export const peopleRoutes: readonly Route[] = [
  ['GET', /^\/services\/ssh$/, ({ state }) => ({ json: state.ssh })],
  ['PUT', /^\/services\/ssh$/, ({ state, arguments: given }) => {
    state.ssh = { enable: given.optionalTruth('enable') ?? state.ssh.enable, passwordAuthentication: given.optionalTruth('passwordAuthentication') ?? state.ssh.passwordAuthentication };
    return { json: 'SSH settings changed' };
  }],
  ['POST', /^\/services\/ssh\/enable$/, ({ state }) => {
    state.ssh.enable = true;
    return { json: { status: 0, message: 'SSH enabled' } };
  }],
  ['PUT', /^\/services\/ssh\/key\/send$/, ({ state, arguments: given }) => {
    addKey(state.rootKeys, given.text('public_key', 'Key cannot be blank!'));
    return { status: 201, json: { status: 0, message: state.family === 'flask' ? 'New SSH key successfully written' : 'SSH key sent' } };
  }],
  ['GET', /^\/services\/ssh\/keys\/([^/]+)$/, ({ state, part }) => ({ json: keysOf(state, part) })],
  ['POST', /^\/services\/ssh\/keys\/([^/]+)$/, ({ state, part, arguments: given }) => {
    if (part === 'root') throw new Refused(400, 'Use /ssh/key/send to add root keys');
    const key = checkedKey(given.text('public_key', 'Key cannot be blank!'));
    addKey(keysOf(state, part), key);
    return { status: 201, json: { message: 'New SSH key successfully written' } };
  }],
  ['DELETE', /^\/services\/ssh\/keys\/([^/]+)$/, ({ state, part, arguments: given }) => {
    const keys = keysOf(state, part);
    const at = keys.indexOf(given.text('public_key', 'Key cannot be blank!'));
    if (at < 0) throw new Refused(404, 'Key not found');
    keys.splice(at, 1);
    return { json: { message: part === 'root' || part === state.mainUser ? 'SSH key deleted' : 'SSH key successfully deleted' } };
  }],
  ['GET', /^\/users$/, ({ state, arguments: given }) => {
    const withMain = state.since('1.2.5') && (given.optionalText('withMainUser') ?? '') !== '';
    return { json: [...(withMain ? [state.mainUser] : []), ...state.users.keys()] };
  }],
  ['POST', /^\/users$/, createUser],
  ['DELETE', /^\/users\/([^/]+)$/, ({ state, part }) => {
    if (part === state.mainUser) throw new Refused(400, 'Cannot delete root user');
    if (!state.users.delete(part)) throw new Refused(404, 'User does not exist');
    return { json: { result: 0, username: part } };
  }],
];

function createUser({ state, arguments: given }: Call): Done {
  const [name = ''] = given.texts(['username', 'password']);
  if (reserved.has(name) || /^(?:systemd|nixbld)/.test(name)) throw new Refused(409, 'Username is forbidden', 'message');
  if (!/^[a-z_][a-z0-9_]+$/.test(name)) throw new Refused(400, 'username must be alphanumeric');
  if (name.length > (state.since('1.2.5') ? 31 : 32)) throw new Refused(400, 'username must be less than 32 characters');
  if (state.users.has(name) || (name === state.mainUser && state.since('1.2.5'))) throw new Refused(409, 'User already exists');
  state.users.set(name, { keys: [] });
  return { status: 201, json: { result: 0, username: name } };
}

function keysOf(state: SelfPrivacyState, user: string): string[] {
  const keys = user === 'root' ? state.rootKeys : user === state.mainUser ? state.mainKeys : state.users.get(user)?.keys;
  if (keys === undefined) throw new Refused(404, 'User not found');
  return keys;
}

function addKey(keys: string[], key: string): void {
  checkedKey(key);
  if (keys.includes(key)) throw new Refused(409, 'Key already exists');
  keys.push(key);
}

function checkedKey(key: string): string {
  if (!/^ssh-(?:ed25519|rsa)/.test(key)) throw new Refused(400, invalidKey);
  return key;
}
