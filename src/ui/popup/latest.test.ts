import { describe, expect, test } from 'vitest';
import { askLatest } from './latest.ts';

/** Frames and answers that come when the test says so. */
function stage() {
  const frames: (() => void)[] = [];
  const pending: { question: string; answer: (reply: string) => void }[] = [];
  const taken: string[] = [];
  const asker = askLatest<string, string>(
    (ready) => frames.push(ready),
    (question) => new Promise((answer) => pending.push({ question, answer })),
    (question, reply) => taken.push(`${question}=${reply}`),
  );
  const settle = () => new Promise((done) => setTimeout(done, 0));
  return { asker, frames, pending, taken, settle };
}

describe('asking for the latest', () => {
  test('asks once a frame, for the newest', () => {
    const { asker, frames, pending } = stage();
    asker.want('a');
    asker.want('ab');
    frames.shift()?.();
    expect([frames.length, pending.map(({ question }) => question)]).toEqual([0, ['ab']]);
  });

  test('has one question on its way, and skips what became old meanwhile', async () => {
    const { asker, frames, pending, taken, settle } = stage();
    asker.want('a');
    frames.shift()?.();
    asker.want('ab');
    frames.shift()?.();
    asker.want('abc');
    frames.shift()?.();
    pending[0]?.answer('1');
    await settle();
    pending[1]?.answer('2');
    await settle();
    expect(taken).toEqual(['a=1', 'abc=2']);
  });

  test('drops an answer that was forgotten', async () => {
    const { asker, frames, pending, taken, settle } = stage();
    asker.want('a');
    frames.shift()?.();
    asker.forget();
    pending[0]?.answer('1');
    await settle();
    expect(taken).toEqual([]);
  });
});
