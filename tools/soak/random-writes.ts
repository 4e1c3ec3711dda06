/**
 * A random life with a vault: typing, saving, closing, locking, other devices, failing servers and workers that die at
 * any moment. Whatever a person entered and did not take back must be somewhere in the end: in the vault, in its
 * history, in a draft or in the queue.
 * @see guides: reliability
 * @module
 */

import type { CredentialForm } from '../../src/core/credential/form.ts';
import type { CredentialId } from '../../src/core/ids.ts';
import { Failure } from '../../src/core/problem.ts';
import { chanceOf, type Chance } from '../../src/core/testing/chance.ts';
import { openWorld, type World } from './writing-world.ts';

const steps = 40;
const parts = ['username', 'email', 'password', 'description', 'label'] as const;
type TextPart = (typeof parts)[number];

/** A form in front of the person. `typed`: what is in it and not saved yet. */
interface Page { credential: CredentialId | null; form: CredentialForm; base: string | null; typed: Map<TextPart, string> }

interface Life {
  world: World;
  chance: Chance;
  page: Page | null;
  /** What must be somewhere. */
  entered: Set<string>;
  /** What is in a draft on the disk, by what the draft is of. */
  drafted: Map<string, Map<TextPart, string>>;
  items: CredentialId[];
  undo: string | null;
  count: number;
}

/** @throws when something that was entered is nowhere, or something is there twice */
export async function liveWithWrites(seed: number): Promise<void> {
  const chance = chanceOf(seed);
  const world = await openWorld();
  const life: Life = { world, chance, page: null, entered: new Set(), drafted: new Map(), items: [world.first], undo: null, count: 0 };
  const taken: string[] = [];
  try {
    for (let at = 0; at < steps; at++) {
      const name = chance.pick(Object.keys(deeds));
      taken.push(name);
      await deeds[name]?.(life);
    }
    await assertNothingLost(life);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : 'It failed'} after ${taken.join(', ')}`, { cause: error });
  } finally {
    await world.close();
  }
}

const deeds: Record<string, (life: Life) => unknown> = {
  async 'open an item'(life) {
    await open(life, life.chance.pick(life.items));
  },
  async 'open a new one'(life) {
    await open(life, null);
  },
  'type': type,
  'type more': type,
  'save': save,
  async 'save while the worker dies'(life) {
    await beAtForm(life);
    mayDie(life);
    await save(life);
  },
  async 'save while the server fails'(life) {
    await beAtForm(life);
    mayFail(life);
    await save(life);
  },
  async 'save while both do'(life) {
    await beAtForm(life);
    mayFail(life);
    mayDie(life);
    await save(life);
  },
  'close the page': (life) => { life.page = null; },
  async 'discard'(life) {
    const { page } = life;
    if (!page) return;
    // From here on nobody minds where it is, even if the worker dies over it.
    for (const value of page.typed.values()) life.entered.delete(value);
    life.page = null;
    life.drafted.delete(draftName(page));
    await attempt(life, ({ drafts, vault }) => drafts.drop(page.credential, vault));
  },
  async 'undo'(life) {
    const { undo } = life;
    life.undo = null;
    if (undo !== null) await attempt(life, ({ writes }) => writes.undo({ undo }));
  },
  async 'trash or restore'(life) {
    const credential = life.chance.pick(life.items);
    const trashed = life.chance.onceIn(2);
    await attempt(life, ({ writes }) => writes.setTrashed({ credentials: [credential], trashed }));
  },
  async 'another device writes'({ world, chance, entered, count }) {
    const value = `other-${count}-${chance.whole(0, 1e9)}`;
    if (await world.otherDevice(chance.pick(['username', 'email', 'password', 'description']), value)) entered.add(value);
  },
  async 'sync'(life) {
    await attempt(life, ({ sync }) => sync());
  },
  'the worker will die': (life) => { mayDie(life); },
  'the worker dies': ({ world }) => { world.renew(); },
  async 'it locks'({ world }) {
    await world.lock();
    await world.unlock();
  },
  async 'it locks meanwhile'(life) {
    // Whatever happens next meets the lock on its way.
    await beAtForm(life);
    const locking = life.world.lock();
    await life.chance.pick([type, save])(life);
    await locking;
    await life.world.unlock();
    await settlePage(life);
  },
  'the server fails': (life) => { mayFail(life); },
  'the network is gone': ({ world }) => { world.fail('drop', Infinity); },
  'the network is back': ({ world }) => { world.heal(); },
  'the clock jumps': ({ world, chance }) => { world.jump(chance.whole(-86_400_000, 86_400_000)); },
};

/** Some time soon: every act of a save is a moment in which it may be. */
function mayDie({ world, chance }: Life): void {
  world.worker.mortal.endAt(chance.whole(1, 40), chance.onceIn(2));
}

function mayFail({ world, chance }: Life): void {
  world.fail(chance.pick(['lost-answer', 'lost-answer', 'drop', 'cut', '409', '500', '429', '503']), chance.whole(1, 3));
}

/** With something typed that is not saved. */
async function beAtForm(life: Life): Promise<void> {
  if (!life.page) await open(life, life.chance.onceIn(3) ? null : life.chance.pick(life.items));
  await type(life);
}

async function open(life: Life, credential: CredentialId | null): Promise<void> {
  const opened = await attempt(life, ({ writes, vault }) => writes.openForm({ credential, vault }));
  if (!opened) return;
  const known = credential && (await attempt(life, ({ writes }) => writes.journal.resolve(credential)));
  const page: Page = { credential: known ?? credential, form: opened.form, base: opened.base, typed: new Map() };
  // What was typed before is taken up again.
  for (const [part, value] of life.drafted.get(draftName(page)) ?? []) if (opened.form[part] === value) page.typed.set(part, value);
  life.page = page;
}

async function type(life: Life): Promise<void> {
  const { page, chance } = life;
  if (!page) return;
  const part = chance.pick(parts);
  const value = `ours-${life.count++}-${chance.whole(0, 1e9)}`;
  const before = page.typed.get(part);
  // Typed over by the person: the word before is not missed.
  if (before !== undefined) life.entered.delete(before);
  page.typed.set(part, value);
  page.form = { ...page.form, [part]: value };
  life.entered.add(value);
  await settlePage(life);
}

/** The page keeps what it shows until the background says that it is kept. */
async function settlePage(life: Life): Promise<void> {
  const { page, world } = life;
  if (!page || page.typed.size === 0) return;
  const { credential, form, base } = page;
  for (let tries = 0; tries < 5; tries++) {
    const kept = await attempt(life, async ({ writes, vault }) => {
      await writes.drafts.keep({ credential, vault, form, base, problem: null, at: world.now() });
      return true;
    });
    if (kept === true) {
      life.drafted.set(draftName(page), new Map(page.typed));
      return;
    }
  }
}

async function save(life: Life): Promise<void> {
  const { page } = life;
  if (!page) return;
  await settlePage(life);
  const { credential, form, base } = page;
  const saved = await attempt(life, ({ writes, vault }) => writes.save({ credential, vault, form, base }));
  life.page = null;
  if (!saved) return;
  life.undo = saved.undo;
  life.drafted.delete(draftName(page));
  if (!life.items.includes(saved.credential)) life.items.push(saved.credential);
}

/** One call of the background. Null: it refused, or its worker died over it; the next one is there then. */
async function attempt<Result>({ world }: Life, act: (worker: World['worker']) => Promise<Result>): Promise<Result | null> {
  const { worker } = world;
  const refused = (error: unknown): null => {
    if (error instanceof Failure && error.problem.kind !== 'bug') return null;
    throw error;
  };
  const result = await Promise.race([act(worker).catch(refused), worker.mortal.ended.then(() => null)]);
  if (worker.mortal.isOver()) world.renew();
  return result;
}

function draftName({ credential }: Page): string {
  return credential ?? 'new';
}

async function assertNothingLost({ world, entered }: Life): Promise<void> {
  const { everywhere, labels, queue, shownHere, onServer } = await world.lookEverywhere();
  const lost = [...entered].filter((value) => !everywhere.includes(value));
  if (lost.length > 0) throw new Error(`Lost: ${lost.join(', ')}`);
  const twice = labels.filter((label, at) => label.startsWith('ours-') && labels.indexOf(label) !== at);
  if (twice.length > 0) throw new Error(`There twice: ${twice.join(', ')}`);
  if (queue > 0) throw new Error(`${queue} writes still wait.`);
  if (shownHere !== onServer) throw new Error(`Shown here is ${shownHere}, but the server has ${onServer}.`);
}

