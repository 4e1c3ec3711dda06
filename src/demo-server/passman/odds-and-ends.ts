/**
 * The rest of the app: version, language, icons, reminders, deletion requests, pages.
 * @module
 */

import { html, json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { passmanVersion } from '../nextcloud/status.ts';
import { idOf, param, PhpError, phpText } from './call.ts';
import type { Call } from './call.ts';
import { nextId } from './tables.ts';

export const readVersion = (): Reply => json({ version: passmanVersion });

export const readLanguage = (): Reply => json({ 'vaults': 'Vaults', 'credential.create': 'Create credential', 'unlock': 'Unlock' });

/** The real server would now ask a stranger's site for its icon; this one has no network, so it fails as that does. */
export function fetchIcon(): Reply {
  throw new PhpError('Error: property must not be accessed before initialization');
}

const drawing = (shape: string): string => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${shape}</svg>`).toString('base64');

/** Drawings of our own in place of Passman's icon packs. */
export function listIcons(): Reply {
  const icon = (pack: string, name: string, shape: string): object => ({
    mimetype: 'image/svg+xml', url: `/apps/passman/img/icons/${pack}/${name}.svg`, pack, data: drawing(shape),
  });
  return json({
    'latchkey-demo': [
      icon('latchkey-demo', 'disc', '<circle cx="8" cy="8" r="7" fill="#2a6f97"/>'),
      icon('latchkey-demo', 'square', '<rect x="1" y="1" width="14" height="14" rx="3" fill="#8a5a44"/>'),
    ],
  });
}

/** The real one asks another service over plain http; null is what it gives when that fails. */
export const generatePerson = (): Reply => json(null);

const day = 24 * 60 * 60;

export function remindTomorrow(call: Call): Reply {
  return setExpiry(call, call.seconds + day);
}

export function ignoreExpiry(call: Call): Reply {
  return setExpiry(call, 0);
}

function setExpiry(call: Call, seconds: number): Reply {
  const id = idOf(param(call, 0));
  const row = call.tables.credentials.find((credential) => credential.credential_id === id && credential.user_id === call.userId);
  if (row === undefined) throw new PhpError('DoesNotExistException');
  row.expire_time = seconds;
  return json(null);
}

const longestReason = 64;

export function requestDeletion(call: Call): Reply {
  const { tables, userId, seconds } = call;
  const vaultGuid = param(call, 0);
  if (tables.deleteRequests.some((row) => row.vault_guid === vaultGuid)) return json('Already exists');
  const reason = phpText(call.body['reason']);
  if (reason.length > longestReason) throw new PhpError('data too long for column');
  const row = { id: nextId(tables, 'deleteRequests'), vault_guid: vaultGuid, reason, requested_by: userId, created: seconds };
  tables.deleteRequests.push(row);
  return json({ result: row });
}

export function withdrawDeletion(call: Call): Reply {
  const { tables, userId } = call;
  const vaultGuid = param(call, 0);
  const before = tables.deleteRequests.length;
  tables.deleteRequests = tables.deleteRequests.filter((row) => row.vault_guid !== vaultGuid || row.requested_by !== userId);
  return json({ result: tables.deleteRequests.length < before });
}

const page = (title: string): Reply => html(`<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><main><h1>${title}</h1></main></body></html>\n`);

export const showApp = (): Reply => page('Passman');
export const showBookmarklet = (): Reply => page('Passman bookmarklet');
export const showPublicShare = (): Reply => page('Passman shared credential');
