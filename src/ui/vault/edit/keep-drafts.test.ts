import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepDrafts } from './keep-drafts.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function keeper(): { kept: string[]; finish: () => void; drafts: ReturnType<typeof keepDrafts<string>> } {
  const kept: string[] = [];
  const waiting: (() => void)[] = [];
  const drafts = keepDrafts((form: string) => new Promise<void>((done) => {
    kept.push(form);
    waiting.push(done);
  }), 300);
  return { kept, drafts, finish: () => { waiting.shift()?.(); } };
}

describe('keeping drafts', () => {
  test('keeps the newest of what is typed within the time', async () => {
    const { kept, drafts } = keeper();
    for (const form of ['a', 'ab', 'abc']) drafts.changed(form);
    await vi.advanceTimersByTimeAsync(300);
    expect(kept).toEqual(['abc']);
  });

  test('does not wait for a pause in typing', async () => {
    const { kept, drafts } = keeper();
    for (let letter = 0; letter < 7; letter += 1) {
      drafts.changed('x'.repeat(letter + 1));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(kept.length).toBeGreaterThan(0);
  });

  test('keeps at once when asked to', () => {
    const { kept, drafts } = keeper();
    drafts.changed('a');
    void drafts.flush();
    expect(kept).toEqual(['a']);
  });

  test('does not wait for the one before: the page may be gone by then', async () => {
    const { kept, drafts } = keeper();
    drafts.changed('a');
    await vi.advanceTimersByTimeAsync(300);
    drafts.changed('ab');
    void drafts.flush();
    expect(kept).toEqual(['a', 'ab']);
  });

  test('is done when everything that is on its way has arrived', async () => {
    const { drafts, finish } = keeper();
    drafts.changed('a');
    void drafts.flush();
    drafts.changed('ab');
    let done = false;
    void drafts.flush().then(() => { done = true; });
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toBe(false);
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toBe(true);
  });

  test('keeps nothing more once stopped', async () => {
    const { kept, drafts } = keeper();
    drafts.changed('a');
    void drafts.stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept).toEqual([]);
  });
});
