/**
 * Invitations: made, handed over, taken back, looked at and accepted. A token leaves the background only when a person
 * hands it over, and nothing is ever accepted by itself.
 * @see contracts: ScienceMesh §6
 * @module
 */

import * as v from 'valibot';

import { nobody } from '../../clients/authentication.ts';
import { acceptInvite, askThrough, listInvites, mailInvite, makeInvite, readInviteSupport, resendInvite, revokeInvite } from '../../clients/contacts/invitations.ts';
import type { Server } from '../../clients/http.ts';
import { whoAmI } from '../../clients/nextcloud/user.ts';
import { readDiscovery } from '../../clients/ocm/discovery.ts';
import { acceptMeshInvite, hasMesh, listPeople, makeMeshInvite } from '../../clients/sciencemesh/legacy.ts';
import { encodeHex, encodeUtf8 } from '../../core/bytes.ts';
import type { AccountId } from '../../core/ids.ts';
import { encodedInvite, inviteCode, inviteLink, readInvite, type Invite } from '../../core/people/invite.ts';
import { shownHost } from '../../core/idn.ts';
import { shownText } from '../../core/people/shown-text.ts';
import { withoutPort } from '../../core/people/provider.ts';
import { Failure } from '../../core/problem.ts';
import type { HandOver, InvitePreview, InviteRow, InviteWay } from '../../messages/people-contract.ts';
import { problemOf } from '../accounts/refresh.ts';
import { strangerServer } from '../accounts/server-of.ts';
import { keptOf, signedIn, type PeopleWorld, type Signed } from './world.ts';

/** What a server can do changes when its administrator does something. */
const rememberedMs = 24 * 3600 * 1000;
/** Of an invitation by the ScienceMesh app, which keeps no list of them. */
const meshLifeSeconds = 24 * 3600;

const keptShape = v.array(v.object({ token: v.string(), provider: v.string(), created: v.number(), expires: v.number() }));
type Kept = v.InferOutput<typeof keptShape>[number];

type Asked = Pick<Extract<InvitePreview, { ok: true }>, 'server' | 'problem'>;

/** An open invitation with its secret. */
interface Known extends InviteRow { invite: Invite }

export class Invites {
  readonly #world: PeopleWorld;
  readonly #ways = new Map<AccountId, { way: InviteWay; at: number }>();
  /** What an account's own server found out about another one: each question counts there. */
  readonly #askedThrough = new Map<string, boolean>();

  constructor(world: PeopleWorld) {
    this.#world = world;
  }

  /** How this account's server takes part; asked once a day. */
  async way({ account, server }: Signed, again: boolean): Promise<InviteWay> {
    const known = this.#ways.get(account.id);
    if (!again && known !== undefined && this.#world.now() - known.at < rememberedMs) return known.way;
    const support = await readInviteSupport(server);
    const way = support === 'enabled' ? 'contacts' : (await hasMesh(server)) ? 'mesh' : support === 'disabled' ? 'off' : 'none';
    this.#ways.set(account.id, { way, at: this.#world.now() });
    return way;
  }

  forget(): void {
    this.#ways.clear();
    this.#askedThrough.clear();
  }

  async list(signed: Signed, way: InviteWay): Promise<InviteRow[]> {
    return (await this.#known(signed, way)).map(({ ref, email, created, expires }) => ({ ref, email, created, expires }));
  }

  async make(id: AccountId, { email, note }: { email: string; note: string }): Promise<{ ref: string }> {
    const signed = await signedIn(this.#world, id);
    const way = await this.way(signed, false);
    if (way === 'contacts') return { ref: await refOf(await makeInvite(signed.server, { email, note })) };
    if (way !== 'mesh') throw new Failure({ kind: 'invite', host: hostOf(signed), why: way === 'off' ? 'disabled' : 'no-invites-there' });
    const invite = await makeMeshInvite(signed.server);
    const created = Math.floor(this.#world.now() / 1000);
    await this.#keep(id, [...(await this.#kept(id)), { ...invite, created, expires: created + meshLifeSeconds }]);
    return { ref: await refOf(invite.token) };
  }

  async handOver(id: AccountId, ref: string): Promise<HandOver> {
    const signed = await signedIn(this.#world, id);
    const { invite, expires } = await this.#find(signed, ref);
    return { link: inviteLink(invite, signed.account.server), code: inviteCode(invite), encoded: encodedInvite(invite), expires: expires === 0 ? null : expires };
  }

  async revoke(id: AccountId, ref: string): Promise<void> {
    const signed = await signedIn(this.#world, id);
    const { invite } = await this.#find(signed, ref);
    if ((await this.way(signed, false)) === 'contacts') await revokeInvite(signed.server, invite.token);
    else await this.#keep(id, (await this.#kept(id)).filter(({ token }) => token !== invite.token));
  }

  async resend(id: AccountId, ref: string): Promise<void> {
    const signed = await signedIn(this.#world, id);
    await resendInvite(signed.server, (await this.#find(signed, ref)).invite.token);
  }

  async mail(id: AccountId, ref: string, to: { email: string; note: string }): Promise<void> {
    const signed = await signedIn(this.#world, id);
    await mailInvite(signed.server, (await this.#find(signed, ref)).invite.token, to);
  }

  /** Tells nobody who asks: the inviter's server is asked only what it is, from here or, where the browser may not reach it, by one's own server. */
  async preview(id: AccountId, text: string): Promise<InvitePreview> {
    const signed = await signedIn(this.#world, id);
    const reading = readInvite(text, { own: hostOf(signed) });
    if ('refused' in reading) return { ok: false, why: reading.refused };
    const { provider } = reading.invite;
    const me = await whoAmI(signed.server);
    const asked = await this.#lookAt(provider, signed);
    return { ok: true, provider, ...shownHost(provider), ...asked, tells: { name: shownText(me.displayName), email: shownText(me.email ?? ''), userId: me.userId } };
  }

  /** @throws {Failure} `invite` */
  async accept(id: AccountId, text: string): Promise<void> {
    const signed = await signedIn(this.#world, id);
    const reading = readInvite(text, { own: hostOf(signed) });
    if ('refused' in reading) throw new Failure({ kind: 'invite', host: hostOf(signed), why: reading.refused === 'own-server' ? 'own-server' : 'unknown' });
    const way = await this.way(signed, false);
    if (way === 'contacts') await acceptInvite(signed.server, reading.invite.token, reading.invite.provider);
    else if (way === 'mesh') await acceptInMesh(signed, reading.invite);
    else throw new Failure({ kind: 'invite', host: hostOf(signed), why: way === 'off' ? 'disabled' : 'no-invites-there' });
  }

  async #lookAt(provider: string, signed: Signed): Promise<Asked> {
    try {
      const stranger: Server = { ...(await strangerServer(`https://${provider}`, this.#world.servers)), authentication: nobody };
      const found = await readDiscovery(stranger);
      return { server: found === null ? null : { name: found.name, version: found.version, takesInvites: found.takesInvites, mustInvite: found.mustInvite }, problem: null };
    } catch (error) {
      const problem = problemOf(error);
      const through = problem.kind === 'no-permission' ? await this.#lookThrough(provider, signed) : null;
      return through ?? { server: null, problem };
    }
  }

  /** @returns null where one's own server can't ask either */
  async #lookThrough(provider: string, signed: Signed): Promise<Asked | null> {
    const name = `${signed.account.id} ${provider}`;
    try {
      if ((await this.way(signed, false)) !== 'contacts') return null;
      const takesInvites = this.#askedThrough.get(name) ?? await askThrough(signed.server, provider);
      this.#askedThrough.set(name, takesInvites);
      return { server: { name: '', version: '', takesInvites, mustInvite: false }, problem: null };
    } catch {
      return null; // the offer to ask from here stands
    }
  }

  async #known(signed: Signed, way: InviteWay): Promise<Known[]> {
    if (way === 'contacts') {
      const provider = withoutPort(hostOf(signed));
      return Promise.all((await listInvites(signed.server)).map(async ({ token, email, created, expires }) => ({ ref: await refOf(token), email, created, expires, invite: { token, provider } })));
    }
    const kept = way === 'mesh' ? await this.#kept(signed.account.id) : [];
    return Promise.all(kept.map(async ({ token, provider, created, expires }) => ({ ref: await refOf(token), email: '', created, expires, invite: { token, provider } })));
  }

  async #find(signed: Signed, ref: string): Promise<Known> {
    const known = (await this.#known(signed, await this.way(signed, false))).find((each) => each.ref === ref);
    if (known === undefined) throw new Failure({ kind: 'invite', host: hostOf(signed), why: 'unknown' });
    return known;
  }

  /** Those that are still good. */
  async #kept(id: AccountId): Promise<Kept[]> {
    const read = v.safeParse(keptShape, await this.#world.blobs.read(blobOf(id)));
    return read.success ? read.output.filter(({ expires }) => expires * 1000 > this.#world.now()) : [];
  }

  #keep(id: AccountId, kept: readonly Kept[]): Promise<void> {
    return this.#world.blobs.write(blobOf(id), kept);
  }
}

function blobOf(id: AccountId): string {
  return `${keptOf(id)}invites`;
}

/** Its answer says nothing: only who is on the list afterwards does. */
async function acceptInMesh(signed: Signed, invite: Invite): Promise<void> {
  const isThere = async (): Promise<number> => (await listPeople(signed.server)).filter(({ provider }) => withoutPort(provider) === withoutPort(invite.provider)).length;
  const before = await isThere();
  await acceptMeshInvite(signed.server, invite);
  if ((await isThere()) <= before) throw new Failure({ kind: 'invite', host: hostOf(signed), why: 'not-accepted' });
}

/** Names an invitation without telling its token. */
async function refOf(token: string): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-256', encodeUtf8(`invite ${token}`)))).slice(0, 32);
}

function hostOf({ account }: Signed): string {
  return new URL(account.server).host;
}
