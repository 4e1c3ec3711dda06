import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { pages, type PageDocument } from './pages.ts';

const { sendMessage, executeScript } = vi.hoisted(() => ({ sendMessage: vi.fn(), executeScript: vi.fn() }));
vi.mock('../browser.ts', () => ({ browser: { tabs: { sendMessage }, scripting: { executeScript } } }));
beforeEach(() => { executeScript.mockResolvedValue([{}]); });
vi.mock('../../page/far-words.ts?script&iife', () => ({ default: 'far.js' }));
vi.mock('../../page/index.ts?script&iife', () => ({ default: 'page.js' }));
afterEach(() => vi.useRealTimers());

const page: PageDocument = { tabId: 7, frameId: 0, documentId: 'D', url: new URL('https://shop.example/login') };

const ask = { wait: false, labels: [], rules: [] };
const seen = { origin: 'https://shop.example', place: 'open', roles: ['username'], newPassword: null, custom: [], typed: '', focused: false, sendsTo: null, frames: [], loading: false };

describe('what a page answers', () => {
  test('is passed on when our script said it', async () => {
    sendMessage.mockResolvedValueOnce(seen);
    expect(await pages().look(page, ask)).toEqual(seen);
    sendMessage.mockResolvedValueOnce({ filled: ['username'], problem: { kind: 'page-changed' } });
    expect(await pages().fill(page, 'T')).toEqual({ filled: ['username'], problem: { kind: 'page-changed' } });
    expect(sendMessage).toHaveBeenLastCalledWith(7, { do: 'fill', ticket: 'T' }, { documentId: 'D' });
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'text'],
    ['an empty object', {}],
    ['a text for a list', { roles: 'username' }],
    ['objects for roles', { origin: 'x', roles: [{}] }],
    ['thousands of roles', { ...seen, roles: Array(2000).fill('none') }],
    ['words for an origin', { ...seen, sendsTo: 'call 555 now' }],
    ['an address for an origin', { ...seen, frames: ['https://evil.example/now'] }],
  ])('counts as a changed page when it is %s', async (_what, reply) => {
    sendMessage.mockResolvedValue(reply);
    await expect(pages().look(page, ask)).rejects.toMatchObject({ problem: { kind: 'page-changed' } });
    await expect(pages().fill(page, 'T')).rejects.toMatchObject({ problem: { kind: 'page-changed' } });
  });

  test('is asked for only after our script was put into that very document', async () => {
    sendMessage.mockResolvedValueOnce(seen);
    await pages().look(page, ask);
    expect(executeScript).toHaveBeenLastCalledWith({ target: { tabId: 7, documentIds: ['D'] }, injectImmediately: true, files: ['page.js'] });
    executeScript.mockRejectedValue(new Error('No document with id D'));
    await expect(pages().look(page, ask)).rejects.toMatchObject({ problem: { kind: 'page-changed' } });
  });

  test('knows words in other letters where the document has such letters', async () => {
    executeScript.mockResolvedValueOnce([{ result: true }]);
    sendMessage.mockResolvedValueOnce(seen);
    await pages().look(page, ask);
    expect(executeScript).toHaveBeenLastCalledWith(expect.objectContaining({ files: ['far.js', 'page.js'] }));
  });

  test('puts no words of a page on our screens', async () => {
    sendMessage.mockResolvedValue({ filled: [], problem: { kind: 'foreign-login-address', host: 'call 555', to: 'evil.example' } });
    expect(await pages().fill(page, 'T')).toEqual({ filled: [], problem: { kind: 'page-changed' } });
  });

  test('is not waited for for ever', async () => {
    vi.useFakeTimers();
    sendMessage.mockReturnValue(new Promise(() => undefined));
    const look = expect(pages().look(page, ask)).rejects.toMatchObject({ problem: { kind: 'page-changed' } });
    await vi.advanceTimersByTimeAsync(15_000);
    await look;
  });
});
