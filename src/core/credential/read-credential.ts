/**
 * Makes a credential, or its line in the index, of a server's record and what came out of its envelopes.
 * Never fails: what cannot be understood is marked, field by field.
 * @see contracts: Passman §2.4 and §2.5
 * @module
 */

import type { CredentialId, VaultId } from '../ids.ts';
import { parseOtp } from '../totp.ts';
import type { Credential, OtpSettings } from './credential.ts';
import type { Entry } from './entry.ts';
import type { FieldOpening, Openings } from './openings.ts';
import { iconUrl } from './read-icon.ts';
import { isFromOthers, rightsOf } from './rights.ts';
import { isYes, mapOpening, parse, readCustomFields, readCustomFileIds, readFiles, readFlag, readString, readTags } from './read-text.ts';
import type { EncryptedField, SealedCredential } from './sealed.ts';
import { encryptedFields } from './sealed.ts';

/** @param openings - of all ten fields; one that is missing counts as unreadable */
export function readCredential(id: CredentialId, vault: VaultId, sealed: SealedCredential, openings: Openings): Credential {
  return {
    id,
    vault,
    label: sealed.label,
    username: mapOpening(openings.username, readString),
    email: mapOpening(openings.email, readString),
    password: mapOpening(openings.password, readString),
    url: mapOpening(openings.url, readString),
    description: mapOpening(openings.description, readString),
    tags: mapOpening(openings.tags, readTags),
    customFields: mapOpening(openings.custom_fields, readCustomFields),
    files: mapOpening(openings.files, readFiles),
    otp: mapOpening(openings.otp, readOtp),
    compromised: mapOpening(openings.compromised, readFlag),
    icon: iconUrl(sealed.icon),
    expires: readExpiry(sealed.expire_time),
    renewEvery: momentOrNull(sealed.renew_interval),
    trashed: momentOrNull(sealed.delete_time),
    hidden: isYes(sealed.hidden),
    shared: isSharedNow(sealed),
    owner: isFromOthers(sealed) ? sealed.user_id : null,
    rights: rightsOf(sealed),
    created: sealed.created,
    changed: sealed.changed,
  };
}

/**
 * Reads what the index keeps. Fields that were not opened (yet) are empty; whether there is a
 * password is then guessed from there being an envelope.
 *
 * @param openings - of any fields
 */
export function readEntry(id: CredentialId, sealed: SealedCredential, openings: Openings): Entry {
  return {
    id,
    label: sealed.label,
    username: textOf(openings.username),
    email: textOf(openings.email),
    url: textOf(openings.url),
    unproven: openings.url?.state === 'legacy' && openings.password?.state !== 'legacy',
    tags: readTags(plaintext(openings.tags)),
    hasCode: readOtp(plaintext(openings.otp)) !== null,
    hasPassword: openings.password === undefined ? isStored(sealed.password) : textOf(openings.password) !== '',
    hasFile: readFiles(plaintext(openings.files)).length > 0 || readCustomFileIds(plaintext(openings.custom_fields)).length > 0,
    hasNote: textOf(openings.description) !== '',
    trashed: momentOrNull(sealed.delete_time) !== null,
    hidden: isYes(sealed.hidden),
    shared: isSharedNow(sealed),
    icon: iconUrl(sealed.icon),
    unreadable: encryptedFields.filter((field: EncryptedField) => openings[field]?.state === 'unreadable'),
    expires: readExpiry(sealed.expire_time),
    created: sealed.created,
    changed: sealed.changed,
  };
}

function readOtp(text: string | null): OtpSettings | null {
  return text === null ? null : parseOtp(parse(text));
}

function plaintext(opening: FieldOpening | undefined): string | null {
  return opening === undefined || opening.state === 'unreadable' ? null : opening.value;
}

function textOf(opening: FieldOpening | undefined): string {
  return readString(plaintext(opening));
}

function isStored(stored: unknown): boolean {
  return typeof stored === 'string' && stored !== '' && stored !== 'null';
}

/** Once shared, an item's key is emptied, not removed. */
function isSharedNow({ shared_key: key }: SealedCredential): boolean {
  return isStored(key);
}

function momentOrNull(seconds: number | null): number | null {
  return seconds !== null && seconds > 0 ? seconds : null;
}

/** Before 1973, so no moment that anybody meant. */
const tooEarly = 100_000_000;

/** The web UI divides by 1,000 whenever it stores an item without its edit form (contract §2.5, rule 7). */
function readExpiry(seconds: number | null): number | null {
  const moment = momentOrNull(seconds);
  return moment !== null && moment < tooEarly ? moment * 1000 : moment;
}
