/**
 * One well-formed question for every request of our screens, to be asked by somebody who may not: a refusal then is
 * about who asks, not about how.
 * @module
 */
import { credentialId, isAccountId, isGuid, vaultId, type AccountId, type Guid } from '../../src/core/ids.ts';
import { everyRight } from '../../src/core/credential/rights.ts';
import { emptyForm } from '../../src/core/credential/form.ts';
import { defaultPasswordRecipe } from '../../src/core/generator-recipes.ts';
import type { ScreenRequest, ScreenRequests } from '../../src/messages/contract.ts';

function checked<Id extends string>(text: string, is: (text: string) => text is Id): Id {
  if (!is(text)) throw new Error(text);
  return text;
}

const account: AccountId = checked('11111111-2222-4333-8444-555555555555', isAccountId);
const guid: Guid = checked('AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE', isGuid);
const nobodysVault = vaultId(account, guid);
const nobodysCredential = credentialId(nobodysVault, guid);

type Questions = { [Name in ScreenRequest]: ScreenRequests[Name]['ask'] };

/**
 * @param server - a base address that must not be contacted by these
 * @param known - a credential that there is
 */
export function forgedQuestions(server: string, known: ScreenRequests['getCredential']['ask']['credential'] = nobodysCredential): Questions {
  return {
    getState: {},
    probeServer: { address: server },
    startLoginFlow: { server, acceptPlainHttp: true },
    getLoginFlow: {},
    cancelLoginFlow: {},
    signIn: { server, loginName: 'eve', password: 'eve', acceptPlainHttp: true },
    signOut: { account },
    unlock: { password: 'eve' },
    lock: {},
    changeUnlockPassword: { current: 'eve', next: 'eve' },
    startOver: { confirm: 'eve' },
    openVault: { vault: nobodysVault, key: 'eve', unlockPassword: null },
    closeVault: { vault: nobodysVault },
    refresh: {},
    createVault: { account, name: 'eve', key: 'eve', unlockPassword: null },
    renameVault: { vault: nobodysVault, name: 'eve' },
    deleteVault: { vault: nobodysVault, confirm: 'eve' },
    changeVaultKey: { vault: nobodysVault, current: 'eve', next: 'eve' },
    controlKeyChange: { vault: nobodysVault, order: 'undo' },
    learnVaultKey: { vault: nobodysVault, key: 'eve' },
    getPopup: {},
    search: { query: '', limit: 50 },
    getCredential: { credential: known },
    reveal: { credential: known, part: { field: 'password' } },
    getCode: { credential: known },
    copy: { credential: known, part: { field: 'password' } },
    openSite: { credential: known },
    fill: { credential: known, tabId: 1, documentId: 'AAAA' },
    saveSettings: { settings: { lockAfterMinutes: 0, lockOnScreenLock: false, lockOnIdle: false, clearClipboardSeconds: 0, offerToSave: true, copyCodeAfterFill: true, notifyDue: false } },
    openForm: { credential: known, vault: null },
    keepDraft: { credential: known, vault: nobodysVault, form: emptyForm, base: null },
    dropDraft: { credential: known, vault: nobodysVault },
    saveCredential: { credential: known, vault: nobodysVault, form: emptyForm, base: null },
    setTrashed: { credentials: [known], trashed: true },
    destroyCredential: { credential: known, confirm: 'eve' },
    duplicateCredential: { credential: known, label: 'eve' },
    getSharing: { credential: known },
    findPeople: { credential: known, name: 'eve' },
    shareWith: { credential: known, userId: 'eve', rights: everyRight, trustNewKeys: true },
    setRights: { credential: known, userId: 'eve', rights: everyRight },
    unshareFrom: { credential: known, userId: 'eve' },
    stopSharing: { credential: known },
    publishLink: { credential: known, days: 30, views: null },
    withdrawLink: { credential: known },
    revealLink: { credential: known },
    copyLink: { credential: known },
    getShareOffers: { again: true },
    acceptOffer: { account, request: 1, vault: nobodysVault },
    declineOffer: { account, request: 1 },
    leaveShare: { credential: known },
    undo: { undo: 'eve' },
    listVault: { vault: nobodysVault, show: 'trash', query: '', order: 'best', offset: 0, limit: 50 },
    listTags: { vault: null, credentials: null },
    changeTags: { credentials: [known], add: ['eve'], remove: [] },
    setFavourite: { credentials: [known], favourite: true },
    moveCredentials: { credentials: [known], to: nobodysVault },
    listIds: { vault: null, show: 'active', query: '', order: 'best', offset: 0, limit: 50 },
    getQueue: {},
    sendQueue: {},
    getDrafts: {},
    dismissQueued: { id: 'eve' },
    beginAttaching: { credential: known, name: 'eve', mimetype: 'text/plain', size: 3, field: null },
    attachPart: { attaching: 'eve', part: 'AAAA' },
    endAttaching: { attaching: 'eve' },
    dropAttaching: { attaching: 'eve' },
    renameFile: { credential: known, fileId: 1, name: 'eve' },
    removeFile: { credential: known, fileId: 1 },
    openFile: { credential: known, fileId: 1 },
    readFilePart: { opened: 'eve', part: 0 },
    closeFile: { opened: 'eve' },
    getTransfers: { credential: known },
    retryTransfer: { id: 'eve' },
    dropTransfer: { id: 'eve' },
    getRevisions: { credential: known },
    compareRevision: { credential: known, revision: 1 },
    revealRevision: { credential: known, revision: 1, part: 'password', state: 'then' },
    restoreRevision: { credential: known, revision: 1 },
    deleteRevision: { credential: known, revision: 1 },
    keepRevision: { credential: known, revision: 1 },
    generate: { recipe: defaultPasswordRecipe, rules: null, site: '' },
    capturePage: { tabId: 1, documentId: 'eve' },
    addCode: { credential: known, otp: 'JBSWY3DPEHPK3PXP' },
    newForSite: { tabId: 1, documentId: 'D', otp: null },
    openGenerator: { site: null },
    getHealth: {},
    checkHealth: {},
    cancelHealth: {},
    listReused: { offset: 0, limit: 20 },
    setBreachService: { service: 'https://pwned.example' },
    checkBreaches: {},
    getGenerated: {},
    revealGenerated: { id: 'eve' },
    copyGenerated: { id: 'eve' },
    clearGenerated: {},
    useGenerated: { generated: 'eve', credential: null, tabId: 1, documentId: 'eve', how: 'copy' },
    compareImport: { vault: nobodysVault, logins: [] },
    stageImport: { id: null, vault: nobodysVault, rows: [{ row: 1, login: { form: emptyForm, trashed: false, created: null }, into: known }] },
    startImport: { id: 'eve' },
    getImport: {},
    cancelImport: { id: 'eve' },
    resumeImport: { id: 'eve' },
    undoImport: { id: 'eve' },
    dismissImport: { id: 'eve' },
    startExport: { format: 'csv', vault: null, password: 'eve', passphrase: null, style: 'exact' },
    readExport: { id: 'eve' },
    getCapture: { tabId: 1 },
    revealCapture: { capture: 'eve' },
    saveCapture: { capture: 'eve', credential: known, vault: nobodysVault, label: 'eve', username: 'eve', password: 'eve' },
    dismissCapture: { capture: 'eve', how: 'never' },
    getNeverSites: {},
    forgiveSite: { site: 'eve.example' },
  };
}
