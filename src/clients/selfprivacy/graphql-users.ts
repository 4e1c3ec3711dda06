/**
 * People and their SSH keys, over GraphQL.
 * @see contracts: SelfPrivacy §4
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import type { Server } from '../http.ts';
import { readItems, readShape } from '../shapes.ts';
import { inside, mutate, query, whereLacking, type Codes } from './graphql-call.ts';
import type { SelfPrivacy } from './selfprivacy.ts';

const user = v.object({ username: v.string(), userType: v.fallback(v.string(), 'NORMAL') });
const link = v.object({ passwordResetLink: v.pipe(v.string(), v.maxLength(2048)) });
const keyCodes: Codes = { 400: 'key-type', 404: 'no-such-user', 409: 'key-exists' };

export function graphqlUsers(server: Server): SelfPrivacy['users'] {
  return {
    async list() {
      const found = inside(server, await query(server, '{ users { allUsers { username userType } } }'), 'users.allUsers', v.unknown());
      // The main user is left out, as REST does: it can't be deleted.
      return readItems(server, user, found).filter(({ userType }) => userType === 'NORMAL').map(({ username }) => username);
    },
    async create(username, password) {
      await mutate(server, 'users.createUser', { head: '($user: UserMutationInput!)', call: 'createUser(user: $user)', variables: { user: { username, password } }, codes: { 400: 'name-invalid', 409: 'name-taken' } });
      try {
        // From 3.6 on that password is the mailbox's alone: the one for everything else is set behind a link.
        const rest = await mutate(server, 'users.generatePasswordResetLink', { head: '($username: String!)', call: 'generatePasswordResetLink(username: $username)', payload: 'passwordResetLink', variables: { username } });
        return readShape(server, link, rest).passwordResetLink;
      } catch (error) {
        // Made all the same; a link can be had from the server's own page.
        if (error instanceof Failure && ['server-cannot', 'server-refused'].includes(error.problem.kind)) return null;
        throw error;
      }
    },
    remove: async (username) => { await mutate(server, 'users.deleteUser', { head: '($username: String!)', call: 'deleteUser(username: $username)', variables: { username }, codes: { 400: 'main-user', 404: 'no-such-user' } }); },
  };
}

export function graphqlSsh(server: Server): SelfPrivacy['ssh'] {
  const change = (name: 'addSshKey' | 'removeSshKey', codes: Codes) => async (username: string, sshKey: string): Promise<void> => {
    await mutate(server, `users.${name}`, { head: '($key: SshMutationInput!)', call: `${name}(sshInput: $key)`, variables: { key: { username, sshKey } }, codes });
  };
  const set = async (settings: { enable: boolean; passwordAuthentication?: boolean }): Promise<void> => {
    await mutate(server, 'system.changeSshSettings', { head: '($settings: SSHSettingsInput!)', call: 'changeSshSettings(settings: $settings)', variables: { settings } });
  };
  return {
    async settings() {
      const { enable } = inside(server, await query(server, '{ system { settings { ssh { enable } } } }'), 'system.settings.ssh', v.object({ enable: v.boolean() }));
      return { enabled: enable, passwordLogin: null };
    },
    change: ({ enabled }) => whereLacking(set({ enable: enabled }), async () => {
      // Early 3.x wants the switch for passwords named with every change: it stays as it is.
      const { passwordAuthentication } = inside(server, await query(server, '{ system { settings { ssh { passwordAuthentication } } } }'), 'system.settings.ssh', v.object({ passwordAuthentication: v.boolean() }));
      await set({ enable: enabled, passwordAuthentication });
    }),
    async keys(username) {
      if (username === 'root') return inside(server, await query(server, '{ system { settings { ssh { rootSshKeys } } } }'), 'system.settings.ssh.rootSshKeys', v.array(v.string()));
      const data = await query(server, 'query($username: String!) { users { getUser(username: $username) { sshKeys } } }', { username });
      return inside(server, data, 'users.getUser', v.nullable(v.object({ sshKeys: v.array(v.string()) })))?.sshKeys ?? [];
    },
    addKey: change('addSshKey', keyCodes),
    removeKey: change('removeSshKey', { ...keyCodes, 404: 'no-such-key' }),
  };
}
