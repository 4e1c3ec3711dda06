/**
 * Derives the keys of Passman's envelopes: PBKDF2-HMAC-SHA256, 1,000 iterations, once per password and salt.
 *
 * Keys live in a `Map`, never in sjcl's cache: a shared key that reads `__proto__` poisons that one.
 * @module
 */

import type { Bytes } from '../bytes.ts';
import { encodeLatin1, encodeUtf8 } from '../bytes.ts';

/** The only count that the web UI reads; another one is refused before anything is derived. */
export const envelopeRounds = 1000;

/**
 * The browser derives on one thread; more in flight only hides the way there and back.
 * Measured: 64 reach what that thread can do.
 */
const mostInFlight = 64;

/** One key: `bytes` is null until `ready` resolves, and stays so if the engine refuses to derive it. */
export interface DerivedKey {
  bytes: Uint8Array | null;
  readonly ready: Promise<void>;
}

/** First come, first derived, a bounded number at a time. */
export interface Deriver {
  derive(password: Promise<CryptoKey>, salt: Bytes): DerivedKey;
}

/** One for each reader: its queue is shared by all passwords of a vault. */
export function createDeriver(): Deriver {
  const waiting: (() => Promise<void>)[] = [];
  let next = 0;
  let running = 0;
  const startNext = (): void => {
    while (running < mostInFlight && next < waiting.length) {
      const task = waiting[next] as () => Promise<void>;
      next += 1;
      running += 1;
      void task().finally(() => {
        running -= 1;
        startNext();
      });
    }
    if (next === waiting.length) {
      waiting.length = 0;
      next = 0;
    }
  };
  return {
    derive(password, salt) {
      let settle: () => void = () => undefined;
      const key: DerivedKey = { bytes: null, ready: new Promise((resolve) => (settle = resolve)) };
      waiting.push(async () => {
        try {
          key.bytes = await deriveEnvelopeKey(await password, salt);
        } finally {
          settle();
        }
      });
      startNext();
      return key;
    },
  };
}

/** @returns a key that can derive only, and not be exported */
export async function importPassword(password: string): Promise<CryptoKey> {
  // As typed: no trim, no normalisation. The other clients do neither.
  return await crypto.subtle.importKey('raw', encodeUtf8(password), 'PBKDF2', false, ['deriveBits']);
}

/** @returns 32 bytes */
export async function deriveEnvelopeKey(password: CryptoKey, salt: Bytes): Promise<Bytes> {
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: envelopeRounds };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, password, 256));
}

/** All keys of one password. */
export interface PasswordKeys {
  /** @param salt - copied, so it may lie in a buffer that is overwritten later */
  keyFor(salt: Uint8Array): DerivedKey;
}

/** Each distinct salt is derived once. */
export function passwordKeys(password: string, deriver: Deriver): PasswordKeys {
  const imported = importPassword(password);
  const keys = new Map<string, DerivedKey>();
  return {
    keyFor(salt) {
      const name = encodeLatin1(salt);
      const known = keys.get(name);
      if (known !== undefined) return known;
      const key = deriver.derive(imported, new Uint8Array(salt));
      keys.set(name, key);
      return key;
    },
  };
}
