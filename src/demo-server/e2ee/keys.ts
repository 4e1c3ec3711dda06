/**
 * Certificates and private keys: of people, and of their public links (`s:TOKEN`, newer line only).
 * @see contracts: e2ee §1.2, §1.3, §4.11
 * @module
 */

import type { FileTables, KeyRow } from '../files/tables.ts';
import { isLink, linkName } from '../files/tree.ts';
import { certify, nameInCertificate, readRequest, serverKey } from './certificates.ts';
import { counted, success, textOf, thrown, type E2eeAnswer, type E2eeCall } from './replies.ts';

export class KeyStore {
  readonly #tables: FileTables;
  readonly #isNew: () => boolean;

  constructor(tables: FileTables, isNew: () => boolean) {
    this.#tables = tables;
    this.#isNew = isNew;
  }

  row(who: string): KeyRow {
    let row = this.#tables.keys.find((one) => one.who === who);
    if (row === undefined) {
      row = { who, certificate: null, privateKey: null };
      this.#tables.keys.push(row);
    }
    return row;
  }

  serverKey(): E2eeAnswer {
    return success({ 'public-key': serverKey(this.#tables).publicKey });
  }

  readPrivate({ who }: E2eeCall): E2eeAnswer {
    if (who === '' || (isLink(who) && !this.#isLinkOf(who, null))) return counted(403, 'You are not allowed to access the private key');
    const { privateKey } = this.row(who);
    return privateKey === null ? counted(404, 'Could not find the private key') : success({ 'private-key': privateKey });
  }

  storePrivate(call: E2eeCall): E2eeAnswer {
    const row = this.#meant(call);
    const privateKey = textOf(call, 'privateKey');
    if (row === null) return thrown(400, 'Internal error');
    if (row.privateKey !== null) return thrown(409, '');
    if (this.#isNew() && !isSealedKey(privateKey)) return thrown(400, 'Invalid private key format');
    row.privateKey = privateKey;
    return success({ 'private-key': privateKey });
  }

  removePrivate(call: E2eeCall): E2eeAnswer {
    return this.#confirmed(call, (row) => { row.privateKey = null; });
  }

  readCertificates(call: E2eeCall): E2eeAnswer {
    const asked = readNames(textOf(call, 'users'));
    if (asked === null) return thrown(400, 'Can not parse the users parameter');
    // Whoever asks is always among them.
    const found = [...new Set([...asked, ...(call.person === null ? [] : [call.person])])].map((who) => [who, this.row(who).certificate] as const);
    const without = found.find(([, certificate]) => certificate === null);
    if (without === undefined) return success({ 'public-keys': Object.fromEntries(found) });
    return (call.person === null ? counted : thrown)(404, `Could not find the public key belonging to the user ${without[0]}`);
  }

  makeCertificate(call: E2eeCall): E2eeAnswer {
    const row = this.#meant(call);
    if (row === null) return thrown(403, 'You are not allowed to create a key for this share');
    if (row.certificate !== null) return thrown(409, '');
    const request = readRequest(textOf(call, 'csr'));
    if (request === null) return thrown(400, 'could not sign the CSR, please make sure to submit a valid CSR');
    if (request.name !== row.who) return thrown(403, 'Common name (CN) does not match the current user');
    row.certificate = certify(request, serverKey(this.#tables), call.ask.now);
    return success({ 'public-key': row.certificate });
  }

  storeCertificate(call: E2eeCall): E2eeAnswer {
    const row = this.row(call.person ?? '');
    const publicKey = textOf(call, 'publicKey');
    if (row.certificate !== null) return thrown(409, '');
    if (this.#isNew() && nameInCertificate(publicKey) !== call.person) return thrown(400, 'Common name (CN) does not match the current user');
    row.certificate = publicKey;
    return success({ 'public-key': publicKey });
  }

  removeCertificate(call: E2eeCall): E2eeAnswer {
    return this.#confirmed(call, (row) => { row.certificate = null; });
  }

  #confirmed(call: E2eeCall, act: (row: KeyRow) => void): E2eeAnswer {
    if (call.bySession) return thrown(403, 'Required authorization header missing');
    const row = this.#meant(call);
    if (row === null) return thrown(403, 'You are not allowed to delete this key');
    act(row);
    return success();
  }

  /** Whose keys are made or removed: one's own, or those of a link of one's own. Null: somebody else's. */
  #meant(call: E2eeCall): KeyRow | null {
    const link = this.#isNew() && textOf(call, 'shareToken') !== '' ? linkName(textOf(call, 'shareToken')) : null;
    if (link === null) return this.row(call.person ?? '');
    return this.#isLinkOf(link, call.person) ? this.row(link) : null;
  }

  /** @param owner - null: whoever's */
  #isLinkOf(link: string, owner: string | null): boolean {
    return this.#tables.shares.some((share) => share.kind === 3 && linkName(share.token) === link && (owner === null || share.owner === owner));
  }
}

function readNames(text: string): string[] | null {
  if (text === '') return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : null;
  } catch {
    return null;
  }
}

/** Three parts of strict base64, a nonce of 12 bytes, a salt of 40. */
function isSealedKey(text: string): boolean {
  const parts = text.split('|').map((part) => (/^[A-Za-z0-9+/]+={0,2}$/.test(part) && part.length % 4 === 0 ? Buffer.from(part, 'base64').length : 0));
  return parts.length === 3 && (parts[0] ?? 0) > 0 && parts[1] === 12 && parts[2] === 40;
}
