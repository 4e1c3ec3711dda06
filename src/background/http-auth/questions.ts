/**
 * Answers a server that asks for a name and a password (HTTP authentication), once a person has said with which login.
 *
 * Only for the page that a person goes to, never for what a page loads or for a proxy; only logins that are saved for this
 * very host; and each question once: whoever is asked again has been refused, and the browser takes over. A yes holds for
 * this origin and realm until the browser closes.
 * @see guides: threats S-06
 * @module
 */

import * as v from 'valibot';

import type { Reading } from '../../core/credential/credential.ts';
import { shownFileName } from '../../core/credential/file-name.ts';
import type { CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { domainOf } from '../../core/sites/site.ts';
import type { ServerQuestion } from '../../messages/contract.ts';
import { mayFillInto, unsaid } from '../fill/may-fill.ts';
import { stored, type StorageArea } from '../stored.ts';
import type { Vaults } from '../vaults/vaults.ts';

/** What the browser says of a request that was answered with 401 or 407; a part of `chrome.webRequest.OnAuthRequiredDetails`. */
export interface AuthDetails { requestId: string; url: string; type: string; tabId: number; frameId: number; isProxy: boolean; scheme: string; realm?: string }
/** Empty: the browser asks by itself. */
export type AuthAnswer = { authCredentials: { username: string; password: string } } | Record<string, never>;

export interface QuestionsWorld {
  session: StorageArea;
  isUnlocked: () => Promise<boolean>;
  vaults: Pick<Vaults, 'load' | 'credential'>;
  /** Shows the question; calls `closed` when the person has closed it. @returns how to take it away */
  show: (question: string, tabId: number, closed: () => void) => Promise<() => void>;
}

interface Waiting { question: ServerQuestion; decide: (credential: CredentialId | null) => void }

/** Milliseconds; then the browser asks by itself. */
const patience = 120_000;
/** Matches of the same host; see `core/sites/match.ts`. */
const sameHost = 3;
const mostTried = 200;
const longestRealm = 200;
const shape = v.object({ yes: v.array(v.object({ origin: v.string(), realm: v.string(), credential: v.string() })) });

export class Questions {
  readonly #world: QuestionsWorld;
  readonly #agreed;
  readonly #waiting = new Map<string, Waiting>();
  /** Requests that were answered before, the last one last. */
  #tried: readonly string[] = [];

  constructor(world: QuestionsWorld) {
    this.#world = world;
    this.#agreed = stored(world.session, 'http-auth', shape);
  }

  /** Never throws: the browser asks by itself where we cannot. */
  async answer(details: AuthDetails): Promise<AuthAnswer> {
    try {
      return await this.#answer(details);
    } catch {
      return {};
    }
  }

  get(id: string): ServerQuestion | null {
    return this.#waiting.get(id)?.question ?? null;
  }

  /** Nothing happens where it waits no longer. @throws {Failure} `not-allowed` for a login that was not offered */
  decide(id: string, credential: CredentialId | null): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    if (credential !== null && !waiting.question.logins.some((login) => login.credential === credential)) throw new Failure({ kind: 'not-allowed' });
    waiting.decide(credential);
  }

  async #answer({ requestId, url, type, tabId, frameId, isProxy, scheme, realm = '' }: AuthDetails): Promise<AuthAnswer> {
    const page = URL.parse(url);
    if (page === null || isProxy || type !== 'main_frame' || frameId !== 0 || tabId < 0 || !/^(?:basic|digest)$/i.test(scheme)) return {};
    const place = { origin: page.origin, realm };
    if (this.#tried.includes(requestId)) {
      await this.#forget(place);
      return {};
    }
    this.#tried = [...this.#tried, requestId].slice(-mostTried);
    // Which sites there are logins for is known only behind the lock.
    if (!(await this.#world.isUnlocked())) return {};
    const agreed = (await this.#yes()).find((each) => each.origin === place.origin && each.realm === place.realm);
    const logins = await this.#loginsFor(page);
    const known = logins.find(({ credential }) => credential === agreed?.credential);
    const chosen = known?.credential ?? (logins.length === 0 ? null : await this.#ask({ ...siteOf(page), realm: shownFileName(realm).slice(0, longestRealm), logins }, tabId));
    if (chosen === null) return {};
    const credential = await this.#world.vaults.credential(chosen);
    mayFillInto(credential, page, unsaid);
    const username = valueOf(credential.username) || valueOf(credential.email);
    await this.#agreed.write({ yes: [...(await this.#yes()).filter((each) => each.origin !== place.origin || each.realm !== place.realm), { ...place, credential: chosen }] });
    return { authCredentials: { username, password: valueOf(credential.password) } };
  }

  async #loginsFor(page: URL): Promise<ServerQuestion['logins']> {
    const found = [...(await this.#world.vaults.load()).values()].flatMap((vault) => vault.matches(page));
    return found.flatMap(({ entry: { id, label, username }, match }) => (match.offer && match.strength >= sameHost ? [{ credential: id, label, account: username }] : [])).slice(0, 20);
  }

  async #ask(question: ServerQuestion, tabId: number): Promise<CredentialId | null> {
    const id = crypto.randomUUID();
    let hide = (): void => undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise<CredentialId | null>((decide, fail) => {
        this.#waiting.set(id, { question, decide });
        timer = setTimeout(() => { decide(null); }, patience);
        this.#world.show(id, tabId, () => { decide(null); }).then((close) => { hide = close; }, fail);
      });
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
      hide();
    }
  }

  async #yes() {
    return (await this.#agreed.read())?.yes ?? [];
  }

  async #forget({ origin, realm }: { origin: string; realm: string }): Promise<void> {
    await this.#agreed.write({ yes: (await this.#yes()).filter((each) => each.origin !== origin || each.realm !== realm) });
  }
}

function siteOf({ host, hostname, protocol }: URL): Pick<ServerQuestion, 'host' | 'domain' | 'secure'> {
  return { host, domain: domainOf(hostname), secure: protocol === 'https:' };
}

/** @throws {Failure} `nothing-to-fill` */
function valueOf(reading: Reading<string>): string {
  if (reading.state === 'unreadable') throw new Failure({ kind: 'nothing-to-fill' });
  return reading.value;
}
