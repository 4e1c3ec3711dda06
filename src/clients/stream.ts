/**
 * An answer that is larger than memory, piece by piece, guarded as every other: cut off is never taken
 * for complete, silence ends it, and so does its reader.
 * @module
 */

import { Failure } from '../core/problem.ts';
import { endedBy, hostOf, reach, type Ask, type Endings, type Server } from './http.ts';

/** An answer whose body has not been read yet. */
export interface StreamedAnswer {
  status: number;
  headers: Headers;
  /** Bytes to come; null where the server doesn't tell. */
  length: number | null;
  /** Fails with a Failure: `cut-off`, `timeout`, `cancelled`. Cancel it, or read it to the end. */
  body: ReadableStream<Uint8Array>;
}

/** How long a server may be silent, at first and between two pieces. */
const silenceMs = 60_000;

/**
 * Sends a request whose success is to be read as a stream.
 *
 * @param ask - its `timeoutMs` is for each piece, not for the whole
 * @throws Failure `unreachable`, `timeout`, `cancelled`, `redirected`
 */
export async function sendForStream(server: Server, ask: Ask): Promise<StreamedAnswer> {
  const silence = new AbortController();
  const watched = watch(silence, ask.timeoutMs ?? silenceMs);
  const end: Endings = { late: silence.signal, cancelled: ask.signal };
  const response = await watched(() => reach(server, ask, end));
  const announced = response.headers.has('Content-Encoding') ? null : response.headers.get('Content-Length');
  const length = announced === null ? null : Number(announced);
  const fail = (cause: unknown): Failure => endedBy(cause, 'cut-off', end, hostOf(server));
  return { status: response.status, headers: response.headers, length, body: guarded(response, length, { watched, fail }) };
}

interface Guard {
  /** Runs one step, and ends the request if it takes too long. */
  watched: <Result>(step: () => Promise<Result>) => Promise<Result>;
  fail: (cause: unknown) => Failure;
}

function guarded(response: Response, length: number | null, { watched, fail }: Guard): ReadableStream<Uint8Array> {
  const reader = response.body?.getReader();
  let come = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const step = reader === undefined ? undefined : await watched(() => reader.read());
        if (step?.value !== undefined) {
          come += step.value.length;
          controller.enqueue(step.value);
          return;
        }
      } catch (cause) {
        controller.error(fail(cause));
        return;
      }
      if (length !== null && come < length) controller.error(fail(new Error('shorter than announced')));
      else controller.close();
    },
    cancel(reason) {
      void reader?.cancel(reason).catch(() => undefined);
    },
    // Nothing is read ahead of who reads.
  }, { highWaterMark: 0 });
}

function watch(silence: AbortController, ms: number): Guard['watched'] {
  return async (step) => {
    const timer = setTimeout(() => silence.abort(), ms);
    try {
      return await step();
    } finally {
      clearTimeout(timer);
    }
  };
}
