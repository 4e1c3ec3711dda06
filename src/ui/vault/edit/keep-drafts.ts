/**
 * Keeps what is typed: at most `wait` after a keystroke, in order, one at a time, and always the newest.
 * @module
 */

/** @typeParam Form - never changed after it was handed over */
export interface DraftKeeper<Form> {
  changed: (form: Form) => void;
  /** Keeps at once what is not kept yet; done when it is. */
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
  let keeping: Promise<void> = Promise.resolve();

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    keeping = keeping.then(async () => {
      const next = waiting;
      waiting = null;
      if (next !== null) await keep(next.form);
    });
    return keeping;
  }

  return {
    changed(form) {
      waiting = { form };
      timer ??= setTimeout(() => void flush(), wait);
    },
    flush,
    stop() {
      clearTimeout(timer);
      timer = undefined;
      waiting = null;
      return keeping;
    },
  };
}
