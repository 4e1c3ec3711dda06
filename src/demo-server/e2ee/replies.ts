/**
 * The app's two ways to refuse, and one call of it.
 * @see contracts: e2ee §0.6, §1.1
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { failure, ok, type OcsAnswer } from '../nextcloud/ocs-reply.ts';

/** An answer, perhaps with a header. */
export interface E2eeAnswer extends OcsAnswer {
  headers?: Record<string, string>;
  /** Whether it counts against who asks. */
  counted?: boolean;
}

/** One call of the app. */
export interface E2eeCall {
  ask: Ask;
  api: 1 | 2;
  /** User id; null: nobody is signed in. */
  person: string | null;
  /** As whom folders are reached: `s:TOKEN` through a public link. Empty: as nobody. */
  who: string;
  /** How the person signed in: strict calls ask a session for the password again. */
  bySession: boolean;
  parameters: Readonly<Record<string, unknown>>;
  /** From the path; 0 for none. */
  fileId: number;
}

export const success = (data: unknown = []): E2eeAnswer => ok(data);
/** As an exception: not counted. */
export const thrown = (status: number, message: string): E2eeAnswer => failure(status, message);
/** Counted against brute force. */
export const counted = (status: number, message: string): E2eeAnswer => ({ code: status, message: '', data: { message }, counted: true });

export function headerOf({ ask }: E2eeCall, name: string): string {
  const value = ask.headers[name];
  return typeof value === 'string' ? value : '';
}

export function textOf({ parameters, ask }: E2eeCall, name: string): string {
  const value = parameters[name] ?? ask.query.get(name);
  return typeof value === 'string' ? value : '';
}
