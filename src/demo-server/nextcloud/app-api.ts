/**
 * AppAPI: apps outside of the server that may act as anybody, once their secret is known.
 * @see contracts: AppAPI §2
 * @module
 */

import type { Ask } from '../http/ask.ts';
import type { People, Person } from './people.ts';

export interface ExApp { id: string; version: string; secret: string; enabled: boolean }

/** `app`: the right secret and no user. `none`: the header isn't there, or AppAPI isn't. */
export type AppApiProof =
  | { kind: 'none' }
  | { kind: 'failed' }
  | { kind: 'throttled' }
  | { kind: 'app'; app: ExApp }
  | { kind: 'person'; app: ExApp; person: Person };

export const appApiVersion = '32.0.0';
const windowMilliseconds = 30 * 60_000;
const mostFailures = 10;
/** The one question that a disabled app may ask. */
const statePath = /^\/ocs\/v[12]\.php\/apps\/app_api\/ex-app\/state$/;

export class AppApi {
  installed = true;
  /** Before 32.0.10, files were open to disabled apps too. */
  davSkipsEnabledCheck = true;
  readonly apps = new Map<string, ExApp>();
  /** Whom apps have acted as. */
  readonly impersonations: string[] = [];
  #failures: { of: string; at: number }[] = [];

  register(app: Omit<ExApp, 'enabled'>): ExApp {
    const registered = { ...app, enabled: true };
    this.apps.set(app.id, registered);
    return registered;
  }

  prove(ask: Ask, people: People): AppApiProof {
    const header = textOf(ask, 'authorization-app-api');
    if (header === '' || !this.installed) return { kind: 'none' };
    if (this.#failures.filter(({ at }) => ask.now - at < windowMilliseconds).length > mostFailures) return { kind: 'throttled' };
    const id = textOf(ask, 'ex-app-id');
    if (id === '') return { kind: 'failed' };
    const [userId, secret] = pairIn(header);
    const app = this.apps.get(id);
    if (app?.secret !== secret) return this.#fail(`${id} ${userId}`, ask.now);
    return this.#admit(ask, { app, userId, people });
  }

  #admit(ask: Ask, { app, userId, people }: { app: ExApp; userId: string; people: People }): AppApiProof {
    const isDav = ask.path.startsWith('/remote.php/');
    if (!app.enabled && !statePath.test(ask.path) && !(isDav && this.davSkipsEnabledCheck)) return { kind: 'failed' };
    const version = textOf(ask, 'ex-app-version');
    if (version === '') return { kind: 'failed' };
    if (isHigher(version, app.version)) app.version = version;
    this.#failures = this.#failures.filter(({ of }) => of !== `${app.id} ${userId}`);
    if (userId === '') return { kind: 'app', app };
    const person = people.find(userId);
    if (person === undefined) return { kind: 'failed' };
    this.impersonations.push(userId);
    return { kind: 'person', app, person };
  }

  #fail(of: string, at: number): AppApiProof {
    this.#failures.push({ of, at });
    return { kind: 'failed' };
  }
}

function textOf(ask: Ask, name: string): string {
  const value = ask.headers[name];
  return typeof value === 'string' ? value : '';
}

/** Split at the first colon; PHP's decoder skips what is no base64. */
function pairIn(header: string): [string, string | null] {
  const decoded = Buffer.from(header, 'base64').toString('utf8');
  const cut = decoded.indexOf(':');
  return cut < 0 ? [decoded, null] : [decoded.slice(0, cut), decoded.slice(cut + 1)];
}

function isHigher(version: string, than: string): boolean {
  const parts = (text: string): number[] => text.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [mine, theirs] = [parts(version), parts(than)];
  const at = mine.findIndex((part, index) => part !== (theirs[index] ?? 0));
  return at >= 0 && (mine[at] ?? 0) > (theirs[at] ?? 0);
}
