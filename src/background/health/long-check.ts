/**
 * A check that takes long: one at a time, called off at any moment, and it says how far it is and what went wrong.
 * @module
 */

import { Failure, type Problem } from '../../core/problem.ts';
import type { Progress } from '../../messages/contract.ts';
import type { KeepAlive } from '../keep-alive.ts';

/** Whether it was called off. */
export type Stopped = () => boolean;

export class LongCheck {
  progress: Progress | null = null;
  problem: Problem | null = null;
  readonly #keepAlive: KeepAlive;
  #running: { signal: AbortSignal; done: Promise<void> } | null = null;
  #controller = new AbortController();

  constructor(keepAlive: KeepAlive) {
    this.#keepAlive = keepAlive;
  }

  /**
   * Joins the one that is running; one that was called off comes to its end first.
   * @param look - ends soon after it is stopped, and leaves nothing behind from then on
   * @returns done when all is looked at, or when it was called off; never rejects
   */
  start(look: (stopped: Stopped) => Promise<void>): Promise<void> {
    const { signal } = this.#controller;
    if (this.#running?.signal === signal) return this.#running.done;
    const before = this.#running?.done ?? Promise.resolve();
    const done = this.#keepAlive(before.then(() => this.#look(look, signal))).finally(() => {
      if (this.#running?.done === done) this.#running = null;
    });
    this.#running = { signal, done };
    return done;
  }

  cancel(): void {
    this.#controller.abort();
    this.#controller = new AbortController();
  }

  /** On lock. */
  forget(): void {
    this.cancel();
    this.progress = null;
    this.problem = null;
  }

  async #look(look: (stopped: Stopped) => Promise<void>, signal: AbortSignal): Promise<void> {
    this.problem = null;
    try {
      if (!signal.aborted) await look(() => signal.aborted);
    } catch (error) {
      if (!signal.aborted) this.problem = error instanceof Failure ? error.problem : { kind: 'bug' };
    } finally {
      this.progress = null;
    }
  }
}
