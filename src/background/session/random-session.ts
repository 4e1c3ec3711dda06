/**
 * For tests: a random life of the session against a small model of it. Few lives run in `npm test`, a thousand in
 * `npm run soak`.
 * @module
 */

import { chanceOf, type Chance } from '../../core/testing/chance.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import { defaultSettings, settingsStore, type SettingsStore } from '../settings.ts';
import { fakeStorage, type FakeStorage } from '../testing/fake-storage.ts';
import { autoLock } from './auto-lock.ts';
import { keyring } from './keyring.ts';
import { session, type Session } from './session.ts';
import { tries } from './tries.ts';

const minute = 60_000;
const secret = 'CNRY-app-password';
const passwords = ['correct horse', 'battery staple', '', '__proto__'] as const;

/** What must be true, in the plainest words. Times are milliseconds since 1970. */
interface Model {
  now: number;
  password: string;
  /** Whether the data key is held; a deadline that is over locks it at the next look. */
  held: boolean;
  locksAt: number | null;
  lockAfterMinutes: number;
  wrong: number;
  retryAt: number;
  /** Display name of the one account: what was written last. */
  name: string;
}

interface Life { model: Model; local: FakeStorage; volatile: FakeStorage; worker: Worker; chance: Chance }
/** Everything that dies with it. */
interface Worker { session: Session; settings: SettingsStore }
type Outcome = Problem['kind'] | 'done';
type Step = (life: Life) => Promise<void>;

/** Fifty random steps. Throws at the first that ends otherwise than the model says. */
export async function liveSession(seed: number): Promise<void> {
  const life = await begin(chanceOf(seed));
  const taken: string[] = [];
  for (let at = 0; at < 50; at++) {
    const name = life.chance.pick(Object.keys(steps));
    taken.push(name);
    try {
      await steps[name]?.(life);
      await compare(life);
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : 'It failed'} after ${taken.join(', ')}`, { cause: error });
    }
  }
}

const steps: Record<string, Step> = {
  async 'unlock'(life) {
    const { model } = life;
    const expected = tryPassword(model, model.password);
    expect('unlock', await outcome(life.worker.session.unlock(model.password)), expected);
    if (expected === 'done') hold(model);
  },
  async 'unlock wrongly'(life) {
    const wrong = life.chance.pick(passwords.filter((password) => password !== life.model.password));
    expect('unlock wrongly', await outcome(life.worker.session.unlock(wrong)), tryPassword(life.model, wrong));
  },
  async 'lock'({ model, worker: { session: here } }) {
    await here.lock();
    release(model);
  },
  async 'use'({ model, worker: { session: here } }) {
    expect('use', await outcome(here.use()), use(model));
  },
  async 'write'(life) {
    const { model, worker: { session: here } } = life;
    const name = `name ${life.chance.whole(0, 99)}`;
    const expected = use(model);
    const written = here.use().then(() => here.keyring.change((contents) => ({ ...contents, accounts: contents.accounts.map((account) => ({ ...account, displayName: name })) })));
    expect('write', await outcome(written), expected);
    if (expected === 'done') model.name = name;
  },
  async 'change the password'(life) {
    const { model, worker: { session: here }, chance } = life;
    const next = chance.pick(passwords);
    const current = chance.onceIn(3) ? next : model.password;
    let expected: Outcome = use(model);
    if (expected === 'done') expected = tryPassword(model, current);
    expect('change the password', await outcome(here.use().then(() => here.keyring.changePassword(current, next))), expected);
    if (expected === 'done') model.password = next;
  },
  async 'choose when it locks'({ model, worker: { settings }, chance }) {
    model.lockAfterMinutes = chance.pick([0, 1, 15, 60]);
    await settings.write({ ...defaultSettings, lockAfterMinutes: model.lockAfterMinutes });
  },
  'time goes by': ({ model, chance }) => Promise.resolve(void (model.now += chance.whole(0, 20 * minute))),
  'a moment goes by': ({ model, chance }) => Promise.resolve(void (model.now += chance.whole(0, 4000))),
  'the clock is set back': ({ model, chance }) => Promise.resolve(void (model.now -= chance.whole(0, 500 * minute))),
  'it becomes exactly that time': ({ model }) => Promise.resolve(void (model.now = model.locksAt ?? model.now)),
  'the worker dies': (life) => Promise.resolve(void (life.worker = worker(life))),
  'the browser closes': (life) => {
    life.volatile = fakeStorage();
    life.worker = worker(life);
    release(life.model);
    return Promise.resolve();
  },
};

async function begin(chance: Chance): Promise<Life> {
  const model: Model = { now: 1_800_000_000_000, password: 'correct horse', held: true, locksAt: null, lockAfterMinutes: 15, wrong: 0, retryAt: 0, name: 'Ada' };
  const rooms = { model, local: fakeStorage(), volatile: fakeStorage(), chance };
  const life: Life = { ...rooms, worker: worker(rooms) };
  await life.worker.session.keyring.change((contents) => ({ ...contents, accounts: [accountNamed('Ada')] }));
  await life.worker.session.keyring.protect(model.password);
  return life;
}

/** A new worker over the same storage. */
function worker({ model, local, volatile }: Omit<Life, 'worker'>): Worker {
  const now = () => model.now;
  const counted = tries(local, now);
  const settings = settingsStore(local);
  const started = session({
    // One round: it is the lives that matter here, not the stretching.
    keyring: keyring({ local, session: volatile, tries: counted, rounds: 1 }),
    autoLock: autoLock({ session: volatile, settings, alarms: { create: () => Promise.resolve(), clear: () => Promise.resolve(true) }, now }),
    tries: counted,
    locked: () => undefined,
    unlocked: () => undefined,
  });
  return { session: started, settings };
}

function accountNamed(displayName: string) {
  const id = 'aaaaaaaa-0000-4000-8000-000000000000';
  return { id, server: 'https://cloud.example', loginName: 'ada', userId: 'ada', displayName, appPassword: secret, passmanVersion: null } as Awaited<ReturnType<Session['keyring']['contents']>>['accounts'][number];
}

/* ------------------------------------------------------------------------- the model ---- */

function hold(model: Model): void {
  model.held = true;
  const next = model.lockAfterMinutes === 0 ? null : model.now + model.lockAfterMinutes * minute;
  // Within a second it isn't put off.
  const near = next !== null && model.locksAt !== null && next >= model.locksAt && next - model.locksAt < 1000;
  if (!near) model.locksAt = next;
}

function release(model: Model): void {
  model.held = false;
  model.locksAt = null;
}

/** A deadline that is missing or further away than the person wants is set anew. */
function look(model: Model): void {
  if (!model.held) return;
  if (model.locksAt !== null && model.now >= model.locksAt) release(model);
  else if (model.lockAfterMinutes !== 0 && (model.locksAt === null || model.locksAt > model.now + model.lockAfterMinutes * minute)) hold(model);
}

function use(model: Model): Outcome {
  look(model);
  if (!model.held) return 'locked';
  hold(model);
  return 'done';
}

/** Two wrong tries are free; from then on each waits twice as long as the one before, five minutes at most. */
function tryPassword(model: Model, password: string): Outcome {
  // However far a clock was set back, nobody waits longer than the longest wait.
  model.retryAt = Math.min(model.retryAt, model.now + 5 * minute);
  if (model.now < model.retryAt) return 'too-many-tries';
  if (password === model.password) {
    model.wrong = 0;
    model.retryAt = 0;
    return 'done';
  }
  model.wrong += 1;
  if (model.wrong > 2) model.retryAt = model.now + Math.min(5 * minute, 5000 * 2 ** (model.wrong - 3));
  return 'wrong-unlock-password';
}

/* -------------------------------------------------------------------- the comparison ---- */

async function compare({ model, worker: { session: here }, local, volatile }: Life): Promise<void> {
  look(model);
  if (!model.held) model.retryAt = Math.min(model.retryAt, model.now + 5 * minute);
  const state = await here.lockState();
  expect('the state', state.state, model.held ? 'unlocked' : 'locked');
  if (state.state === 'unlocked') expect('the deadline', state.locksAt, model.locksAt);
  if (state.state === 'locked') expect('the next try', state.retryAt, model.retryAt > model.now ? model.retryAt : null);
  const read = await here.keyring.contents().then(({ accounts }) => accounts.map(({ displayName }) => displayName).join(), (error: unknown) => kindOf(error));
  expect('the contents', read, model.held ? model.name : 'locked');
  if (local.dump().includes(secret)) throw new Error('A secret rests unsealed.');
  if (!model.held) expect('what the browser holds', volatile.dump(), '[]');
}

async function outcome(work: Promise<unknown>): Promise<Outcome> {
  return work.then(() => 'done', kindOf);
}

function kindOf(error: unknown): Problem['kind'] {
  if (error instanceof Failure) return error.problem.kind;
  throw error;
}

function expect(what: string, found: unknown, expected: unknown): void {
  if (found !== expected) throw new Error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
}
