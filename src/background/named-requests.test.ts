import { beforeEach, describe, expect, test, vi } from 'vitest';

import { namedRequests, type SessionRules } from './named-requests.ts';

type Rule = chrome.declarativeNetRequest.Rule;
const address = 'https://cloud.example/index.php/login/v2';
const named = { method: 'POST', headers: { 'User-Agent': 'Latchkey (Test)' } };

let rules: Rule[];
let onTheWay: { url: string; rules: Rule[]; answer: (response: Response) => void; fail: (error: Error) => void }[];
beforeEach(() => {
  rules = [];
  onTheWay = [];
});

const browser: SessionRules = {
  getSessionRules: () => Promise.resolve([...rules]),
  updateSessionRules({ addRules = [], removeRuleIds = [] }: { addRules?: Rule[]; removeRuleIds?: number[] }) {
    rules = [...rules.filter(({ id }) => !removeRuleIds.includes(id)), ...addRules];
    return Promise.resolve();
  },
} as SessionRules;
/** Held open until the test answers. */
const usual: typeof fetch = (input) => new Promise((resolve, reject) => { onTheWay.push({ url: new Request(input).url, rules: [...rules], answer: resolve, fail: reject }); });
const worker = (api = browser) => namedRequests(usual, api, 'extension-id');
const agents = () => rules.map(({ action }) => action.requestHeaders?.[0]?.value);

describe('a request with a name', () => {
  test('has its rule while it is on its way, for that address and this extension alone', async () => {
    const asked = worker()(address, named);
    await expect.poll(() => onTheWay.length).toBe(1);
    expect(onTheWay[0]?.rules).toEqual([{
      id: 1,
      condition: { urlFilter: `|${address}|`, isUrlFilterCaseSensitive: true, initiatorDomains: ['extension-id'], tabIds: [-1], resourceTypes: ['xmlhttprequest'] },
      action: { type: 'modifyHeaders', requestHeaders: [{ header: 'User-Agent', operation: 'set', value: 'Latchkey (Test)' }] },
    }]);
    onTheWay[0]?.answer(new Response('hello'));
    expect([await (await asked).text(), rules]).toEqual(['hello', []]);
  });

  test('leaves none behind when it fails', async () => {
    const asked = worker()(address, named);
    await expect.poll(() => onTheWay.length).toBe(1);
    onTheWay[0]?.fail(new TypeError('offline'));
    await expect(asked).rejects.toThrow('offline');
    expect(rules).toEqual([]);
  });

  test('takes no other request’s rule with it', async () => {
    const ask = worker();
    const [first, second] = [ask(address, named), ask(address, { headers: { 'User-Agent': 'Other' } })];
    await expect.poll(() => onTheWay.length).toBe(2);
    onTheWay[0]?.answer(new Response());
    await first;
    expect(agents()).toEqual(['Other']);
    onTheWay[1]?.answer(new Response());
    await second;
    expect(rules).toEqual([]);
  });

  test('takes away what a worker that died has left', async () => {
    void worker()(address, named);
    await expect.poll(() => onTheWay.length).toBe(1);
    const asked = worker()('https://cloud.example/other', named);
    await expect.poll(() => onTheWay.length).toBe(2);
    expect(rules.map(({ condition }) => condition.urlFilter)).toEqual(['|https://cloud.example/other|']);
    onTheWay[1]?.answer(new Response());
    await asked;
  });

  test('goes all the same where the browser takes no rule', async () => {
    const asked = worker({ ...browser, updateSessionRules: () => Promise.reject(new Error('no')) })(address, named);
    await expect.poll(() => onTheWay.length).toBe(1);
    onTheWay[0]?.answer(new Response('hello'));
    expect(await (await asked).text()).toBe('hello');
  });
});

test('a request without a name asks nothing of the browser', async () => {
  const asked = worker({ getSessionRules: vi.fn(), updateSessionRules: vi.fn() })(address, { headers: { Accept: '*/*' } });
  await expect.poll(() => onTheWay.length).toBe(1);
  onTheWay[0]?.answer(new Response('hello'));
  expect(await (await asked).text()).toBe('hello');
});
