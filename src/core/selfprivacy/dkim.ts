/**
 * The DNS record that proves that mail comes from this server, out of the file the server keeps it in.
 * @see contracts: SelfPrivacy §3, RFC 6376 §3.6.2
 * @module
 */

import { decodeBase64, decodeUtf8 } from '../bytes.ts';

export interface DnsRecord { name: string; type: 'TXT'; value: string }

/**
 * @param base64 - of a line as BIND reads it; its value may be cut into several quoted pieces
 * @returns null where there is no such value
 */
export function readDkim(base64: string, domain: string): DnsRecord | null {
  const bytes = decodeBase64(base64.trim());
  const text = bytes && decodeUtf8(bytes);
  const pieces = [...(text ?? '').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, piece = '']) => piece.replace(/\\(.)/g, '$1'));
  const value = pieces.join('').trim();
  return value.startsWith('v=DKIM1') ? { name: `selector._domainkey.${domain.replace(/:\d+$/, '')}`, type: 'TXT', value } : null;
}
