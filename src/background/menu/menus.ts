/**
 * Which menu belongs to which document: noted when a person opens it, under a nonce that is good for one menu.
 *
 * The nonce is handed to our script in that document, which puts it into the address of the menu's frame; the menu that
 * shows it first, in the same tab, is from then on known by its own document. It outlives the worker: a menu may stand open
 * for longer than a worker lives.
 * @see guides: threats S-10
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import type { MenuPurpose } from '../../messages/contract.ts';
import type { Sender } from '../answer.ts';
import type { PageDocument } from '../fill/pages.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { stored, type StorageArea } from '../stored.ts';

/** For a frame to load, on a busy machine too. */
const takenWithinMs = 15_000;
const lifetimeMs = 15 * 60_000;
/** Menus that are noted at a time; who opens more loses the first. */
const most = 50;

const entryShape = v.object({
  nonce: v.string(), purpose: v.picklist(['login', 'code', 'new-password']),
  tabId: v.number(), frameId: v.number(), documentId: v.string(), url: v.string(),
  /** The menu's own document; null: nobody has shown the nonce yet. */
  menu: v.nullable(v.string()),
  until: v.number(),
});
type Entry = v.InferOutput<typeof entryShape>;

/** A menu's document, and what the menu is for. */
export interface MenuTask { page: PageDocument; purpose: MenuPurpose }

export interface Menus {
  /** @returns the nonce */
  issue: (page: PageDocument, purpose: MenuPurpose) => Promise<string>;
  /** Once. @throws {Failure} `not-allowed` */
  take: (nonce: string, sender: Sender) => Promise<MenuTask>;
  /** Of a menu that has shown its nonce. @throws {Failure} `not-allowed` */
  of: (sender: Sender) => Promise<MenuTask>;
  /** The menu is closed. */
  drop: (sender: Sender) => Promise<void>;
}

/** @param now - milliseconds since 1970 */
export function menus({ session, now }: { session: StorageArea; now: () => number }): Menus {
  const queue = oneAtATime();
  const item = stored(session, 'menus', v.array(entryShape));
  const read = async (): Promise<readonly Entry[]> => ((await item.read()) ?? []).filter(({ until }) => until >= now());
  const find = (entries: readonly Entry[], sender: Sender): Entry | undefined => entries.find(({ menu, tabId }) => menu === nameOf(sender) && tabId === sender.tab?.id);
  return {
    issue: (page, purpose) => queue(async () => {
      const { url, ...place } = page;
      const entry: Entry = { ...place, url: url.href, nonce: crypto.randomUUID(), purpose, menu: null, until: now() + takenWithinMs };
      await item.write([...(await read()), entry].slice(-most));
      return entry.nonce;
    }),
    take: (nonce, sender) => queue(async () => {
      const entries = await read();
      const found = entries.find((entry) => entry.nonce === nonce);
      if (!found || found.menu !== null || found.tabId !== sender.tab?.id) throw new Failure({ kind: 'not-allowed' });
      const taken: Entry = { ...found, menu: nameOf(sender), until: now() + lifetimeMs };
      await item.write(entries.map((entry) => (entry === found ? taken : entry)));
      return taskOf(taken);
    }),
    of: async (sender) => {
      const found = find(await read(), sender);
      if (!found) throw new Failure({ kind: 'not-allowed' });
      return taskOf(found);
    },
    drop: (sender) => queue(async () => {
      const entries = await read();
      const found = find(entries, sender);
      await item.write(entries.filter((entry) => entry !== found));
    }),
  };
}

/** Where the browser names no documents, the frame has to do. */
function nameOf({ documentId, frameId }: Sender): string {
  return documentId ?? `frame ${frameId ?? -1}`;
}

function taskOf({ tabId, frameId, documentId, url, purpose }: Entry): MenuTask {
  return { page: { tabId, frameId, documentId, url: new URL(url) }, purpose };
}
