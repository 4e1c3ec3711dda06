/**
 * Keeps what is typed: at most `wait` after a keystroke, in order, and always the newest.
 *
 * None waits for the one before: a page that closes has no time for that. Whoever keeps them does it in the order in
 * which they came.
 * @module
 */

/** @typeParam Form - never changed after it was handed over */
export interface DraftKeeper<Form> {
  changed: (form: Form) => void;
  /** Keeps in this very moment what is not kept yet; done when all of it is. */
  flush: () => Promise<void>;
  /** Nothing more is kept; done when what is on its way has arrived. */
  stop: () => Promise<void>;
}

/**
 * @param keep - never rejects
 * @param wait - milliseconds; a pause in typing is not waited for
 */
export function keepDrafts<Form>(keep: (form: Form) => Promise<void>, wait: number): DraftKeeper<Form> {
  let waiting: { form: Form } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let arrived: Promise<unknown> = Promise.resolve();

  function take(): { form: Form } | null {
    clearTimeout(timer);
    timer = undefined;
    const next = waiting;
    waiting = null;
    return next;
  }

  async function flush(): Promise<void> {
    const next = take();
    if (next !== null) arrived = Promise.all([arrived, keep(next.form)]);
    await arrived;
  }

  return {
    changed(form) {
      waiting = { form };
      timer ??= setTimeout(() => void flush(), wait);
    },
    flush,
    async stop() {
      take();
      await arrived;
    },
  };
}
