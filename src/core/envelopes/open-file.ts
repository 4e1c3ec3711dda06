/**
 * Opens the content of a file: one long envelope, decrypted part by part so that others get their turn.
 *
 * Nothing of it is handed out before the whole of it is proven.
 * @see contracts: Passman §2.3
 * @module
 */

import type { Bytes } from '../bytes.ts';
import { decodeUtf8 } from '../bytes.ts';
import type { UnreadableReason } from '../credential/credential.ts';
import { expandKey } from './aes.ts';
import { ccmTagBytes } from './ccm.ts';
import { CcmStream } from './ccm-stream.ts';
import { decodeInPlace, decodeOuter, readEnvelope } from './envelope.ts';
import type { PasswordKeys } from './vault-keys.ts';

/** What was in it: the file's bytes. */
export type OpenedFile = { state: 'read'; bytes: Uint8Array } | { state: 'unreadable'; why: UnreadableReason };

/** Some 5 ms of decrypting. */
const partBytes = 256 * 1024;

export async function openFile(stored: string, keys: PasswordKeys, pause: () => Promise<void>): Promise<OpenedFile> {
  const bytes = new Uint8Array(Math.ceil(stored.length / 4) * 3);
  const length = decodeOuter(stored, bytes, 0);
  await pause();
  const place = length < 0 ? 'foreign' : readEnvelope(bytes, 0, length);
  if (typeof place === 'string') return { state: 'unreadable', why: 'envelope' };
  const key = keys.keyFor(bytes.subarray(place.saltAt, place.saltAt + place.saltLength));
  await key.ready;
  if (key.bytes === null) return { state: 'unreadable', why: 'envelope' };
  const textLength = place.ctLength - ccmTagBytes;
  const text = bytes.subarray(place.ctAt, place.ctAt + textLength);
  const tag = bytes.slice(place.ctAt + textLength, place.ctAt + place.ctLength);
  const cipher = new CcmStream(expandKey(key.bytes), bytes.slice(place.ivAt, place.ivAt + place.ivLength), textLength);
  for (let at = 0; at < textLength; at += partBytes) {
    cipher.open(text.subarray(at, at + partBytes));
    await pause();
  }
  if (!cipher.fits(tag)) {
    bytes.fill(0);
    return { state: 'unreadable', why: 'key' };
  }
  return contentOf(text);
}

/** A media type with its parameters is never longer. */
const longestHead = 1024;

/** The bytes behind a `data:` URL. A text that is none is the file itself: clients without a browser wrote such. */
function contentOf(text: Uint8Array): OpenedFile {
  const comma = text.subarray(0, longestHead).indexOf(0x2c);
  const head = comma < 0 ? '' : (decodeUtf8(text.subarray(0, comma)) ?? '');
  if (!/^data:/i.test(head)) return { state: 'read', bytes: text };
  const content = text.subarray(comma + 1);
  if (!/;\s*base64\s*$/i.test(head)) return percentDecoded(content);
  const length = decodeInPlace(content, 0, content.length);
  return length < 0 ? { state: 'unreadable', why: 'envelope' } : { state: 'read', bytes: content.subarray(0, length) };
}

function percentDecoded(content: Uint8Array): OpenedFile {
  const out: Bytes = new Uint8Array(content.length);
  let to = 0;
  for (let at = 0; at < content.length; at++) {
    const code = content[at] === 0x25 ? Number.parseInt(decodeUtf8(content.subarray(at + 1, at + 3)) ?? '', 16) : Number.NaN;
    const escaped = !Number.isNaN(code) && /^[0-9a-f]{2}$/i.test(decodeUtf8(content.subarray(at + 1, at + 3)) ?? '');
    out[to++] = escaped ? code : (content[at] as number);
    if (escaped) at += 2;
  }
  return { state: 'read', bytes: out.subarray(0, to) };
}
