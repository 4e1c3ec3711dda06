/**
 * Secrets of logins that were copied lately, to tell one that is pasted into a page of another site: as salted digests,
 * in the browser's memory only, until Latchkey locks.
 * @see guides: features F70; threats S-21
 * @module
 */

import * as v from 'valibot';

import { encodeBase64, encodeUtf8, randomBytes } from '../../core/bytes.ts';
import { isCredentialId, type CredentialId } from '../../core/ids.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { stored, type StorageArea } from '../stored.ts';

/** As long as a secret stays on the clipboard at most, where it is taken off. */
const keptMs = 10 * 60_000;
const mostCopies = 20;
/** Texts that are compared in a minute: a page that could send guesses instead of what was pasted learns nothing by trying. */
const mostTries = 20;
const triesWithinMs = 60_000;
/** Shorter ones are pasted for other reasons. */
const shortest = 4;

const credential = v.pipe(v.string(), v.guard(isCredentialId));
const shape = v.object({
  salt: v.string(),
  copies: v.array(v.object({ digest: v.string(), credential, at: v.number() })),
  pastes: v.array(v.object({ tabId: v.number(), address: v.string(), credential, at: v.number() })),
});

/** `address`: of the document that it was pasted into. */
export interface Paste { tabId: number; address: string; credential: CredentialId }

export interface Copies {
  /** A secret of a login was put on the clipboard. */
  note: (secret: string, credential: CredentialId) => Promise<void>;
  /** Whose secret a text is that was pasted somewhere. */
  whose: (text: string) => Promise<CredentialId | null>;
  /** It was pasted where it should not. */
  warn: (paste: Paste) => Promise<void>;
  /** What was pasted in a tab where it should not. */
  pasteIn: (tabId: number) => Promise<Paste | null>;
  /** The person knows. */
  dismiss: (tabId: number) => Promise<void>;
  /** On lock. */
  forget: () => Promise<void>;
}

export function copies(session: StorageArea, now: () => number): Copies {
  const item = stored(session, 'copies', shape);
  const queue = oneAtATime();
  let tries: number[] = [];
  const read = async (): Promise<v.InferOutput<typeof shape>> => {
    const found = (await item.read()) ?? { salt: encodeBase64(randomBytes(16)), copies: [], pastes: [] };
    const fresh = ({ at }: { at: number }): boolean => at <= now() && now() - at < keptMs;
    return { ...found, copies: found.copies.filter(fresh), pastes: found.pastes.filter(fresh) };
  };
  return {
    note: (secret, id) => queue(async () => {
      if (secret.length < shortest) return;
      const all = await read();
      const digest = await digestOf(secret, all.salt);
      await item.write({ ...all, copies: [...all.copies.filter((one) => one.digest !== digest), { digest, credential: id, at: now() }].slice(-mostCopies) });
    }),
    async whose(text) {
      tries = tries.filter((at) => now() - at < triesWithinMs);
      if (text.length < shortest || tries.length >= mostTries) return null;
      tries.push(now());
      const { salt, copies: known } = await read();
      if (known.length === 0) return null;
      const digest = await digestOf(text, salt);
      return known.find((one) => one.digest === digest)?.credential ?? null;
    },
    warn: (paste) => queue(async () => {
      const all = await read();
      await item.write({ ...all, pastes: [...all.pastes.filter(({ tabId }) => tabId !== paste.tabId), { ...paste, at: now() }] });
    }),
    pasteIn: async (tabId) => (await read()).pastes.find((one) => one.tabId === tabId) ?? null,
    dismiss: (tabId) => queue(async () => {
      const all = await read();
      await item.write({ ...all, pastes: all.pastes.filter((one) => one.tabId !== tabId) });
    }),
    forget: () => queue(() => item.remove()),
  };
}

async function digestOf(text: string, salt: string): Promise<string> {
  return encodeBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', encodeUtf8(`${salt} ${text}`))));
}
