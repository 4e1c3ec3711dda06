/**
 * What there is to know about the site that a person is on, and what they say of sites that belong together.
 * @module
 */

import { partByName } from '../../core/credential/typed-name.ts';
import { lookAlike } from '../../core/sites/look-alike.ts';
import { readAddresses } from '../../core/sites/site.ts';
import type { SiteSet } from '../../core/sites/site-sets.ts';
import type { ScreenHandlers } from '../answer.ts';
import { knownOf, offersFor } from '../fill/offers.ts';
import { typedName } from '../fill/typed-name.ts';
import type { App } from './app.ts';
import { whileUnlocked } from './while-unlocked.ts';

export function siteHandlers(app: App): Pick<ScreenHandlers, 'getLookAlike' | 'getNamed' | 'getSiteSets' | 'joinSites' | 'saveSiteSets'> {
  const { session, vaults, siteSets, changed } = app;
  const { used } = whileUnlocked(session);
  const said = async (change: Promise<readonly SiteSet[]>) => {
    const sets = await change;
    changed();
    return { sets };
  };
  return {
    async getLookAlike({ host }) {
      const open = [...(await vaults.load()).values()];
      const lines = open.flatMap((vault) => [...vault.lines().values()]).filter(({ entry }) => !entry.trashed);
      const hosts = new Set(lines.flatMap(({ entry }) => readAddresses(entry.url).map((address) => address.host)));
      return { like: lookAlike(host, hosts) };
    },
    getNamed: used(async ({ tabId, documentId }) => {
      const top = await app.pages.same(tabId, documentId);
      const { entries } = offersFor(top.url, (await vaults.load()).values(), await knownOf(top, app));
      return { named: partByName(entries, await typedName({ top, frame: null }, app)).named.map(({ id }) => id) };
    }),
    getSiteSets: used(async () => ({ sets: await siteSets.list() })),
    joinSites: used(async ({ sites }) => {
      const before = await siteSets.list();
      return { ...await said(siteSets.join(sites)), before };
    }),
    saveSiteSets: used(({ sets }) => said(siteSets.replace(sets))),
  };
}
