/**
 * The contract's part about a server that asks for a name and a password before it shows anything (RFC 7617, RFC 7616).
 * @module
 */

import type { CredentialId } from '../core/ids.ts';
import type { CaptureChoice } from './capture-contract.ts';
import type { Nothing } from './contract.ts';

/** A question that waits for a person, with what the browser says of who asks it. */
export interface ServerQuestion {
  /** ASCII host with port, and its registrable domain. */
  host: string;
  domain: string;
  /** The server's own words: any text at all. */
  realm: string;
  secure: boolean;
  logins: readonly CaptureChoice[];
}

export interface HttpAuthRequests {
  /** Null: it waits no longer. */
  getQuestion: { ask: { question: string }; reply: { question: ServerQuestion | null } };
  /** Null: the browser is to ask by itself. */
  answerQuestion: { ask: { question: string; credential: CredentialId | null }; reply: Nothing };
}
