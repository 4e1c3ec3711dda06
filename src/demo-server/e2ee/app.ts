/**
 * The end-to-end encryption app: keys, marks, locks and metadata, in the manner of the line that a server's age asks for.
 * @see contracts: e2ee §1
 * @module
 */

import { parametersOf, type Ask } from '../http/ask.ts';
import type { Reply } from '../http/reply.ts';
import type { Identity } from '../nextcloud/identity.ts';
import { failure, ocsReply } from '../nextcloud/ocs-reply.ts';
import { Throttle } from '../nextcloud/throttle.ts';
import { linkName, type Tree } from '../files/tree.ts';
import { FolderCalls } from './folders.ts';
import { refusesClient } from './guard.ts';
import { KeyStore } from './keys.ts';
import { inOldManner, manners, type AppLine, type Manner } from './lines.ts';
import { Locks } from './locks.ts';
import { MetadataStore } from './metadata.ts';
import { counted, headerOf, textOf, type E2eeAnswer, type E2eeCall } from './replies.ts';

type Route = (call: E2eeCall) => E2eeAnswer;

const prefix = /^\/ocs\/v[12]\.php\/apps\/end_to_end_encryption\/api\/v([12])(\/.*)$/;

export class E2eeApp {
  installed = true;
  line: AppLine = '1.18';
  readonly throttle = new Throttle(11);
  readonly locks: Locks;
  readonly metadata: MetadataStore;
  /** When they asked for the server's key. */
  #guests: number[] = [];
  readonly #keys: KeyStore;
  readonly #routes: Readonly<Record<string, Route>>;

  constructor(tree: Tree) {
    const isNew = (): boolean => this.isNew;
    this.locks = new Locks(tree);
    this.metadata = new MetadataStore(tree);
    this.#keys = new KeyStore(tree.tables, isNew);
    this.#routes = routesOf(this.#keys, new FolderCalls({ tree, locks: this.locks, metadata: this.metadata, isNew, outdatedFails: () => this.manner.outdatedFails }));
  }

  /** Whether it is of the line for Nextcloud 33 and newer. */
  get isNew(): boolean {
    return this.line === '2.2';
  }

  get manner(): Manner {
    return manners[this.line];
  }

  /** What a signed-in person is told of it. */
  capability(person: string): object {
    const { certificate, privateKey } = this.#keys.row(person);
    return { enabled: true, 'api-version': this.manner.apiVersion, 'keys-exist': certificate !== null && privateKey !== null };
  }

  /** Undefined for what isn't a route of this app, or none for guests. @param identity - null: a guest */
  answer(ask: Ask, identity: Extract<Identity, { kind: 'person' }> | null): Reply | undefined {
    const [, version, rest = ''] = prefix.exec(ask.path) ?? [];
    const [, name = '', id = '', more = ''] = /^\/([a-z-]+)(?:\/([^/]+))?(\/[a-z]+)?$/.exec(rest) ?? [];
    const key = `${ask.method} ${name}${id === '' ? '' : '/id'}${more}`;
    const route = this.#routes[key];
    const api = version === '1' ? 1 : 2;
    if (!this.installed || route === undefined || this.#lacks(api, key) || (identity === null && !this.#isPublic(key))) return undefined;
    if (!this.manner.old && this.throttle.refuses(ask.now)) return ocsReply(ask, failure(429, 'Reached maximum delay'));
    if (identity === null && key === 'GET server-key' && this.#refusesGuest(ask.now)) return ocsReply(ask, failure(429, ''));
    const refused = this.#isOpen(api, key) ? null : refusesClient(ask);
    const known: Omit<E2eeCall, 'who'> = { ask, api, person: identity?.person.userId ?? null, bySession: identity?.by === 'session', parameters: parametersOf(ask), fileId: Number.parseInt(id, 10) || 0 };
    const call: E2eeCall = { ...known, who: this.#whoAsks(known, key) };
    const said = refused === null ? this.#routed(route, call, key) : failure(403, refused);
    const answer = this.manner.old ? inOldManner(said) : said;
    const { headers, counted: counts } = answer as E2eeAnswer;
    if (counts === true) this.throttle.fail('e2ee', ask.now);
    const reply = ocsReply(ask, answer);
    return { ...reply, headers: { ...reply.headers, ...headers } };
  }

  #routed(route: Route, call: E2eeCall, key: string): E2eeAnswer {
    const ofFolder = key.includes('/id') && !key.endsWith('/filedrop');
    return call.who === '' && ofFolder ? counted(403, 'You are not allowed to access this folder') : route(call);
  }

  /** Who has a public link says so in a header; the old line reads it as a parameter, and of metadata only. */
  #whoAsks(call: Omit<E2eeCall, 'who'>, key: string): string {
    const whole = { ...call, who: '' };
    const token = this.isNew ? headerOf(whole, 'x-nc-e2ee-share-token') : key === 'GET meta-data/id' ? textOf(whole, 'shareToken') : '';
    return token === '' ? call.person ?? '' : linkName(token);
  }

  /** Guests have the server's key six times in ten minutes. */
  #refusesGuest(now: number): boolean {
    this.#guests = this.#guests.filter((at) => now - at < 600_000);
    const refuses = this.isNew && this.#guests.length >= 6;
    if (!refuses) this.#guests.push(now);
    return refuses;
  }

  /** What guests may ask: with a public link's token, or for what is public anyway. */
  #isPublic(key: string): boolean {
    const old = ['GET server-key', 'GET meta-data/id', 'PUT meta-data/id/filedrop'];
    return old.includes(key) || (this.isNew && (['GET public-key', 'GET private-key', 'PUT encrypted/id'].includes(key) || /^(?:POST|PUT|DELETE) (?:lock|meta-data)\/id$/.test(key)));
  }

  /** Routes that one version or line doesn't have. */
  #lacks(api: 1 | 2, key: string): boolean {
    return api === 1 && (key === 'POST meta-data/id' || key === 'DELETE encrypted-files' || (this.isNew && key === 'PUT meta-data/id/filedrop'));
  }

  /** Calls that any program may make. */
  #isOpen(api: 1 | 2, key: string): boolean {
    const always = ['DELETE private-key', 'DELETE public-key', 'DELETE encrypted-files', 'PUT meta-data/id/filedrop'];
    return always.includes(key) || (!this.isNew && api === 2 && /^(?:POST|PUT|DELETE) meta-data\/id$/.test(key));
  }
}

function routesOf(keys: KeyStore, folders: FolderCalls): Readonly<Record<string, Route>> {
  return {
    'GET server-key': () => keys.serverKey(),
    'GET private-key': (call) => keys.readPrivate(call),
    'POST private-key': (call) => keys.storePrivate(call),
    'DELETE private-key': (call) => keys.removePrivate(call),
    'GET public-key': (call) => keys.readCertificates(call),
    'POST public-key': (call) => keys.makeCertificate(call),
    'PUT public-key': (call) => keys.storeCertificate(call),
    'DELETE public-key': (call) => keys.removeCertificate(call),
    'PUT encrypted/id': (call) => folders.mark(call),
    'DELETE encrypted/id': (call) => folders.unmark(call),
    'DELETE encrypted-files': (call) => folders.removeAll(call),
    'POST lock/id': (call) => folders.lock(call),
    'DELETE lock/id': (call) => folders.unlock(call),
    'GET meta-data/id': (call) => folders.read(call),
    'POST meta-data/id': (call) => folders.write(call),
    'PUT meta-data/id': (call) => folders.write(call),
    'DELETE meta-data/id': (call) => folders.remove(call),
    'PUT meta-data/id/filedrop': (call) => folders.addDrop(call),
  };
}
