import { describe, expect, test } from 'vitest';

import { clockOfServers } from './server-clock.ts';

const answering = (date: string | null) => () => Promise.resolve(new Response('', date === null ? {} : { headers: { Date: date } }));
const noon = Date.parse('Sun, 22 Nov 2026 12:00:00 GMT');

describe('the clock of a server', () => {
  test.each([[90, 90], [-45, -45], [0, 0]])('says that ours is %i seconds ahead', async (off, told) => {
    const clock = clockOfServers(answering('Sun, 22 Nov 2026 12:00:00 GMT'), () => noon + 500 + off * 1000);
    expect(clock.ahead()).toBeNull();
    await clock.fetch('https://cloud.example');
    expect(clock.ahead()).toBe(told);
  });

  test.each([null, 'yesterday'])('says nothing by a date of %s', async (date) => {
    const clock = clockOfServers(answering(date), () => noon);
    await clock.fetch('https://cloud.example');
    expect(clock.ahead()).toBeNull();
  });

  test('says nothing by an answer that took long', async () => {
    let now = noon;
    const clock = clockOfServers(answering('Sun, 22 Nov 2026 12:00:00 GMT'), () => (now += 6000));
    await clock.fetch('https://cloud.example');
    expect(clock.ahead()).toBeNull();
  });
});
