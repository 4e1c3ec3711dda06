/**
 * What there is to know about the site that a person is on.
 * @module
 */

import { lookAlike } from '../../core/sites/look-alike.ts';
import { readAddresses } from '../../core/sites/site.ts';
import type { ScreenHandlers } from '../answer.ts';
import type { App } from './app.ts';

export function siteHandlers({ vaults }: App): Pick<ScreenHandlers, 'getLookAlike'> {
  return {
    async getLookAlike({ host }) {
      const open = [...(await vaults.load()).values()];
      const lines = open.flatMap((vault) => [...vault.lines().values()]).filter(({ entry }) => !entry.trashed);
      const hosts = new Set(lines.flatMap(({ entry }) => readAddresses(entry.url).map((address) => address.host)));
      return { like: lookAlike(host, hosts) };
    },
  };
}
