/**
 * For tests: one well-formed question for each request about people, for those who may ask and those who may not.
 * @module
 */

import type { AccountId, CredentialId, VaultId } from '../../core/ids.ts';
import type { PeopleRequests } from '../people-contract.ts';

type Asks = { [Name in keyof PeopleRequests]: PeopleRequests[Name]['ask'] };

export function peopleAsks({ account, vault, credential }: { account: AccountId; vault: VaultId; credential: CredentialId }): Asks {
  const invite = { account, ref: 'an invitation' };
  const share = { account, id: '7' };
  return {
    getPeople: { account, again: true },
    makeInvite: { account, email: '', note: '' },
    handOver: invite,
    copyInvite: { ...invite, what: 'link' },
    revokeInvite: invite,
    resendInvite: invite,
    mailInvite: { ...invite, email: 'eve@mail.example', note: '' },
    previewInvite: { account, text: 'CNRY-token@cloud.example' },
    acceptInvite: { account, text: 'CNRY-token@cloud.example' },
    takeChosenInvite: {},
    seesInvite: { tabId: 7 },
    openSeenInvite: { tabId: 7 },
    addContact: { account, name: 'Eve', email: '', cloudId: 'eve@cloud.example' },
    removeContact: { account, ref: 'a.vcf' },
    restoreContact: { account, undo: 'a removal' },
    listChoices: { account, path: [] },
    shareFile: { account, path: ['Box'], cloudId: 'eve@cloud.example', mayChange: false, days: 7, note: '' },
    changeShare: { ...share, mayChange: true, days: 'as-is', note: '' },
    revokeShare: share,
    getSealKey: { account },
    pinKey: { account, cloudId: 'eve@cloud.example', text: 'latchkey-key:AAAA' },
    sendSealed: { account, what: { credential }, cloudId: 'eve@cloud.example', passphrase: 'CNRY-passphrase', days: 7 },
    opensByKey: share,
    answerShare: { ...share, accept: true },
    leaveShareOf: share,
    openSealed: { ...share, passphrase: 'CNRY-passphrase', vault },
  };
}
