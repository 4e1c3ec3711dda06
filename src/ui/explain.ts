/**
 * Problems in words: what happened, then what is safe and what to do. The only place that does it;
 * a new kind of problem doesn't compile until it has its sentences.
 * @module
 */

import { largestFile, shownFileName } from '../core/credential/file-name.ts';
import type { Problem } from '../core/problem.ts';
import { formatNumber, formatSize, t, tn } from '../messages/text.ts';
import { explainFolderRefusal, folderSentences } from './explain-folders.ts';
import { explainInvite, explainShare } from './explain-invite.ts';
import { explainServerRefusal } from './explain-server-refusal.ts';

/** `what` happened, as a sentence; `next`: what is safe and what to do, one or two sentences. */
export interface Explained { what: string; next: string }

type Sentences = { [Kind in Problem['kind']]: (problem: Extract<Problem, { kind: Kind }>) => Explained };

const sealedFile = { 'not-sealed': 'problemSealedNot', 'wrong-passphrase': 'problemSealedPassphrase', 'not-for-me': 'problemSealedForOthers', 'damaged': 'problemSealedDamaged', 'no-login': 'problemSealedNoLogin', 'no-key': 'problemSealedNoKey', 'too-large': 'problemSealedTooLarge' } as const;
const sealedNext: Partial<Record<keyof typeof sealedFile, 'problemSealedPassphraseNext' | 'problemSealedNothing'>> = { 'wrong-passphrase': 'problemSealedPassphraseNext', 'no-key': 'problemSealedNothing', 'too-large': 'problemSealedNothing' };
const notPermitted = { write: 'problemNotPermittedWrite', files: 'problemNotPermittedFiles', history: 'problemNotPermittedHistory' } as const;

const keyring = {
  'locked': () => ({ what: t('problemLocked'), next: t('problemLockedNext') }),
  'wrong-unlock-password': () => ({ what: t('problemWrongUnlockPassword'), next: t('problemWrongUnlockPasswordNext') }),
  'too-many-tries': () => ({ what: t('problemTooManyTries'), next: t('problemTooManyTriesNext') }),
  'wrong-vault-key': ({ vault }) => ({ what: t('problemWrongVaultKey', { vault }), next: t('problemWrongVaultKeyNext') }),
  'damaged-keyring': () => ({ what: t('problemDamagedKeyring'), next: t('problemDamagedKeyringNext') }),
  'newer-data': () => ({ what: t('problemNewerData'), next: t('problemNewerDataNext') }),
  'storage-failed': () => ({ what: t('problemStorageFailed'), next: t('problemStorageFailedNext') }),
} satisfies Partial<Sentences>;

const way = {
  'bad-address': () => ({ what: t('problemBadAddress'), next: t('problemBadAddressNext') }),
  'plain-http': ({ host }) => ({ what: t('problemPlainHttp', { host }), next: t('problemPlainHttpNext') }),
  'no-permission': ({ host }) => ({ what: t('problemNoPermission', { host }), next: t('problemNoPermissionNext') }),
  'unreachable': ({ host }) => ({ what: t('problemUnreachable', { host }), next: t('problemUnreachableNext') }),
  'timeout': ({ host }) => ({ what: t('problemTimeout', { host }), next: t('problemTimeoutNext') }),
  'cut-off': ({ host }) => ({ what: t('problemCutOff', { host }), next: t('problemCutOffNext') }),
  // Browsers don't tell where to.
  'redirected': ({ host, to }) => (to === ''
    ? { what: t('problemRedirectedAway', { host }), next: t('problemRedirectedAwayNext') }
    : { what: t('problemRedirected', { host, to }), next: t('problemRedirectedNext', { to }) }),
  'cancelled': () => ({ what: t('problemCancelled'), next: t('problemCancelledNext') }),
} satisfies Partial<Sentences>;

const server = {
  'not-nextcloud': ({ host }) => ({ what: t('problemNotNextcloud', { host }), next: t('problemNotNextcloudNext') }),
  'no-passman': ({ host }) => ({ what: t('problemNoPassman', { host }), next: t('problemNoPassmanNext') }),
  'wrong-login': ({ host }) => ({ what: t('problemWrongLogin', { host }), next: t('problemWrongLoginNext') }),
  'needs-login-flow': ({ host }) => ({ what: t('problemNeedsLoginFlow', { host }), next: t('problemNeedsLoginFlowNext') }),
  'signed-out': ({ host }) => ({ what: t('problemSignedOut', { host }), next: t('problemSignedOutNext') }),
  'password-lost': ({ host }) => ({ what: t('problemPasswordLost', { host }), next: t('problemPasswordLostNext') }),
  'throttled': ({ host, retryAfterSeconds }) => ({
    what: t('problemThrottled', { host }),
    next: retryAfterSeconds === null ? t('problemThrottledNext')
      : retryAfterSeconds < 120 ? t('problemThrottledNextSeconds', { seconds: formatNumber(retryAfterSeconds) })
      : t('problemThrottledNextMinutes', { minutes: formatNumber(Math.ceil(retryAfterSeconds / 60)) }),
  }),
  'maintenance': ({ host }) => ({ what: t('problemMaintenance', { host }), next: t('problemMaintenanceNext') }),
  // What a web server in front of Nextcloud says of files: by far the most usual one.
  'server-error': ({ host, status }) => (status === 413
    ? { what: t('problemTooLarge', { host }), next: t('problemTooLargeNext') }
    : { what: t('problemServerError', { host, status }), next: t('problemServerErrorNext') }),
  'forbidden': ({ host }) => ({ what: t('problemForbidden', { host }), next: t('problemForbiddenNext') }),
  'not-found': ({ host }) => ({ what: t('problemNotFound', { host }), next: t('problemNotFoundNext') }),
  'bad-answer': ({ host, why }) => ({ what: badAnswer(host, why), next: t('problemBadAnswerNext') }),
  'login-expired': ({ host }) => ({ what: t('problemLoginExpired', { host }), next: t('problemLoginExpiredNext') }),
  'no-app-api': ({ host }) => ({ what: t('problemNoAppApi', { host }), next: t('problemNoAppApiNext') }),
  'app-refused': ({ host }) => ({ what: t('problemAppRefused', { host }), next: t('problemAppRefusedNext') }),
  'app-disabled': ({ host }) => ({ what: t('problemAppDisabled', { host }), next: t('problemAppDisabledNext') }),
  'foreign-login-address': ({ host, to }) => ({ what: t('problemForeignLoginAddress', { host, to }), next: t('problemForeignLoginAddressNext') }),
} satisfies Partial<Sentences>;

const folders = {
  ...folderSentences,
  'no-e2ee': ({ host }) => ({ what: t('problemNoE2ee', { host }), next: t('problemNoE2eeNext') }),
  'folder-refused': ({ host, why }) => explainFolderRefusal(why, host),
} satisfies Partial<Sentences>;

const selfPrivacy = {
  'not-selfprivacy': ({ host }) => ({ what: t('problemNotSelfPrivacy', { host }), next: t('problemNotSelfPrivacyNext') }),
  'server-too-old': ({ host, version }) => ({ what: t('problemServerTooOld', { host, version }), next: t('problemServerTooOldNext') }),
  'wrong-phrase': ({ host }) => ({ what: t('problemWrongPhrase', { host }), next: t('problemWrongPhraseNext') }),
  'device-revoked': ({ host }) => ({ what: t('problemDeviceRevoked', { host }), next: t('problemDeviceRevokedNext') }),
  'restarting': ({ host }) => ({ what: t('problemRestarting', { host }), next: t('problemRestartingNext') }),
  'server-cannot': ({ host }) => ({ what: t('problemServerCannot', { host }), next: t('problemServerCannotNext') }),
  'server-refused': ({ why }) => explainServerRefusal(why),
} satisfies Partial<Sentences>;

const kept = {
  'gone': ({ what }) => ({ what: gone(what), next: t('problemGoneNext') }),
  'unproven-address': ({ label }) => ({ what: t('problemUnprovenAddress', { label }), next: t('problemUnprovenAddressNext') }),
  'unreadable-field': ({ label }) => ({ what: t('problemUnreadableField', { label }), next: t('problemUnreadableFieldNext') }),
  'unreadable-file': ({ name }) => ({ what: t('problemUnreadableFile', { name: shownFileName(name) }), next: t('problemUnreadableFileNext') }),
  'writes-waiting': ({ vault }) => ({ what: t('problemWritesWaiting', { vault }), next: t('problemWritesWaitingNext') }),
  'key-change-open': ({ vault }) => ({ what: t('problemKeyChangeOpen', { vault }), next: t('problemKeyChangeOpenNext') }),
  'unsent': ({ writes, drafts }) => ({ what: tn('problemUnsent', writes + drafts), next: t('problemUnsentNext') }),
  'changed-meanwhile': ({ label }) => ({ what: t('problemChangedMeanwhile', { label }), next: t('problemChangedMeanwhileNext') }),
  'cannot-move': ({ label }) => ({ what: t('problemCannotMoveShared', { label }), next: t('problemCannotMoveSharedNext') }),
  'file-not-copied': ({ name }) => ({ what: t('problemFileNotCopied', { name: shownFileName(name) }), next: t('problemFileNotCopiedNext', { limit: formatSize(largestFile) }) }),
  'unsent-changes': ({ label }) => ({ what: t('problemUnsentChanges', { label }), next: t('problemUnsentChangesNext') }),
  'no-sharing-keys': ({ who }) => ({ what: t('problemNoSharingKeys', { who }), next: t('problemNoSharingKeysNext') }),
  'new-sharing-keys': ({ who }) => ({ what: t('problemNewSharingKeys', { who }), next: t('problemNewSharingKeysNext', { who }) }),
  'broken-offer': ({ label }) => ({ what: t('problemBrokenOffer', { label }), next: t('problemBrokenOfferNext') }),
  'not-permitted': ({ right, owner }) => ({ what: t(notPermitted[right], { owner }), next: t('problemNotPermittedNext', { owner }) }),
} satisfies Partial<Sentences>;

const people = {
  'invite': ({ host, why }) => explainInvite(why, host),
  'share-refused': ({ host, why }) => explainShare(why, host),
  'sealed-file': ({ why }) => ({ what: t(sealedFile[why]), next: t(sealedNext[why] ?? 'problemSealedNext') }),
} satisfies Partial<Sentences>;

const page = {
  'wrong-site': ({ login, page }) => ({ what: t('problemWrongSite', { login, page }), next: t('problemWrongSiteNext') }),
  'insecure-page': ({ host }) => ({ what: t('problemInsecurePage', { host }), next: t('problemInsecurePageNext') }),
  'foreign-frame': ({ host, page }) => ({ what: t('problemForeignFrame', { host }), next: t('problemForeignFrameNext', { host, page }) }),
  'frame-of-other-site': ({ host, login }) => ({ what: t('problemFrameOfOtherSite', { host, login }), next: t('problemFrameOfOtherSiteNext', { host }) }),
  'closed-frame': ({ host }) => ({ what: t('problemClosedFrame', { host }), next: t('problemClosedFrameNext') }),
  'foreign-form': ({ host, plain }) => ({ what: t(plain ? 'problemPlainForm' : 'problemForeignForm', { host }), next: t('problemForeignFormNext') }),
  'no-site': ({ text }) => ({ what: t('problemNoSite', { text }), next: t('problemNoSiteNext') }),
  'same-site': ({ site }) => ({ what: t('problemSameSite', { site }), next: t('problemSameSiteNext') }),
  'site-excluded': ({ site }) => ({ what: t('problemSiteExcluded', { site }), next: t('problemSiteExcludedNext') }),
  'still-loading': () => ({ what: t('problemStillLoading'), next: t('problemStillLoadingNext') }),
  'restricted-page': () => ({ what: t('problemRestrictedPage'), next: t('problemRestrictedPageNext') }),
  'page-changed': () => ({ what: t('problemPageChanged'), next: t('problemPageChangedNext') }),
  'no-fields': () => ({ what: t('problemNoFields'), next: t('problemNoFieldsNext') }),
  'only-new-password': () => ({ what: t('problemOnlyNewPassword'), next: t('problemOnlyNewPasswordNext') }),
  'nothing-to-fill': () => ({ what: t('problemNothingToFill'), next: t('problemNothingToFillNext') }),
} satisfies Partial<Sentences>;

const ourselves = {
  'not-allowed': () => ({ what: t('problemNotAllowed'), next: t('problemNotAllowedNext') }),
  'outdated': () => ({ what: t('problemOutdated'), next: t('problemOutdatedNext') }),
  'bug': () => ({ what: t('problemBug'), next: t('problemBugNext') }),
} satisfies Partial<Sentences>;

const sentences: Sentences = { ...keyring, ...way, ...server, ...folders, ...selfPrivacy, ...kept, ...people, ...page, ...ourselves };

/** What a person is told about a problem. */
export function explain(problem: Problem): Explained {
  return (sentences[problem.kind] as (problem: Problem) => Explained)(problem);
}

/** Every kind of problem, for tests and for the table of screenshots. */
export const problemKinds = Object.keys(sentences) as readonly Problem['kind'][];

function badAnswer(host: string, why: Extract<Problem, { kind: 'bad-answer' }>['why']): string {
  switch (why) {
    case 'not-json': return t('problemBadAnswerNotJson', { host });
    case 'too-large': return t('problemBadAnswerTooLarge', { host });
    case 'too-deep': return t('problemBadAnswerTooDeep', { host });
    case 'shape': return t('problemBadAnswerShape', { host });
  }
}

function gone(what: Extract<Problem, { kind: 'gone' }>['what']): string {
  switch (what) {
    case 'credential': return t('problemGoneCredential');
    case 'vault': return t('problemGoneVault');
    case 'account': return t('problemGoneAccount');
    case 'file': return t('problemGoneFile');
    case 'revision': return t('problemGoneRevision');
    case 'offer': return t('problemGoneOffer');
    case 'import': return t('problemGoneImport');
    case 'export': return t('problemGoneExport');
    case 'server': return t('problemGoneServer');
    case 'capture': return t('problemGoneCapture');
    case 'folder': return t('problemGoneFolder');
    case 'contact': return t('problemGoneContact');
    case 'share': return t('problemGoneShare');
  }
}
