/**
 * Invitations that stand on pages, where a person wants them noticed: found in link targets and visible text only, kept for
 * the tab until it shows another page, and followed by nobody but the person.
 * @see contracts: ScienceMesh §6.3
 * @module
 */

import * as v from 'valibot';

import { holdsInvite } from '../../core/people/invite.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { stored, type StorageArea } from '../stored.ts';

export interface SeenInvitesWorld {
  /** Dies with the browser. */
  session: StorageArea;
  wanted: () => Promise<boolean>;
  /** What looks like one on the page of a tab; empty where it may not be looked into. */
  textsOf: (tabId: number) => Promise<readonly string[]>;
}

const mostTabs = 50;

export class SeenInvites {
  readonly #world: SeenInvitesWorld;
  readonly #item;
  readonly #queue = oneAtATime();

  constructor(world: SeenInvitesWorld) {
    this.#world = world;
    this.#item = stored(world.session, 'seenInvites', v.array(v.object({ tabId: v.number(), text: v.string() })));
  }

  /** A page has been loaded. Never rejects. */
  async look(tabId: number): Promise<void> {
    if (!(await this.#world.wanted())) return;
    const text = (await this.#world.textsOf(tabId)).find(holdsInvite);
    await this.#keep(tabId, text ?? null);
  }

  /** Empty: there is none. */
  async of(tabId: number): Promise<string> {
    return (await this.#item.read())?.find((one) => one.tabId === tabId)?.text ?? '';
  }

  /** It shows another page, or is closed. */
  forget(tabId: number): Promise<void> {
    return this.#keep(tabId, null);
  }

  #keep(tabId: number, text: string | null): Promise<void> {
    return this.#queue(async () => {
      const all = (await this.#item.read()) ?? [];
      const others = all.filter((one) => one.tabId !== tabId);
      if (text === null && others.length === all.length) return;
      await this.#item.write([...others, ...(text === null ? [] : [{ tabId, text }])].slice(-mostTabs));
    });
  }
}
