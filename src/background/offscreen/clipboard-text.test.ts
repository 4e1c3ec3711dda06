import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { clearIfOurs, copyText } from './clipboard-text.ts';

let clipboard = '';

/** A document with a clipboard; a field reads line ends as browsers do. */
beforeEach(() => {
  vi.useFakeTimers();
  clipboard = 'before';
  let copying: ((event: object) => void) | null = null;
  const field = { value: '', focus: () => undefined, remove: () => undefined };
  vi.stubGlobal('document', {
    addEventListener: (_type: string, listener: (event: object) => void) => { copying = listener; },
    createElement: () => field,
    body: { append: () => undefined },
    execCommand: (command: string) => {
      if (command === 'copy') copying?.({ clipboardData: { setData: (_type: string, text: string) => { clipboard = text; } }, preventDefault: () => undefined });
      else field.value = clipboard.replace(/\r\n?/g, '\n');
    },
  });
});
afterEach(() => vi.useRealTimers());

describe('a copied secret', () => {
  test.each(['CNRY', 'CNRY\r\ntwo\rthree\nfour'])('leaves the clipboard when its time is over: %j', async (secret) => {
    await copyText(secret, 30);
    vi.advanceTimersByTime(29_999);
    expect(clipboard).toBe(secret);
    vi.advanceTimersByTime(1);
    expect(clipboard).toBe('');
  });

  test('leaves at once on lock', async () => {
    await copyText('CNRY', 30);
    await clearIfOurs();
    expect(clipboard).toBe('');
  });

  test('is left alone when something else was copied since', async () => {
    await copyText('CNRY', 30);
    clipboard = 'foreign';
    vi.advanceTimersByTime(30_000);
    expect(clipboard).toBe('foreign');
  });

  test('stays if the person wants it so, and its time is its own', async () => {
    await copyText('first', 30);
    vi.advanceTimersByTime(20_000);
    await copyText('second', 0);
    vi.advanceTimersByTime(60_000);
    await clearIfOurs();
    expect(clipboard).toBe('second');
  });
});
