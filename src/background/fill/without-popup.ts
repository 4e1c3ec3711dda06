/**
 * Filling from the keyboard command and the context menu: at once when there is just one login for the page,
 * else through the popup, where a person can choose, unlock or read why there is none.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import { fillLogin, type FillWorld } from './fill-login.ts';
import type { PageDocument } from './pages.ts';

export interface WithoutPopupWorld extends FillWorld {
  isUnlocked: () => Promise<boolean>;
  openVaults: () => Promise<Iterable<OpenVault>>;
  openPopup: () => Promise<void>;
}

export async function fillWithoutPopup(find: () => Promise<PageDocument>, world: WithoutPopupWorld): Promise<void> {
  try {
    if (!(await world.isUnlocked())) {
      await world.openPopup();
      return;
    }
    const page = await find();
    const offered = [...(await world.openVaults())].flatMap((vault) => vault.matches(page.url)).filter(({ match }) => match.offer);
    const [only, ...more] = offered;
    if (!only || more.length > 0) await world.openPopup();
    else await fillLogin(only.entry.id, page, world);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // The popup says in words what is the matter with this page.
    await world.openPopup();
  }
}
