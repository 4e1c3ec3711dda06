import { expect, test } from 'vitest';
import { inOrder } from './in-order.ts';

/** Questions that are answered when the test says so. */
function stage() {
  const answers: ((reply: string) => void)[] = [];
  return { answers, ask: inOrder(() => new Promise<string>((answer) => { answers.push(answer); })) };
}

test('what was asked earlier is nothing any more once a later answer is there', async () => {
  const { answers, ask } = stage();
  const asked = [ask(), ask(), ask()];
  answers[1]?.('second');
  expect(await asked[1]).toBe('second');
  answers[0]?.('first');
  answers[2]?.('third');
  expect(await Promise.all(asked)).toEqual([null, 'second', 'third']);
});

test('answers that come in turn all count, also while more is asked', async () => {
  const { answers, ask } = stage();
  const [first, second] = [ask(), ask()];
  answers[0]?.('first');
  expect(await first).toBe('first');
  answers[1]?.('second');
  expect(await second).toBe('second');
});
