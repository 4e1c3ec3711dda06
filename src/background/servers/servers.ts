/**
 * SelfPrivacy servers: pairing, watching, changing, forgetting.
 * @see contracts: SelfPrivacy §4, §5
 * @module
 */

import * as v from 'valibot';

import { selfPrivacy, pairing } from '../../clients/selfprivacy/open.ts';
import type { SelfPrivacy } from '../../clients/selfprivacy/selfprivacy.ts';
import { readServerVersion, type KnownServer } from '../../clients/selfprivacy/version.ts';
import type { ServerId } from '../../core/ids.ts';
import { readMnemonic } from '../../core/mnemonic/mnemonic.ts';
import type { PhraseReading } from '../../core/mnemonic/read-phrase.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import { deviceNameOn } from '../../core/selfprivacy/device-name.ts';
import { apiOf, readDomain } from '../../core/selfprivacy/domain.ts';
import type { Service } from '../../core/selfprivacy/services.ts';
import { abilitiesOf } from '../../core/selfprivacy/versions.ts';
import { look, nothingWatched, quietMs, type Watched } from '../../core/selfprivacy/watch.ts';
import type { ServerChange, ServerDetail, ServerPart, ServerSummary } from '../../messages/contract.ts';
import { permissionFor } from '../accounts/server-of.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { stored, type StorageArea } from '../stored.ts';
import type { WordLists } from '../word-lists.ts';
import type { PairedServer } from '../session/contents.ts';
import { checkTyped, makeChange, makesRestart, needsApplying } from './change.ts';
import { readDetail } from './detail.ts';
import { apiServer, changeToken, forgetServer, keepServer, pairedServer, pairedServers, type PairedWorld } from './paired.ts';

export interface ServersWorld extends PairedWorld {
  session: StorageArea;
  words: WordLists;
  now: () => number;
  changed: () => void;
  /** Tells the person that services have stopped. */
  notify: (domain: string, services: readonly string[]) => Promise<void>;
}

/** What is known of a server since the browser started. */
interface Seen { version: string; services: readonly Service[]; watched: Watched; lookedAt: number; quietUntil: number | null; unapplied: boolean; wanted: Readonly<Record<string, boolean>>; problem: Problem | null }

const seenShape = v.record(v.string(), v.custom<Seen>((value) => typeof value === 'object' && value !== null));
const notSeen: Seen = { version: '', services: [], watched: nothingWatched, lookedAt: 0, quietUntil: null, unapplied: false, wanted: {}, problem: null };

export class Servers {
  readonly #world: ServersWorld;
  readonly #seen;
  readonly #writes = oneAtATime();

  constructor(world: ServersWorld) {
    this.#world = world;
    this.#seen = stored(world.session, 'servers', seenShape);
  }

  async probe(text: string): Promise<{ domain: string } & KnownServer> {
    const domain = readDomain(text);
    if (domain === null) throw new Failure({ kind: 'bad-address' });
    return { domain, ...(await readServerVersion(await apiServer(domain, null, this.#world))) };
  }

  async readPhrase(phrase: string, words: 12 | 18): Promise<PhraseReading> {
    return readMnemonic(phrase, words, await this.#world.words.mnemonic());
  }

  /** The phrase is checked here first: a slip never costs one of its uses. */
  async pair({ domain: text, phrase, device, how }: { domain: string; phrase: string; device: string; how: 'invitation' | 'recovery' }): Promise<{ server: ServerId; name: string | null }> {
    const { domain, abilities } = await this.probe(text);
    const reading = await this.readPhrase(phrase, how === 'invitation' ? 12 : 18);
    if (reading.state !== 'good') throw new Failure({ kind: 'wrong-phrase', host: domain });
    const api = pairing(await apiServer(domain, null, this.#world), abilities);
    const wish = deviceNameOn(device);
    const token = await (how === 'invitation' ? api.authorize(reading.phrase, wish) : api.recover(reading.phrase, wish));
    const server = await keepServer(domain, token, this.#world);
    await this.lookAt(server);
    return { server, name: await this.#ownName(server) };
  }

  /** A name that is taken gets a digit by the server, which tells of it only when asked. */
  async #ownName(id: ServerId): Promise<string | null> {
    const devices = await this.api(id).then(({ api }) => api.devices.list()).catch(() => []);
    return devices.find(({ isCaller }) => isCaller)?.name ?? null;
  }

  async list(): Promise<ServerSummary[]> {
    const seen = (await this.#seen.read()) ?? {};
    return (await pairedServers(this.#world)).map((server) => summary(server, seen[server.id]));
  }

  /** Asks the server; what goes wrong stands in the summary. */
  async lookAt(id: ServerId): Promise<ServerSummary> {
    const server = await pairedServer(id, this.#world);
    const before = ((await this.#seen.read()) ?? {})[id] ?? notSeen;
    const seen = await this.#look(server, before);
    await this.#remember(id, seen);
    this.#world.changed();
    return summary(server, seen);
  }

  async #look(server: PairedServer, before: Seen): Promise<Seen> {
    const { now } = this.#world;
    const quiet = before.quietUntil !== null && now() < before.quietUntil;
    try {
      const { version, api } = await this.#open(server);
      const services = await api.services.list();
      const { watched, broke } = look(before.watched, services, quiet);
      // What nobody can be told of is still there to be seen.
      if (broke.length > 0) await this.#world.notify(server.domain, broke).catch(() => undefined);
      const arrived = (id: string, on: boolean): boolean => services.some((service) => service.id === id && (service.state === 'running') === on);
      const wanted = Object.fromEntries(Object.entries(before.wanted).filter(([id, on]) => !arrived(id, on)));
      return { ...before, version, services, watched, wanted, lookedAt: now(), quietUntil: quiet ? before.quietUntil : null, problem: null };
    } catch (error) {
      const problem: Problem = error instanceof Failure ? error.problem : { kind: 'bug' };
      const isNews = !quiet || (problem.kind !== 'restarting' && problem.kind !== 'unreachable' && problem.kind !== 'timeout');
      return { ...before, problem: isNews ? problem : { kind: 'restarting', host: server.domain } };
    }
  }

  /** All of them; one that has thrown us out is asked again only when a person wants it. */
  async watch(): Promise<void> {
    for (const { id, problem } of await this.list()) {
      if (problem?.kind !== 'device-revoked') await this.lookAt(id);
    }
  }

  /** How many services are known to be broken. */
  async countBroken(): Promise<number> {
    if (!(await this.#world.keyring.hasContents())) return 0;
    return (await this.list()).reduce((sum, { broken }) => sum + broken.length, 0);
  }

  async detail(id: ServerId, part: ServerPart): Promise<ServerDetail> {
    const { api, domain } = await this.api(id);
    return readDetail(part, api, domain);
  }

  async change(id: ServerId, change: ServerChange): Promise<ServerSummary> {
    const server = await pairedServer(id, this.#world);
    if ('confirm' in change) checkTyped(change.confirm, server.domain);
    const { api } = await this.#open(server);
    await makeChange(change, api, (token) => changeToken(id, token, this.#world));
    await this.#note(id, change);
    return this.lookAt(id);
  }

  /** What may be done there, after a look at its version: servers renew themselves. */
  async api(id: ServerId): Promise<{ api: SelfPrivacy; domain: string }> {
    const server = await pairedServer(id, this.#world);
    return { domain: server.domain, api: (await this.#open(server)).api };
  }

  /** The old token dies, the new one is thrown away: nothing that was kept here opens the server any more. */
  async remove(id: ServerId, confirm: string): Promise<boolean> {
    const { domain } = await pairedServer(id, this.#world);
    checkTyped(confirm, domain);
    const rotated = await this.api(id).then(({ api }) => api.devices.rotate()).then(() => true, (error: unknown) => error instanceof Failure && error.problem.kind === 'device-revoked');
    await forgetServer(id, this.#world);
    await this.#remember(id, null);
    await this.#world.servers.permissions.remove({ origins: [permissionFor(apiOf(domain))] }).catch(() => false);
    this.#world.changed();
    return rotated;
  }

  async #open({ domain, token }: PairedServer): Promise<{ version: string; api: SelfPrivacy }> {
    const server = await apiServer(domain, token, this.#world);
    const { version, abilities } = await readServerVersion(server);
    return { version, api: selfPrivacy(server, abilities) };
  }

  /** A user was made there, which takes effect when it is applied. */
  async noteUnapplied(id: ServerId): Promise<void> {
    const before = ((await this.#seen.read()) ?? {})[id] ?? notSeen;
    await this.#remember(id, { ...before, unapplied: true });
    this.#world.changed();
  }

  async #note(id: ServerId, change: ServerChange): Promise<void> {
    const before = ((await this.#seen.read()) ?? {})[id] ?? notSeen;
    const wanted = change.do === 'switch' ? { ...before.wanted, [change.service]: change.on } : before.wanted;
    const applied = change.do === 'apply' || change.do === 'upgrade';
    const unapplied = !applied && (before.unapplied || needsApplying(change));
    await this.#remember(id, { ...before, wanted, unapplied, quietUntil: makesRestart(change) ? this.#world.now() + quietMs : before.quietUntil });
  }

  #remember(id: ServerId, seen: Seen | null): Promise<void> {
    return this.#writes(async () => {
      const all = { ...(await this.#seen.read()) };
      if (seen === null) Reflect.deleteProperty(all, id);
      else all[id] = seen;
      await this.#seen.write(all);
    });
  }
}

function summary({ id, domain }: PairedServer, seen: Seen = notSeen): ServerSummary {
  const abilities = abilitiesOf(seen.version);
  return {
    id, domain, version: seen.version === '' ? null : seen.version, lacks: typeof abilities === 'string' ? [] : abilities.lacks,
    services: seen.services, broken: seen.watched.broken, lookedAt: seen.lookedAt === 0 ? null : seen.lookedAt, quietUntil: seen.quietUntil, unapplied: seen.unapplied, wanted: seen.wanted, problem: seen.problem,
  };
}
