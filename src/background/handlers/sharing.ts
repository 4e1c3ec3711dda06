/**
 * Sharing one's own credentials, and what others share.
 * @module
 */

import type { ScreenHandlers } from '../answer.ts';
import { copySecret } from '../copy-secret.ts';
import type { App } from './app.ts';
import { whileUnlocked } from './while-unlocked.ts';

type Names = 'getSharing' | 'findPeople' | 'shareWith' | 'setRights' | 'unshareFrom' | 'stopSharing' | 'publishLink' | 'withdrawLink' | 'revealLink' | 'copyLink'
  | 'getShareOffers' | 'acceptOffer' | 'declineOffer' | 'leaveShare';

export function sharingHandlers(app: App): Pick<ScreenHandlers, Names> {
  const { session, sharing: { sharing, offers } } = app;
  const { used } = whileUnlocked(session);
  return {
    getSharing: used(({ credential }) => sharing.view(credential)),
    findPeople: used(async (ask) => ({ people: await sharing.findPeople(ask) })),
    shareWith: used((ask) => sharing.shareWith(ask)),
    setRights: used((ask) => sharing.setRights(ask)),
    unshareFrom: used((ask) => sharing.unshareFrom(ask)),
    stopSharing: used(({ credential }) => sharing.stop(credential)),
    publishLink: used((ask) => sharing.publish(ask)),
    withdrawLink: used(({ credential }) => sharing.withdraw(credential)),
    revealLink: used(async ({ credential }) => ({ url: await sharing.linkOf(credential) })),
    copyLink: used(async ({ credential }) => copySecret(await sharing.linkOf(credential), app)),
    getShareOffers: used((ask) => offers.known(ask)),
    acceptOffer: used((ask) => offers.accept(ask)),
    declineOffer: used(async (ask) => {
      await offers.decline(ask);
      return {};
    }),
    leaveShare: used(async ({ credential }) => {
      await offers.leave(credential);
      return {};
    }),
  };
}
