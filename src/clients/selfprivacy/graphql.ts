/**
 * GraphQL, as servers from 3.0 on speak it, behind the interface of REST.
 * @see contracts: SelfPrivacy §4
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { stateOfName } from '../../core/selfprivacy/services.ts';
import { hostOf, type Server } from '../http.ts';
import { readItems, textOrNull } from '../shapes.ts';
import { graphqlBackups } from './graphql-backups.ts';
import { inside, mutate, query } from './graphql-call.ts';
import { graphqlSystem } from './graphql-system.ts';
import { graphqlSsh, graphqlUsers } from './graphql-users.ts';
import { dayOf, forPhrase, phraseIn, tokenIn } from './refusal.ts';
import type { Pairing, SelfPrivacy } from './selfprivacy.ts';

const device = v.object({ name: v.string(), creationDate: textOrNull, isCaller: v.boolean() });
const recovery = v.object({ exists: v.boolean(), valid: v.boolean(), creationDate: textOrNull, expirationDate: textOrNull, usesLeft: v.nullable(v.number()) });
const service = v.object({ id: v.pipe(v.string(), v.maxLength(64)), status: v.string(), isRequired: v.optional(v.boolean(), false) });
const record = v.object({ recordType: v.string(), name: v.string(), content: v.string() });
const anything = v.unknown();

export function graphqlPairing(server: Server): Pairing {
  const ask = (name: string, type: string) => (phrase: string, deviceName: string) => forPhrase(server, mutate(server, `api.${name}`, {
    head: `($input: ${type}!)`, call: `${name}(input: $input)`, payload: 'token', variables: { input: { key: phrase, deviceName } }, codes: { 404: 'no-such-device' },
  }));
  return { authorize: ask('authorizeWithNewDeviceApiKey', 'UseNewDeviceKeyInput'), recover: ask('useRecoveryApiKey', 'UseRecoveryKeyInput') };
}

export function overGraphql(server: Server): SelfPrivacy {
  return { devices: devices(server), recovery: recoveryKit(server), services: services(server), ssh: graphqlSsh(server), users: graphqlUsers(server), system: graphqlSystem(server), backups: graphqlBackups(server) };
}

function devices(server: Server): SelfPrivacy['devices'] {
  return {
    async list() {
      const found = inside(server, await query(server, '{ api { devices { name creationDate isCaller } } }'), 'api.devices', anything);
      return readItems(server, device, found).map(({ name, creationDate, isCaller }) => ({ name, day: dayOf(creationDate), isCaller }));
    },
    revoke: async (name) => {
      await mutate(server, 'api.deleteDeviceApiToken', { head: '($device: String!)', call: 'deleteDeviceApiToken(device: $device)', variables: { device: name }, codes: { 400: 'own-device', 404: 'no-such-device' } });
    },
    rotate: async () => tokenIn(server, await mutate(server, 'api.refreshDeviceApiToken', { call: 'refreshDeviceApiToken', payload: 'token' })),
    invite: async () => phraseIn(server, await mutate(server, 'api.getNewDeviceApiKey', { call: 'getNewDeviceApiKey', payload: 'key' })),
    cancelInvitation: async () => { await mutate(server, 'api.invalidateNewDeviceApiKey', { call: 'invalidateNewDeviceApiKey' }); },
  };
}

function recoveryKit(server: Server): SelfPrivacy['recovery'] {
  return {
    async state() {
      const read = inside(server, await query(server, '{ api { recoveryKey { exists valid creationDate expirationDate usesLeft } } }'), 'api.recoveryKey', recovery);
      return { exists: read.exists, valid: read.valid, day: dayOf(read.creationDate), expires: dayOf(read.expirationDate), usesLeft: read.usesLeft };
    },
    async create({ expires, uses }) {
      const limits = { ...(expires !== null && { expirationDate: new Date(expires).toISOString() }), ...(uses !== null && { uses }) };
      return phraseIn(server, await mutate(server, 'api.getNewRecoveryApiKey', { head: '($limits: RecoveryKeyLimitsInput)', call: 'getNewRecoveryApiKey(limits: $limits)', payload: 'key', variables: { limits }, codes: { 400: 'past-date' } }));
    },
  };
}

function services(server: Server): SelfPrivacy['services'] {
  return {
    async list() {
      const found = inside(server, await query(server, '{ services { allServices { id status isRequired } } }'), 'services.allServices', anything);
      return readItems(server, service, found).map(({ id, status, isRequired }) => ({ id, state: stateOfName(status), switchable: !isRequired }));
    },
    setEnabled: async (id, enabled) => {
      const name = enabled ? 'enableService' : 'disableService';
      await mutate(server, `services.${name}`, { head: '($id: String!)', call: `${name}(serviceId: $id)`, variables: { id } });
    },
    async dkim() {
      const found = inside(server, await query(server, '{ system { domainInfo { requiredDnsRecords { recordType name content } } } }'), 'system.domainInfo.requiredDnsRecords', anything);
      const dkim = readItems(server, record, found).find(({ recordType, name }) => recordType === 'TXT' && name.includes('_domainkey'));
      if (dkim === undefined) throw new Failure({ kind: 'server-refused', host: hostOf(server), why: 'no-dkim' });
      return { name: dkim.name, type: 'TXT', value: dkim.content };
    },
  };
}
