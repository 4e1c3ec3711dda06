/**
 * The embedded cloud: a Nextcloud with Passman, and web sites to fill, on two sockets of this machine.
 *
 * Whatever host name a request carries is served: `localhost`, `127.0.0.1`, the chosen host and every
 * host that begins with `cloud.` are the Nextcloud, those with `api.` are a SelfPrivacy server, all others are web sites.
 * @module
 */

import { Control } from './control/control.ts';
import type { Controlled } from './control/control.ts';
import { answerWith, Faults } from './control/faults.ts';
import { answerControl, isControl } from './control/over-http.ts';
import type { Ask } from './http/ask.ts';
import type { Reply } from './http/reply.ts';
import { serve } from './http/serve.ts';
import type { Sockets } from './http/serve.ts';
import { Mesh } from './mesh/mesh.ts';
import type { Personality } from './mesh/personality.ts';
import { Nextcloud } from './nextcloud/nextcloud.ts';
import { SelfPrivacy } from './selfprivacy/selfprivacy.ts';
import type { SelfPrivacyOptions } from './selfprivacy/state.ts';
import { answerSite } from './sites/sites.ts';
import { freshState, loadState, saveState } from './state.ts';
import type { CloudState, CloudUser } from './state.ts';

export type { CloudUser } from './state.ts';

const loopback = ['localhost', '127.0.0.1'];

export interface CloudOptions {
  /** A file to keep the state in; without it, memory only. */
  state?: string;
  users?: readonly CloudUser[];
  /** The Nextcloud's public name. */
  host?: string;
  /** e.g. `/nextcloud` */
  subPath?: string;
  /** Whether the Nextcloud answers without `/index.php` too. Off, as on the recorded server. */
  prettyUrls?: boolean;
  selfPrivacy?: SelfPrivacyOptions;
  /** Unix milliseconds. */
  now?: () => number;
}

export interface Cloud {
  httpPort: number;
  httpsPort: number;
  /** The Nextcloud, reached directly: `http://127.0.0.1:PORT` and the sub-path. */
  url: string;
  control: Control;
  close(): Promise<void>;
}

const defaultUsers: readonly CloudUser[] = [{ userId: 'demo', password: 'demo', displayName: 'Demo' }];

/** Listens on two free ports of 127.0.0.1. Close it, or the process stays. */
export async function startCloud(options: CloudOptions = {}): Promise<Cloud> {
  const place = new Place(options);
  const control = new Control(place);
  const sockets = await serve(async (ask, response) => {
    const nextcloud = place.nextcloudOf(ask);
    const isServer = nextcloud !== undefined || ask.hostname.startsWith('api.');
    const answer = (): Reply => nextcloud !== undefined ? nextcloud.answer(ask) : isServer ? place.selfPrivacy.answer(ask) : answerSite(ask);
    if (isControl(ask)) {
      await answerWith(new Faults(), ask, { response, answer: () => answerControl(ask, control) });
      return;
    }
    control.log.add(ask, await answerWith(control.faults, ask, { response, answer }), !isServer);
    place.save();
  }, () => place.now());
  place.sockets = sockets;
  return {
    httpPort: sockets.httpPort,
    httpsPort: sockets.httpsPort,
    url: `http://127.0.0.1:${String(sockets.httpPort)}${options.subPath ?? ''}`,
    control,
    close: async () => {
      await sockets.close();
      place.flush();
    },
  };
}

/** The Nextcloud with its clock, its names and its file. */
class Place implements Controlled {
  nextcloud: Nextcloud;
  selfPrivacy: SelfPrivacy;
  /** Other servers of the mesh, by host name. */
  readonly #neighbours = new Map<string, Nextcloud>();
  #mesh = new Mesh();
  sockets: Sockets | undefined;
  readonly #options: CloudOptions;
  #clockMoved = 0;
  #saving: NodeJS.Timeout | undefined;

  constructor(options: CloudOptions) {
    this.#options = options;
    this.nextcloud = this.#open(options.state === undefined ? undefined : loadState(options.state));
    this.selfPrivacy = new SelfPrivacy(options.selfPrivacy);
  }

  #open(state: CloudState | undefined): Nextcloud {
    const { users = defaultUsers, subPath = '', prettyUrls = false } = this.#options;
    return new Nextcloud(state ?? freshState(users, this.now()), { subPath, prettyUrls, host: this.#host, mesh: this.#mesh, personality: 'nextcloud-32' });
  }

  now(): number {
    return (this.#options.now ?? Date.now)() + this.#clockMoved;
  }

  moveClock(milliseconds: number): void {
    this.#clockMoved += milliseconds;
  }

  closeIdle(): void {
    this.sockets?.closeIdle();
  }

  restart(): void {
    this.#clockMoved = 0;
    this.#neighbours.clear();
    this.#mesh = new Mesh();
    this.nextcloud = this.#open(undefined);
    this.selfPrivacy = new SelfPrivacy(this.#options.selfPrivacy);
  }

  addNeighbour(host: string, personality: Personality, users: readonly CloudUser[]): Nextcloud {
    const neighbour = new Nextcloud(freshState(users, this.now()), { subPath: '', prettyUrls: false, host, mesh: this.#mesh, personality });
    this.#neighbours.set(host, neighbour);
    return neighbour;
  }

  get #host(): string {
    return this.#options.host ?? 'cloud.example';
  }

  nextcloudOf({ hostname }: Ask): Nextcloud | undefined {
    const neighbour = this.#neighbours.get(hostname);
    if (neighbour !== undefined) return neighbour;
    return hostname === this.#host || loopback.includes(hostname) || hostname.startsWith('cloud.') ? this.nextcloud : undefined;
  }

  /** Soon, and once for many requests. */
  save(): void {
    if (this.#options.state !== undefined) this.#saving ??= setTimeout(() => this.flush(), 200).unref();
  }

  flush(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    if (this.#options.state !== undefined) saveState(this.#options.state, this.nextcloud.state);
  }
}
