/**
 * Seals the content of a file while it arrives: a `data:` URL in one of Passman's envelopes, made part by part.
 *
 * The same bytes as `seal` would write of the whole text, without ever holding the whole.
 * @see contracts: Passman §2.1, §2.3
 * @module
 */

import type { Bytes } from '../bytes.ts';
import { concatBytes, encodeBase64, encodeUtf8 } from '../bytes.ts';
import type { KeySchedule } from './aes.ts';
import { ccmTagBytes } from './ccm.ts';
import { CcmStream } from './ccm-stream.ts';
import { envelopeRounds } from './vault-keys.ts';

/** `size`: bytes of the file. `mimetype` is written as it is. */
export interface FileFacts { mimetype: string; size: number }

/** One file on its way. What the calls return is the envelope, in order. */
export interface FileSealer {
  /** @param base64 - of the next bytes; only the last part may be padded. @throws RangeError where it isn't, or is too much */
  add: (base64: string) => string;
  /** The rest of the envelope. @throws RangeError before all bytes have been there */
  end: () => string;
}

/** A part's bytes must fill blocks of the cipher and groups of base64. */
const step = 48;

/** @param with - salt and iv of the envelope; an iv must never be used twice */
export function fileSealer(key: KeySchedule, { salt, iv }: { salt: Bytes; iv: Bytes }, { mimetype, size }: FileFacts): FileSealer {
  const head = encodeUtf8(`data:${mimetype};base64,`);
  const content = 4 * Math.ceil(size / 3);
  const cipher = new CcmStream(key, iv, head.length + content);
  const outer = base64Writer();
  let waiting: Uint8Array = head;
  let arrived = 0;
  const members = { iv: unpadded(iv), v: 1, iter: envelopeRounds, ks: 256, ts: 8 * ccmTagBytes, mode: 'ccm', adata: '', cipher: 'aes', salt: unpadded(salt), ct: '' };
  let start = JSON.stringify(members).slice(0, -'"}'.length);

  function write(inner: string): string {
    const text = outer.add(start + inner);
    start = '';
    return text;
  }

  return {
    add(base64) {
      arrived += base64.length;
      const last = arrived === content;
      if (arrived > content || base64.length % 4 !== 0 || !(last ? paddedBase64 : wholeBase64).test(base64)) throw new RangeError('this is no part of the file');
      const bytes = concatBytes(waiting, encodeUtf8(base64));
      const whole = bytes.length - (bytes.length % step);
      const part = bytes.subarray(0, whole);
      waiting = bytes.slice(whole);
      cipher.seal(part);
      return write(encodeBase64(part));
    },
    end() {
      const rest = new Uint8Array(waiting);
      cipher.seal(rest);
      return write(unpadded(concatBytes(rest, cipher.tag()))) + outer.end('"}');
    },
  };
}

const wholeBase64 = /^[A-Za-z0-9+/]*$/;
const paddedBase64 = /^[A-Za-z0-9+/]*={0,2}$/;

function unpadded(bytes: Uint8Array): string {
  return encodeBase64(bytes).replace(/=+$/, '');
}

/** Base64 of a long ASCII text, part by part. */
function base64Writer(): { add: (text: string) => string; end: (text: string) => string } {
  let carried = '';
  return {
    add(text) {
      const all = carried + text;
      const whole = all.length - (all.length % 3);
      carried = all.slice(whole);
      return btoa(all.slice(0, whole));
    },
    end: (text) => btoa(carried + text),
  };
}
