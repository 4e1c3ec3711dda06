/**
 * Believable data for the screens: two people's worth of logins, none of them real.
 * @module
 */

import { credentialId, isAccountId, isGuid, vaultId, type AccountId, type CredentialId, type Guid, type VaultId } from '../../src/core/ids.ts';
import type { Problem } from '../../src/core/problem.ts';
import type { AccountSummary, AppState, CredentialView, PopupView, Row, ServerProbe, Settings, Site, VaultSummary } from '../../src/messages/contract.ts';

/** All screens are seen at this moment: 22 November 2026, 10:00 UTC, in milliseconds. */
export const now = Date.UTC(2026, 10, 22, 10, 0, 0);

const account = anAccount('a1b2c3d4-0000');
const privateVault = vaultId(account, aGuid('8E3F0001-0000-4000-8000-000000000001'));
const familyVault = vaultId(account, aGuid('8E3F0002-0000-4000-8000-000000000002'));

function anAccount(text: string): AccountId {
  if (!isAccountId(text)) throw new Error('not an account id');
  return text;
}

function aGuid(text: string): Guid {
  if (!isGuid(text)) throw new Error('not a guid');
  return text;
}

function anItem(vault: VaultId, number: number): CredentialId {
  return credentialId(vault, aGuid(`C0DE${String(number).padStart(4, '0')}-0000-4000-8000-000000000000`));
}

function row(number: number, texts: readonly [label: string, account: string, host: string], more: Partial<Row> = {}): Row {
  const [label, user, host] = texts;
  return { id: anItem(privateVault, number), label, account: user, host, vault: 'Private', hasCode: false, hasPassword: true, icon: null, damaged: false, shared: false, favourite: false, ...more };
}

export const shopRows: readonly Row[] = [
  row(1, ['Example shop', 'alice@mail.example', 'shop.example'], { hasCode: true }),
  row(2, ['Example shop (work)', 'a.smith', 'shop.example'], { favourite: true }),
  row(3, ['Shop returns desk', 'alice', 'returns.shop.example'], { damaged: true }),
];

export const vaultRows: readonly Row[] = [
  row(4, ['Allotment society', 'alice', 'allotments.example']),
  row(5, ['Bicycle insurance', 'AB-2210-77', 'insurance.example'], { favourite: true }),
  row(6, ['City library', '0049 2231', 'library.example'], { hasCode: true }),
  ...shopRows,
  row(7, ['Electricity meter portal with a name that is far too long for one line', 'alice.smith+meter@mail.example', 'grid.example']),
  row(8, ['Family calendar', 'alice', 'calendar.example'], { vault: 'Family', shared: true }),
  row(9, ['Home router', 'admin', '192.168.1.1']),
  row(10, ['Mail', 'alice@mail.example', 'mail.example'], { hasCode: true }),
  row(11, ['Railway', 'alice@mail.example', 'rail.example']),
  row(12, ['Tax office', '12 345 678 901', 'tax.example'], { hasCode: true }),
];

/** The server cannot be reached. */
export const away: Problem = { kind: 'unreachable', host: 'cloud.example' };

export const settings: Settings = { lockAfterMinutes: 15, lockOnScreenLock: true, lockOnIdle: true, clearClipboardSeconds: 30, offerToSave: true, copyCodeAfterFill: true, notifyDue: false, notifyPeople: false, menuInPages: false, noticeInvites: false };

export const signedIn: AccountSummary = {
  id: account, server: 'https://cloud.example', userId: 'alice', displayName: 'Alice Smith', passmanVersion: '2.5.1', plainHttp: false, deviceName: 'Latchkey (Chromium, Linux)', asApp: null, usedAt: now, problem: null,
};

export const openVault: VaultSummary = {
  id: privateVault, account, name: 'Private', state: 'open', items: 5012, damaged: 1, syncedAt: now - 90_000, syncing: false, problem: null,
};
export const family: VaultSummary = { ...openVault, id: familyVault, name: 'Family', items: 48, damaged: 0 };
export const closedVault: VaultSummary = { ...family, state: 'closed', items: 0, syncedAt: null };

export const unlocked: AppState = { lock: { state: 'unlocked', locksAt: now + 14 * 60_000 }, accounts: [signedIn], vaults: [openVault], settings, version: '0.1.0' };
export const locked: AppState = { ...unlocked, lock: { state: 'locked', retryAt: null }, accounts: [], vaults: [] };
export const fresh: AppState = { ...locked, lock: { state: 'new' } };
export const started: AppState = { ...unlocked, lock: { state: 'new' }, vaults: [{ ...openVault, state: 'closed', items: 0, syncedAt: null }] };

export const site: Site = { tabId: 7, documentId: 'D0C', host: 'shop.example', domain: 'shop.example', secure: true };
export const popup: PopupView = { app: unlocked, site, problem: null, matches: shopRows, withheld: null, asked: null, filled: null, rule: null, place: null, pasted: null };

export const shopDetails: CredentialView = {
  row: row(1, ['Example shop', 'alice@mail.example', 'shop.example'], { hasCode: true }),
  username: { state: 'read', value: 'alice@mail.example' },
  email: { state: 'read', value: '' },
  url: { state: 'read', value: 'https://shop.example/account/login' },
  description: { state: 'read', value: 'Customer since 2019.\nParcels go to the neighbours on weekdays.' },
  tags: { state: 'read', value: ['shopping', 'home'] },
  customFields: { state: 'read', value: [
    { label: 'Customer number', value: '77-1042', secret: false, kind: 'text', file: null },
    { label: 'Telephone PIN', value: '', secret: true, kind: 'password', file: null },
  ] },
  files: { state: 'read', value: [] },
  password: { state: 'read', value: { present: true } },
  otp: { state: 'read', value: { period: 30, digits: 6, issuer: 'Example shop' } },
  compromised: false, renewEvery: null, expires: null, trashed: null, created: 1_551_434_400, changed: 1_790_000_000, unreadable: [], access: { owner: null, rights: { write: true, files: true, history: true } },
};

export const damagedDetails: CredentialView = {
  ...shopDetails,
  row: row(3, ['Shop returns desk', 'alice', 'returns.shop.example'], { damaged: true }),
  username: { state: 'read', value: 'alice' },
  url: { state: 'read', value: 'https://returns.shop.example/' },
  password: { state: 'unreadable', why: 'key' },
  description: { state: 'unreadable', why: 'envelope' },
  customFields: { state: 'unreadable', why: 'server' },
  otp: { state: 'read', value: null },
  compromised: true, expires: 1_798_000_000, unreadable: ['password', 'description', 'custom_fields'],
};

export const probe: ServerProbe = { server: 'https://cloud.example', host: 'cloud.example', productName: 'Nextcloud', version: '32.0.1', deviceName: 'Latchkey (Chromium, Linux)', plainHttp: false };
