/**
 * What went wrong between servers, with an invitation or a share, in words.
 * @module
 */

import type { InviteTrouble, ShareTrouble } from '../core/problem.ts';
import { t } from '../messages/text.ts';
import type { Explained } from './explain.ts';

const sentences: Readonly<Record<InviteTrouble, (host: string) => Explained>> = {
  'disabled': (host) => ({ what: t('problemInviteDisabled', { host }), next: t('problemInviteDisabledNext') }),
  'unknown': () => ({ what: t('problemInviteUnknown'), next: t('problemInviteUnknownNext') }),
  'expired': () => ({ what: t('problemInviteExpired'), next: t('problemInviteExpiredNext') }),
  'used': () => ({ what: t('problemInviteUsed'), next: t('problemInviteUsedNext') }),
  'own-server': () => ({ what: t('problemInviteOwnServer'), next: t('problemInviteOwnServerNext') }),
  'no-invites-there': () => ({ what: t('problemInviteNoInvitesThere'), next: t('problemInviteNoInvitesThereNext') }),
  'profile': (host) => ({ what: t('problemInviteProfile', { host }), next: t('problemInviteProfileNext') }),
  'address-needed': (host) => ({ what: t('problemInviteAddressNeeded', { host }), next: t('problemInviteAddressNeededNext') }),
  'bad-address': (host) => ({ what: t('problemInviteBadAddress', { host }), next: t('problemInviteBadAddressNext') }),
  'invited-already': () => ({ what: t('problemInviteInvitedAlready'), next: t('problemInviteInvitedAlreadyNext') }),
  'has-address': () => ({ what: t('problemInviteHasAddress'), next: t('problemInviteHasAddressNext') }),
  'mail-failed': (host) => ({ what: t('problemInviteMailFailed', { host }), next: t('problemInviteMailFailedNext') }),
  'remote-nonsense': () => ({ what: t('problemInviteRemoteNonsense'), next: t('problemInviteRemoteNonsenseNext') }),
  'no-contact-made': () => ({ what: t('problemInviteNoContactMade'), next: t('problemInviteNoContactMadeNext') }),
  'mesh-down': (host) => ({ what: t('problemInviteMeshDown', { host }), next: t('problemInviteMeshDownNext') }),
  'not-accepted': (host) => ({ what: t('problemInviteNotAccepted', { host }), next: t('problemInviteNotAcceptedNext') }),
};

/** @param host - one's own server, which was asked */
export function explainInvite(why: InviteTrouble, host: string): Explained {
  return sentences[why](host);
}

/** Every reason, for tests. */
export const inviteTroubles = Object.keys(sentences) as readonly InviteTrouble[];

const shareSentences: Readonly<Record<ShareTrouble, (host: string) => Explained>> = {
  'refused': (host) => ({ what: t('problemShareRefused', { host }), next: t('problemShareRefusedNext') }),
  'not-asked': (host) => ({ what: t('problemShareRefused', { host }), next: t('problemShareNotAskedNext') }),
  'no-mesh': () => ({ what: t('problemShareNoMesh'), next: t('problemShareNoMeshNext') }),
  'must-invite': () => ({ what: t('problemShareMustInvite'), next: t('problemShareMustInviteNext') }),
  'unreachable': () => ({ what: t('problemShareUnreachable'), next: t('problemShareUnreachableNext') }),
  'encrypted': () => ({ what: t('problemShareEncrypted'), next: t('problemShareEncryptedNext') }),
};

/** @param host - one's own server, which was asked */
export function explainShare(why: ShareTrouble, host: string): Explained {
  return shareSentences[why](host);
}

/** Every reason, for tests. */
export const shareTroubles = Object.keys(shareSentences) as readonly ShareTrouble[];
