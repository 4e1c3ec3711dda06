/**
 * The shapes of what screens ask about SelfPrivacy servers.
 * @module
 */

import * as v from 'valibot';

import { isServerId, isVaultId } from '../core/ids.ts';
import type { ServerRequests } from './server-contract.ts';

const server = v.pipe(v.string(), v.guard(isServerId));
const vault = v.pipe(v.string(), v.guard(isVaultId));
const text = v.pipe(v.string(), v.maxLength(2048));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(16_384), v.regex(/^[^\r\n]+$/));
const device = v.pipe(v.string(), v.maxLength(100));
const moment = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(253_402_300_799_000));

const change = v.variant('do', [
  v.strictObject({ do: v.literal('switch'), service: name, on: v.boolean() }),
  v.strictObject({ do: v.picklist(['apply', 'rotate-token', 'cancel-invitation', 'back-up', 'reload-backups']) }),
  v.strictObject({ do: v.literal('revoke-device'), name }),
  v.strictObject({ do: v.literal('remove-user'), name, confirm: text }),
  v.strictObject({ do: v.literal('change-ssh'), enabled: v.boolean(), passwordLogin: v.nullable(v.boolean()) }),
  v.strictObject({ do: v.picklist(['add-key', 'remove-key']), user: name, key }),
  v.strictObject({ do: v.literal('set-timezone'), timezone: name }),
  v.strictObject({ do: v.literal('set-auto-upgrade'), enabled: v.boolean(), allowReboot: v.boolean() }),
  v.strictObject({ do: v.picklist(['upgrade', 'rollback', 'reboot', 'pull']), confirm: text }),
  v.strictObject({ do: v.literal('restore'), snapshot: name, confirm: text }),
  v.strictObject({ do: v.literal('set-backup-keys'), accountId: name, accountKey: name, bucket: name }),
]);

type Shapes<Requests extends Record<keyof Requests, { ask: unknown }>> = { [Name in keyof Requests]: v.GenericSchema<unknown, Requests[Name]['ask']> };

export const serverShapes: Shapes<ServerRequests> = {
  probeSelfPrivacy: v.strictObject({ domain: text }),
  checkPhrase: v.strictObject({ phrase: v.pipe(v.string(), v.maxLength(4096)), words: v.picklist([12, 18]) }),
  pairServer: v.strictObject({ domain: text, phrase: v.pipe(v.string(), v.maxLength(4096)), device, how: v.picklist(['invitation', 'recovery']) }),
  getServers: v.strictObject({}),
  lookAtServer: v.strictObject({ server }),
  getServerDetail: v.strictObject({ server, part: v.picklist(['devices', 'users', 'ssh', 'maintenance', 'backups', 'dns']) }),
  changeServer: v.strictObject({ server, change }),
  inviteDevice: v.strictObject({ server }),
  copyInvitation: v.strictObject({ phrase: v.pipe(v.string(), v.regex(/^[a-z]+(?: [a-z]+){11}$/)) }),
  makeRecoveryKit: v.strictObject({ server, vault, expires: v.nullable(moment), uses: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))), label: text }),
  createServerUser: v.strictObject({ server, vault, name, label: text }),
  findAdoptable: v.strictObject({ server }),
  removeServer: v.strictObject({ server, confirm: text }),
};
