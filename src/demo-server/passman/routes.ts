/**
 * Every route of the Passman app, in one table.
 * @module
 */

import type { Reply } from '../http/reply.ts';
import { acceptDeleteRequest, listDeleteRequests, moveAccount, searchAccounts } from './admin.ts';
import type { Call } from './call.ts';
import { createCredential, deleteCredential, readCredential, updateCredential } from './credentials.ts';
import { createFile, deleteFile, deleteFiles, readFile, updateFile } from './files.ts';
import { fetchIcon, generatePerson, ignoreExpiry, listIcons, readLanguage, readVersion, remindTomorrow, requestDeletion, showApp, showBookmarklet, showPublicShare, withdrawDeletion } from './odds-and-ends.ts';
import { createLink, readLink } from './public-link.ts';
import { deleteRevision, listRevisions, updateRevision } from './revisions.ts';
import { readSettings, saveAdminSetting, saveUserSetting } from './settings.ts';
import type { SharingFeature } from './settings.ts';
import { aclOfItem, aclOfVault, addSharedFile, changePermissions, changeSharedKey, itemsOfVault, readSharedFile, sharedRevisions, unshareAll, unshareOne } from './shared-items.ts';
import { acceptRequest, declineRequest, pendingRequests, searchPeople, shareItem, vaultsOfPerson } from './sharing.ts';
import { createVault, deleteVault, listVaults, readVault, storeSharingKeys, updateVault } from './vaults.ts';

export interface Route {
  method: string;
  /** Matched against what follows `/apps/passman`; groups are the placeholders. */
  path: RegExp;
  answer: (call: Call) => Reply;
  /** Without login. */
  open?: boolean;
  admin?: boolean;
  /** `csrf`: only for Nextcloud's own pages; `page`: a page, for sessions too. Everything else wants Basic or the OCS header. */
  guard?: 'csrf' | 'page';
  /** Answers an empty list when none of these features is on. */
  sharing?: { needs: readonly SharingFeature[]; method: string };
}

/** `{guid}` stands for one segment of the path. */
function at(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.\\]/g, '\\$&').replace(/\{\w+\}/g, '([^/]+)')}/?$`);
}

const api = (method: string, path: string, answer: Route['answer']): Route => ({ method, path: at(`/api/v2${path}`), answer });
const own = (method: string, path: string, answer: Route['answer']): Route => ({ method, path: at(path), answer, guard: 'csrf' });

const user = ['user'] as const;
const link = ['link'] as const;
const either = ['user', 'link'] as const;

/** A sharing route: its method's name is what the real server says when the feature is off. */
function shared(verbAndPath: string, answer: Route['answer'], needs: readonly SharingFeature[], method: string): Route {
  const [verb = '', path = ''] = verbAndPath.split(' ');
  return { ...api(verb, `/sharing${path}`, answer), sharing: { needs, method } };
}

const vaultRoutes: readonly Route[] = [
  api('GET', '/vaults', listVaults),
  api('POST', '/vaults', createVault),
  api('GET', '/vaults/{guid}', readVault),
  api('PATCH', '/vaults/{guid}', updateVault),
  api('DELETE', '/vaults/{guid}', deleteVault),
  api('POST', '/vaults/{guid}/sharing-keys', storeSharingKeys),
];

const credentialRoutes: readonly Route[] = [
  api('POST', '/credentials', createCredential),
  api('GET', '/credentials/{guid}', readCredential),
  api('PATCH', '/credentials/{guid}', updateCredential),
  api('DELETE', '/credentials/{guid}', deleteCredential),
  api('GET', '/credentials/{guid}/revision', listRevisions),
  api('PATCH', '/credentials/{guid}/revision/{id}', updateRevision),
  api('DELETE', '/credentials/{guid}/revision/{id}', deleteRevision),
  api('POST', '/file', createFile),
  api('GET', '/file/{id}', readFile),
  api('PATCH', '/file/{id}', updateFile),
  api('DELETE', '/file/{id}', deleteFile),
  api('POST', '/files/delete', deleteFiles),
];

const sharingRoutes: readonly Route[] = [
  shared('POST /search', searchPeople, user, 'searchUsers'),
  shared('GET /vaults/{user}', vaultsOfPerson, user, 'getVaultsByUser'),
  shared('POST /share', shareItem, user, 'applyIntermediateShare'),
  shared('GET /pending', pendingRequests, user, 'getPendingRequests'),
  shared('POST /save', acceptRequest, user, 'savePendingRequest'),
  shared('DELETE /decline/{id}', declineRequest, user, 'deleteShareRequest'),
  shared('GET /vault/{guid}/get', itemsOfVault, user, 'getVaultItems'),
  shared('GET /vault/{guid}/acl', aclOfVault, user, 'getVaultAclEntries'),
  shared('GET /credential/{guid}/acl', aclOfItem, either, 'getItemAcl'),
  shared('PATCH /credential/{guid}/acl', changePermissions, either, 'updateSharedCredentialACL'),
  shared('PATCH /credential/{guid}/acl/shared_key', changeSharedKey, user, 'updateSharedCredentialACLSharedKey'),
  shared('DELETE /credential/{guid}', unshareAll, user, 'unshareCredential'),
  shared('DELETE /credential/{guid}/{user}', unshareOne, user, 'unshareCredentialFromUser'),
  shared('GET /credential/{guid}/revisions', sharedRevisions, user, 'getRevisions'),
  shared('POST /public', createLink, link, 'createPublicShare'),
  { ...shared('GET /credential/{guid}/public', readLink, link, 'getPublicCredentialData'), open: true },
  shared('POST /credential/{guid}/file', addSharedFile, user, 'uploadFile'),
  shared('GET /credential/{guid}/file/{file}', readSharedFile, either, 'getFile'),
];

const otherRoutes: readonly Route[] = [
  api('GET', '/settings', readSettings),
  api('POST', '/settings/{key}/{value}', saveUserSetting),
  { ...api('POST', '/settings/{key}/{value}/admin1/admin2', saveAdminSetting), admin: true },
  { ...api('GET', '/language', readLanguage), open: true },
  api('GET', '/geticon/{site}', fetchIcon),
  api('GET', '/icon/list', listIcons),
  api('GET', '/icon/{site}/{id}', fetchIcon),
  { method: 'GET', path: at('/api/internal/version'), answer: readVersion },
  own('GET', '/api/internal/generate_person', generatePerson),
  own('POST', '/api/internal/notifications/remind/{id}', remindTomorrow),
  own('DELETE', '/api/internal/notifications/read/{id}', ignoreExpiry),
  { ...own('GET', '/admin/search', searchAccounts), admin: true },
  { ...own('POST', '/admin/move', moveAccount), admin: true },
  { ...own('GET', '/admin/delete-requests', listDeleteRequests), admin: true },
  { ...own('POST', '/admin/accept-delete-request', acceptDeleteRequest), admin: true },
  own('POST', '/admin/request-deletion/{guid}', requestDeletion),
  own('DELETE', '/admin/request-deletion/{guid}', withdrawDeletion),
  { method: 'GET', path: at(''), answer: showApp, guard: 'page' },
  { method: 'GET', path: at('/bookmarklet'), answer: showBookmarklet, guard: 'page' },
  { method: 'GET', path: at('/share/public'), answer: showPublicShare, open: true },
];

export const routes: readonly Route[] = [...vaultRoutes, ...credentialRoutes, ...sharingRoutes, ...otherRoutes];
