/**
 * For tests: a key pair and the request that the server certify it, by Node's own cryptography.
 * @module
 */

import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { der, pem, tags } from '../e2ee/der.ts';

/** @param name - user id, or `s:TOKEN` of a public link */
export function signingRequest(name: string): { csr: string; publicKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const subject = der(tags.sequence, der(tags.set, der(tags.sequence, der(tags.oid, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from(name)))));
  const asked = der(tags.sequence, der(tags.integer, Buffer.from([0])), subject, publicKey.export({ type: 'spki', format: 'der' }), Buffer.from([0xa0, 0x00]));
  const algorithm = der(tags.sequence, der(tags.oid, Buffer.from('2a864886f70d01010b', 'hex')), Buffer.from([5, 0]));
  return { csr: pem('CERTIFICATE REQUEST', der(tags.sequence, asked, algorithm, der(tags.bitString, Buffer.from([0]), sign('RSA-SHA256', asked, privateKey)))), publicKey };
}
