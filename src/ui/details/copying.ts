/**
 * Copies a part of a login, and knows what was copied last, so that it can be said.
 * @module
 */

import { signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { Part, Row } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';

/** `at`: when. Both in milliseconds since 1970. `filled`: the code, after a fill. */
export type Copied = { what: Part['field'] | 'filled'; at: number; clearsAt: number | null };

export const copied = signal<Copied | null>(null);

export function sayCopied(what: Copied['what'], clearsAt: number | null): void {
  copied.value = { what, at: Date.now(), clearsAt };
}

/** Puts a part on the clipboard, without showing it. Returns why it did not happen. */
export async function copyPart(row: Row, part: Part): Promise<Problem | null> {
  const answer = await send('copy', { credential: row.id, part });
  if (!answer.ok) return answer.problem;
  sayCopied(part.field, answer.value.clearsAt);
  return null;
}

/** What a copy button does: each screen tells a failure in its own place. */
export const Copying = createContext<(row: Row, part: Part) => void>((row, part) => void copyPart(row, part));

export function useCopying(): (row: Row, part: Part) => void {
  return useContext(Copying);
}
