/**
 * Every route of the Passman app, in one table.
 * @module
 */

import type { Reply } from '../http/reply.ts';
import type { Call } from './call.ts';
import { createCredential, deleteCredential, readCredential, updateCredential } from './credentials.ts';
import { createFile, deleteFile, deleteFiles, readFile, updateFile } from './files.ts';
import { deleteRevision, listRevisions, updateRevision } from './revisions.ts';
import { readSettings, saveAdminSetting, saveUserSetting } from './settings.ts';
import type { SharingFeature } from './settings.ts';
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

export const routes: readonly Route[] = [
  api('GET', '/vaults', listVaults),
  api('POST', '/vaults', createVault),
  api('GET', '/vaults/{guid}', readVault),
  api('PATCH', '/vaults/{guid}', updateVault),
  api('DELETE', '/vaults/{guid}', deleteVault),
  api('POST', '/vaults/{guid}/sharing-keys', storeSharingKeys),
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
  api('GET', '/settings', readSettings),
  api('POST', '/settings/{key}/{value}', saveUserSetting),
  { ...api('POST', '/settings/{key}/{value}/admin1/admin2', saveAdminSetting), admin: true },
];
