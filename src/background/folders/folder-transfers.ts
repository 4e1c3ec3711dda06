/**
 * What is on its way to or from encrypted folders: how far it is, and its end before its time.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import type { FolderTransfer } from '../../messages/contract.ts';

export interface Moving { readonly id: string; readonly signal: AbortSignal; progress: (done: number) => void; /** Waits while a person has paused it. @throws {Failure} `cancelled` */ goOn: () => Promise<void>; end: () => void }

interface Running { view: FolderTransfer; controller: AbortController; resume: (() => void) | null }

export class FolderTransfers {
  readonly #changed: () => void;
  readonly #running = new Map<string, Running>();

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  list(): FolderTransfer[] {
    return [...this.#running.values()].map(({ view }) => ({ ...view }));
  }

  begin({ what, name, size }: Pick<FolderTransfer, 'what' | 'name' | 'size'>): Moving {
    const id = crypto.randomUUID();
    const running: Running = { view: { id, what, name, size, done: 0, paused: false }, controller: new AbortController(), resume: null };
    this.#running.set(id, running);
    this.#changed();
    return {
      id, signal: running.controller.signal,
      progress: (done) => { running.view.done = done; },
      goOn: async () => {
        if (running.view.paused && !running.controller.signal.aborted) await new Promise<void>((resolve) => { running.resume = resolve; });
        if (running.controller.signal.aborted) throw new Failure({ kind: 'cancelled' });
      },
      end: () => {
        this.#running.delete(id);
        this.#changed();
      },
    };
  }

  /** What is over by now is left alone. */
  control(id: string, order: 'pause' | 'resume' | 'cancel'): void {
    const running = this.#running.get(id);
    if (!running) return;
    if (order === 'cancel') running.controller.abort();
    running.view.paused = order === 'pause';
    if (order !== 'pause') running.resume?.();
    this.#changed();
  }

  /** Latchkey locks. */
  forget(): void {
    for (const id of [...this.#running.keys()]) this.control(id, 'cancel');
  }
}
