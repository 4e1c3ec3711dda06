/**
 * Entries and credentials as screens see them: no secret in any of them.
 * @module
 */

import type { AttachedFile, Credential, Reading } from '../core/credential/credential.ts';
import { shownFileName } from '../core/credential/file-name.ts';
import type { Entry } from '../core/credential/entry.ts';
import { isFavourite } from '../core/credential/favourite.ts';
import { vaultOf } from '../core/ids.ts';
import { readAddresses } from '../core/sites/site.ts';
import type { CredentialView, FieldView, Row } from '../messages/contract.ts';

export type VaultNames = ReadonlyMap<string, string>;

export function rowOf(entry: Entry, vaultNames: VaultNames): Row {
  return {
    id: entry.id,
    label: entry.label,
    account: entry.username || entry.email,
    host: readAddresses(entry.url)[0]?.host ?? '',
    vault: vaultNames.get(vaultOf(entry.id)) ?? '',
    hasCode: entry.hasCode,
    hasPassword: entry.hasPassword,
    icon: entry.icon,
    damaged: entry.unreadable.length > 0,
    shared: entry.shared,
    favourite: isFavourite(entry.tags),
  };
}

export function viewOf(credential: Credential, entry: Entry, vaultNames: VaultNames): CredentialView {
  return {
    row: rowOf(entry, vaultNames),
    username: credential.username,
    email: credential.email,
    url: credential.url,
    description: credential.description,
    tags: credential.tags,
    customFields: map(credential.customFields, (fields) => fields.map((field) => ({ ...field, value: field.secret ? '' : field.file === null ? field.value : shownFileName(field.value), file: field.file && shownFile(field.file) }))),
    files: map(credential.files, (files) => files.map(shownFile)),
    password: map(credential.password, (password) => ({ present: password !== '' })),
    otp: map(credential.otp, (otp) => otp && { period: otp.period, digits: otp.digits, issuer: otp.issuer }),
    compromised: credential.compromised.state !== 'unreadable' && credential.compromised.value,
    expires: credential.expires,
    renewEvery: credential.renewEvery,
    trashed: credential.trashed,
    created: credential.created,
    changed: credential.changed,
    unreadable: entry.unreadable,
    access: { owner: credential.owner, rights: credential.rights },
  };
}

/** Whoever named it. */
function shownFile(file: AttachedFile): AttachedFile {
  return { ...file, name: shownFileName(file.name) };
}

function map<From, To>(reading: Reading<From>, change: (value: From) => To): FieldView<To> {
  return reading.state === 'unreadable' ? reading : { state: reading.state, value: change(reading.value) };
}
