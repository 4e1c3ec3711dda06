/**
 * One route, and what it gets and gives.
 * @module
 */

import type { Arguments } from './arguments.ts';
import type { SelfPrivacyState, Token } from './state.ts';

export interface Call {
  state: SelfPrivacyState;
  arguments: Arguments;
  /** The variable part of the path, decoded. */
  part: string;
  /** Who asks; for the two public calls, nobody in particular. */
  caller: Token;
  now: number;
}

/** `status` 201 for what was made. */
export interface Done { status?: number; json: unknown }
export type Route = readonly [method: string, path: RegExp, answer: (call: Call) => Done];
