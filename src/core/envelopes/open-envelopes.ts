/**
 * Opens many envelopes: decodes a chunk into one buffer, has its keys derived, decodes the next
 * chunk meanwhile, then decrypts. One bad envelope never disturbs another.
 * @module
 */

import type { FieldOpening } from '../credential/openings.ts';
import type { UnreadableReason } from '../credential/credential.ts';
import type { KeySchedule } from './aes.ts';
import { expandKey } from './aes.ts';
import { ccmTagBytes, openCcm } from './ccm.ts';
import type { EnvelopePlace } from './envelope.ts';
import { decodeOuter, readEnvelope } from './envelope.ts';
import { readPlaintext } from './plaintext.ts';
import type { DerivedKey, PasswordKeys } from './vault-keys.ts';

/** One stored value, and what opens it: keys, or the reason why there are none. */
export interface SealedText {
  /** Normally a {@link SealedField}; whatever else a server sends is unreadable. */
  readonly stored: unknown;
  readonly keys: PasswordKeys | UnreadableReason;
}

/** Lets other tasks run; called after every few milliseconds of work. */
export type Pause = () => Promise<void>;

/** Bytes of JSON decoded at a stretch: some 2 ms of decoding and as much of decrypting. */
const chunkBytes = 256 * 1024;

const nothing: FieldOpening = Object.freeze({ state: 'read', value: null });
const unreadable: Record<UnreadableReason, FieldOpening> = {
  server: Object.freeze({ state: 'unreadable', why: 'server' }),
  envelope: Object.freeze({ state: 'unreadable', why: 'envelope' }),
  key: Object.freeze({ state: 'unreadable', why: 'key' }),
};

/** @returns one opening for each text, in the same order */
export async function openEnvelopes(texts: readonly SealedText[], pause: Pause): Promise<FieldOpening[]> {
  const openings = new Array<FieldOpening>(texts.length).fill(nothing);
  let ahead = decodeChunk(texts, 0, openings);
  for (;;) {
    const chunk = ahead;
    const last = chunk.next >= texts.length;
    if (!last) {
      await pause();
      // The keys of the next chunk are derived while this one is decrypted.
      ahead = decodeChunk(texts, chunk.next, openings);
      await pause();
    }
    await decryptChunk(chunk, openings);
    if (last) return openings;
  }
}

interface Waiting {
  readonly index: number;
  readonly place: EnvelopePlace;
  readonly key: DerivedKey;
}

interface Chunk {
  readonly bytes: Uint8Array;
  readonly waiting: Waiting[];
  /** Index of the first text that is not in this chunk. */
  readonly next: number;
}

/** Settles what needs no key at once, in `openings`; the rest waits in the chunk. */
function decodeChunk(texts: readonly SealedText[], first: number, openings: FieldOpening[]): Chunk {
  const last = chunkEnd(texts, first);
  const bytes = new Uint8Array(last.bytes);
  const waiting: Waiting[] = [];
  let previous: Waiting | null = null;
  let at = 0;
  for (let index = first; index < last.next; index++) {
    const { stored, keys } = texts[index] as SealedText;
    const settled = settleUnsealed(stored);
    if (settled !== null || typeof keys === 'string') {
      openings[index] = settled ?? unreadable[keys as UnreadableReason];
      continue;
    }
    const length = decodeOuter(stored as string, bytes, at);
    const place = length < 0 ? 'foreign' : readEnvelope(bytes, at, at + length);
    if (typeof place === 'string') {
      openings[index] = place === 'damaged' ? unreadable.envelope : openUnsealed(stored as string);
      continue;
    }
    at += length;
    const before: SealedText | null = previous === null ? null : (texts[previous.index] as SealedText);
    const sameKey = previous !== null && before?.keys === keys && sameSalt(bytes, previous.place, place);
    const key: DerivedKey = sameKey && previous !== null ? previous.key : keys.keyFor(bytes.subarray(place.saltAt, place.saltAt + place.saltLength));
    previous = { index, place, key };
    waiting.push(previous);
  }
  return { bytes, waiting, next: last.next };
}

/** As many texts as fit into one chunk, at least one; and the room they need. */
function chunkEnd(texts: readonly SealedText[], first: number): { next: number; bytes: number } {
  let bytes = 0;
  let next = first;
  for (; next < texts.length; next++) {
    const { stored } = texts[next] as SealedText;
    const room = typeof stored === 'string' ? Math.ceil(stored.length / 4) * 3 : 0;
    if (next > first && bytes + room > chunkBytes) break;
    bytes += room;
  }
  return { next, bytes };
}

async function decryptChunk({ bytes, waiting }: Chunk, openings: FieldOpening[]): Promise<void> {
  const view = new DataView(bytes.buffer);
  let schedule: KeySchedule | null = null;
  let scheduled: DerivedKey | null = null;
  for (const { index, place, key } of waiting) {
    if (key.bytes === null) await key.ready;
    if (key.bytes === null) {
      openings[index] = unreadable.envelope;
      continue;
    }
    if (schedule === null || scheduled !== key) schedule = expandKey(key.bytes);
    scheduled = key;
    if (!openCcm(schedule, view, place)) {
      openings[index] = unreadable.key;
      continue;
    }
    const value = readPlaintext(bytes, place.ctAt, place.ctLength - ccmTagBytes);
    openings[index] = value === null ? unreadable.envelope : { state: 'read', value };
  }
  bytes.fill(0);
}

function sameSalt(bytes: Uint8Array, a: EnvelopePlace, b: EnvelopePlace): boolean {
  if (a.saltLength !== b.saltLength) return false;
  for (let index = 0; index < a.saltLength; index++) if (bytes[a.saltAt + index] !== bytes[b.saltAt + index]) return false;
  return true;
}

/** Rule 1 of contract §2.5: what is known without opening anything. Null: a text that must be opened. */
function settleUnsealed(stored: unknown): FieldOpening | null {
  if (stored === null || stored === undefined || stored === '' || stored === 'null') return nothing;
  if (stored === false) return unreadable.server;
  return typeof stored === 'string' ? null : unreadable.envelope;
}

/** How an envelope begins: base64 of a brace. */
const beginsLikeEnvelope = /^e[w-z0-9+/]/;
/** No envelope is shorter; few texts that people write are longer and have no blank in them. */
const shortestEnvelope = 160;

/** Rules 2 and 4: what isn't an envelope is a legacy text, unless it looks like the ruin of one. */
function openUnsealed(stored: string): FieldOpening {
  const ruin = stored.length >= shortestEnvelope && (beginsLikeEnvelope.test(stored) || /^[A-Za-z0-9+/]+={0,2}$/.test(stored));
  return ruin ? unreadable.envelope : { state: 'legacy', value: stored };
}
