/**
 * People on other servers: invitations, contacts, and what is shared with them.
 * @module
 */

import type { PeopleRequests } from '../../messages/people-contract.ts';
import type { ScreenHandlers } from '../answer.ts';
import { copySecret } from '../copy-secret.ts';
import type { App } from './app.ts';
import { whileUnlocked } from './while-unlocked.ts';

const peoplePage = '/src/ui/people/index.html';

export function peopleHandlers(app: App): Pick<ScreenHandlers, keyof PeopleRequests> {
  const { session, people, chosenInvite, seenInvites } = app;
  const { used } = whileUnlocked(session);
  const done = <Ask>(handle: (ask: Ask) => Promise<void>) => used(async (ask: Ask) => {
    await handle(ask);
    app.changed();
    return {};
  });
  return {
    getPeople: used(({ account, again }) => people.view(account, again)),
    makeInvite: used(({ account, ...invite }) => people.invites.make(account, invite)),
    handOver: used(({ account, ref }) => people.invites.handOver(account, ref)),
    copyInvite: used(async ({ account, ref, what }) => copySecret((await people.invites.handOver(account, ref))[what], app)),
    revokeInvite: done(({ account, ref }) => people.invites.revoke(account, ref)),
    resendInvite: done(({ account, ref }) => people.invites.resend(account, ref)),
    mailInvite: done(({ account, ref, ...to }) => people.invites.mail(account, ref, to)),
    previewInvite: used(({ account, text }) => people.invites.preview(account, text)),
    acceptInvite: done(({ account, text }) => people.invites.accept(account, text)),
    takeChosenInvite: used(async () => ({ text: await chosenInvite.take() })),
    seesInvite: used(async ({ tabId }) => ({ there: (await seenInvites.of(tabId)) !== '' })),
    openSeenInvite: used(async ({ tabId }) => {
      await chosenInvite.put(await seenInvites.of(tabId));
      await app.openTab(peoplePage);
      return {};
    }),
    addContact: done(({ account, ...contact }) => people.contacts.add(account, contact)),
    removeContact: used(({ account, ref }) => people.contacts.remove(account, ref)),
    restoreContact: done(({ account, undo }) => people.contacts.restore(account, undo)),
    listChoices: used(async ({ account, path }) => ({ rows: await people.shares.choices(account, path) })),
    shareFile: used(async ({ account, ...file }) => {
      const shared = await people.shares.share(account, file);
      app.changed();
      return shared;
    }),
    changeShare: done(({ account, id: share, ...change }) => people.shares.change(account, { share, ...change })),
    revokeShare: done(({ account, id }) => people.shares.revoke(account, id)),
    getSealKey: used(({ account }) => people.keys.own(account)),
    pinKey: done(({ account, cloudId, text }) => people.keys.pin(account, cloudId, text)),
    opensByKey: used(async ({ account, id }) => ({ byKey: await people.sealed.opensByKey(account, id) })),
    sendSealed: used(({ account, ...sealed }) => people.sealed.send(account, sealed)),
    answerShare: done(({ account, id, accept }) => people.shares.answer(account, id, accept)),
    leaveShareOf: done(({ account, id }) => people.shares.leave(account, id)),
    openSealed: used(({ account, id, passphrase, vault }) => people.sealed.open(account, { share: id, passphrase, vault })),
  };
}
