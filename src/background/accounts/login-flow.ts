/**
 * Login Flow v2: the person signs in on the server's own page; we wait for the app password.
 *
 * The state lies in session storage, so that a worker that was stopped goes on waiting.
 * @see contracts: Nextcloud §8.1
 * @module
 */

import * as v from 'valibot';

import { beginLogin, pollLogin } from '../../clients/nextcloud/login-flow.ts';
import { isAccountId, type AccountId } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import type { LoginFlow } from '../../messages/contract.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { stored, type StorageArea, type Stored } from '../stored.ts';
import { strangerServer } from './server-of.ts';
import { isPassing, revokeLogin, signInGranted, type SignInWorld } from './sign-in.ts';

export const loginFlowAlarm = 'login-flow';
const lifetimeMs = 20 * 60_000;
const pollEveryMs = 2000;
/** How long we go on after the person has closed the page. */
const closedMs = 60_000;

const shape = v.object({
  state: v.picklist(['waiting', 'done', 'failed']),
  server: v.string(),
  deviceName: v.optional(v.string()),
  poll: v.nullable(v.object({ token: v.string(), endpoint: v.string() })),
  tabId: v.nullable(v.number()),
  returnTabId: v.nullable(v.number()),
  expiresAt: v.number(),
  closedAt: v.nullable(v.number()),
  problem: v.nullable(v.custom<Problem>((value) => typeof value === 'object')),
  account: v.nullable(v.pipe(v.string(), v.guard(isAccountId))),
  /** Handed out once by the server: kept until the account is, so that a stopped worker loses nothing. */
  granted: v.nullable(v.object({ loginName: v.string(), appPassword: v.string() })),
});
type Flow = v.InferOutput<typeof shape>;

export interface LoginFlows {
  /** @param deviceName - what the server is to call this browser */
  begin: (server: string, deviceName: string) => Promise<LoginFlow>;
  current: () => Promise<LoginFlow>;
  cancel: () => Promise<LoginFlow>;
  /** Goes on waiting after the worker was stopped. */
  resume: () => Promise<void>;
  /** The person closed a tab: perhaps the login page. */
  tabClosed: (tabId: number) => Promise<void>;
  /** The account that came of it is gone. */
  forget: (account: AccountId) => Promise<void>;
}

export interface FlowTabs {
  open: (url: string) => Promise<number | null>;
  close: (tabId: number) => Promise<void>;
  show: (tabId: number) => Promise<void>;
  active: () => Promise<number | null>;
}

export interface LoginFlowWorld extends SignInWorld {
  session: StorageArea;
  tabs: FlowTabs;
  now: () => number;
  wait: (milliseconds: number) => Promise<void>;
  changed: () => void;
  /** Called once an account has been kept. */
  signedIn: () => void;
  alarms: { create: (name: string, every: { periodInMinutes: number }) => Promise<void>; clear: (name: string) => Promise<boolean> };
}

export function loginFlows(world: LoginFlowWorld): LoginFlows {
  return new WaitingLogin(world);
}

class WaitingLogin implements LoginFlows {
  readonly #world: LoginFlowWorld;
  readonly #item: Stored<Flow>;
  readonly #queue = oneAtATime();
  /** Reading the state and writing it again: short, so that nobody waits for a server here. */
  readonly #writes = oneAtATime();
  #running: Promise<void> | null = null;

  constructor(world: LoginFlowWorld) {
    this.#world = world;
    this.#item = stored(world.session, 'loginFlow', shape);
  }

  begin(server: string, deviceName: string): Promise<LoginFlow> {
    return this.#queue(async () => {
      const { tabs, now, alarms } = this.#world;
      const { login, poll } = await beginLogin(await strangerServer(server, this.#world), deviceName);
      const returnTabId = await tabs.active();
      const tabId = await tabs.open(login);
      const flow: Flow = { state: 'waiting', server, deviceName, poll, tabId, returnTabId, expiresAt: now() + lifetimeMs, closedAt: null, problem: null, account: null, granted: null };
      await this.#writes(() => this.#item.write(flow));
      await alarms.create(loginFlowAlarm, { periodInMinutes: 0.5 });
      void this.resume();
      return view(flow);
    });
  }

  async current(): Promise<LoginFlow> {
    return view(await this.#item.read());
  }

  cancel(): Promise<LoginFlow> {
    return this.#queue(async () => {
      const flow = await this.#item.read();
      await this.#forget();
      if (flow?.state === 'waiting' && flow.tabId !== null && flow.closedAt === null) await this.#world.tabs.close(flow.tabId);
      return view(null);
    });
  }

  resume(): Promise<void> {
    this.#running ??= this.#run().finally(() => { this.#running = null; });
    return this.#running;
  }

  async tabClosed(tabId: number): Promise<void> {
    await this.#writes(async () => {
      const flow = await this.#item.read();
      if (flow?.state === 'waiting' && flow.tabId === tabId) await this.#item.write({ ...flow, closedAt: this.#world.now() });
    });
  }

  async forget(account: AccountId): Promise<void> {
    await this.#writes(async () => {
      if ((await this.#item.read())?.account === account) await this.#item.remove();
    });
  }

  async #run(): Promise<void> {
    while (await this.#step()) await this.#world.wait(pollEveryMs);
  }

  /** One look at the server. Resolves to false when there is nothing more to wait for. */
  async #step(): Promise<boolean> {
    const flow = await this.#item.read();
    if (flow?.state !== 'waiting' || !flow.poll) return false;
    const now = this.#world.now();
    if (flow.closedAt !== null && now - flow.closedAt > closedMs) {
      await this.#forget();
      return false;
    }
    if (now >= flow.expiresAt) return this.#end(flow, { state: 'failed', problem: { kind: 'login-expired', host: new URL(flow.server).host } });
    try {
      const granted = flow.granted ?? (await pollLogin(await strangerServer(flow.server, this.#world), flow.poll));
      if (!granted) return true;
      const login = { server: flow.server, loginName: granted.loginName, password: granted.appPassword, deviceName: flow.deviceName };
      if (!isSame(flow, await this.#item.read())) {
        // Called off, or everything was forgotten, while the server answered: nobody wants this login any more.
        await revokeLogin(login, this.#world);
        return true;
      }
      await this.#keepGranted(flow, granted);
      const account = await signInGranted(login, this.#world);
      const more = await this.#end(flow, { state: 'done', account });
      this.#world.signedIn();
      return more;
    } catch (error) {
      const problem: Problem = error instanceof Failure ? error.problem : { kind: 'bug' };
      return isPassing(problem) || this.#end(flow, { state: 'failed', problem });
    }
  }

  async #keepGranted(flow: Flow, { loginName, appPassword }: NonNullable<Flow['granted']>): Promise<void> {
    await this.#writes(async () => {
      const now = await this.#item.read();
      if (now && isSame(flow, now)) await this.#item.write({ ...now, granted: { loginName, appPassword } });
    });
  }

  /** Resolves to true if another flow has taken its place: that one is waited for, and not written over. */
  async #end(flow: Flow, end: Partial<Flow>): Promise<boolean> {
    const { alarms, changed, tabs } = this.#world;
    const ended = await this.#writes(async () => {
      const now = await this.#item.read();
      if (!now || !isSame(flow, now)) return null;
      await this.#item.write({ ...now, ...end, poll: null, granted: null });
      return now;
    });
    if (!ended) return true;
    await alarms.clear(loginFlowAlarm);
    changed();
    if (ended.tabId !== null && ended.closedAt === null && end.state === 'done') {
      await tabs.close(ended.tabId);
      if (ended.returnTabId !== null) await tabs.show(ended.returnTabId);
    }
    return false;
  }

  async #forget(): Promise<void> {
    await this.#world.alarms.clear(loginFlowAlarm);
    await this.#writes(() => this.#item.remove());
    this.#world.changed();
  }
}

function isSame(flow: Flow, other: Flow | null): boolean {
  return other?.poll?.token === flow.poll?.token;
}

function view(flow: Flow | null): LoginFlow {
  if (!flow) return { state: 'none', host: '', expiresAt: null, problem: null, account: null };
  return { state: flow.state, host: new URL(flow.server).host, expiresAt: flow.state === 'waiting' ? flow.expiresAt : null, problem: flow.problem, account: flow.account };
}
