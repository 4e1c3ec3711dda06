/**
 * Keeping a vault in order: its list, page by page, and its tags.
 * @module
 */

import type { Entry } from '../../core/credential/entry.ts';
import { favouriteTag } from '../../core/credential/favourite.ts';
import { tagCounts } from '../../core/credential/tags.ts';
import type { ListAsk } from '../../messages/contract.ts';
import type { ScreenHandlers } from '../answer.ts';
import { rowOf, type VaultNames } from '../rows.ts';
import { searchWorld } from '../vaults/search-world.ts';
import { planCompromised } from '../writes/plan-compromised.ts';
import { planTags } from '../writes/plan-tags.ts';
import type { App } from './app.ts';
import { whileUnlocked } from './while-unlocked.ts';

type Names = 'listVault' | 'listIds' | 'listTags' | 'changeTags' | 'setCompromised' | 'setFavourite' | 'moveCredentials';

export function organiseHandlers(app: App): Pick<ScreenHandlers, Names> {
  const { session, vaults, writes } = app;
  const { used } = whileUnlocked(session);
  return {
    listVault: used(async ({ offset, limit, ...ask }) => {
      const names: VaultNames = new Map((await session.keyring.contents()).vaults.map(({ id, name }) => [id, name]));
      const found = await find(ask, names, app);
      return { rows: found.slice(offset, offset + limit).map((entry) => rowOf(entry, names)), total: found.length };
    }),
    listIds: used(async ({ offset, limit, ...ask }) => {
      const names: VaultNames = new Map((await session.keyring.contents()).vaults.map(({ id, name }) => [id, name]));
      return { ids: (await find(ask, names, app)).slice(offset, offset + limit).map(({ id }) => id) };
    }),
    changeTags: used(({ credentials, add, remove }) => writes.changeMany(credentials, planTags({ add, remove }))),
    setCompromised: used(({ credential, compromised }) => writes.changeMany([credential], planCompromised(compromised))),
    setFavourite: used(({ credentials, favourite }) => writes.changeMany(credentials, planTags(favourite ? { add: [favouriteTag], remove: [] } : { add: [], remove: [favouriteTag] }))),
    moveCredentials: used((ask) => writes.move(ask)),
    listTags: used(async ({ vault, credentials }) => {
      const open = [...(await vaults.load()).values()].filter(({ id }) => vault === null || id === vault);
      const entries = open.flatMap((each) => [...each.lines().values()].map(({ entry }) => entry));
      if (credentials === null) return { tags: tagCounts(entries) };
      const asked = new Set(await Promise.all(credentials.map((id) => writes.journal.resolve(id))));
      return { tags: tagCounts(entries.filter(({ id }) => asked.has(id)).map((entry) => ({ ...entry, trashed: false }))) };
    }),
  };
}

async function find({ vault, show, query, order }: ListAsk, names: VaultNames, app: App): Promise<readonly Entry[]> {
  const world = await searchWorld(query, names, app);
  return (await app.vaults.search()).search(query, { vault, show, order, world });
}
