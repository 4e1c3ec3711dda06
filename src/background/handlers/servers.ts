/**
 * SelfPrivacy servers: what their pages ask.
 * @module
 */

import { readStatus } from '../../clients/nextcloud/status.ts';
import { Failure } from '../../core/problem.ts';
import { servicesOf } from '../../core/selfprivacy/domain.ts';
import type { ServerRequests } from '../../messages/server-contract.ts';
import { strangerServer } from '../accounts/server-of.ts';
import type { ScreenHandlers } from '../answer.ts';
import { copySecret } from '../copy-secret.ts';
import { createUser, keepRecoveryKit } from '../servers/keep-logins.ts';
import { pairedServer } from '../servers/paired.ts';
import type { App } from './app.ts';

const invitationMs = 10 * 60_000;

export function serverHandlers(app: App): Pick<ScreenHandlers, keyof ServerRequests> {
  const { session, servers: world, paired } = app;
  /** A token rests in the keyring, so there must be one that is sealed. */
  const used = <Ask, Reply>(handle: (ask: Ask) => Promise<Reply>) => async (ask: Ask): Promise<Reply> => {
    await session.use();
    if ((await session.keyring.state()) === 'new') throw new Failure({ kind: 'locked' });
    return handle(ask);
  };
  return {
    probeSelfPrivacy: used(async ({ domain: text }) => {
      const { domain, version, abilities } = await paired.probe(text);
      return { domain, version, lacks: abilities.lacks };
    }),
    checkPhrase: used(async ({ phrase, words }) => {
      const reading = await paired.readPhrase(phrase, words);
      return { reading: reading.state === 'good' ? { state: 'good' } : reading };
    }),
    pairServer: used((ask) => paired.pair(ask)),
    getServers: used(async () => ({ servers: await paired.list() })),
    lookAtServer: used(({ server }) => paired.lookAt(server)),
    getServerDetail: used(({ server, part }) => paired.detail(server, part)),
    changeServer: used(({ server, change }) => paired.change(server, change)),
    inviteDevice: used(async ({ server }) => {
      const { api } = await paired.api(server);
      const endsAt = app.now() + invitationMs;
      return { phrase: await api.devices.invite(), endsAt };
    }),
    copyInvitation: used(({ phrase }) => copySecret(phrase, app)),
    makeRecoveryKit: used(async ({ server, ...ask }) => ({ credential: await keepRecoveryKit(ask, await paired.api(server), app) })),
    createServerUser: used(async ({ server, ...ask }) => {
      const made = await createUser(ask, await paired.api(server), app);
      await paired.noteUnapplied(server);
      return made;
    }),
    findAdoptable: used(async ({ server }) => {
      const { domain } = await pairedServer(server, session);
      const { nextcloud, bitwarden } = servicesOf(domain);
      // Without the permission for it, it is offered unseen: connecting asks for it and looks.
      const answers = await strangerServer(nextcloud, world).then(readStatus).then(() => true, (error: unknown) => error instanceof Failure && error.problem.kind === 'no-permission');
      const runs = (await paired.list()).find(({ id }) => id === server)?.services ?? [];
      const isOn = (id: string): boolean => runs.some((service) => service.id === id && service.state === 'running');
      return { nextcloud: answers && isOn('nextcloud') ? nextcloud : null, bitwarden: isOn('bitwarden') ? bitwarden : null };
    }),
    removeServer: used(async ({ server, confirm }) => ({ rotated: await paired.remove(server, confirm) })),
  };
}
