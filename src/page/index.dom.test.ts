import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, FillOrder } from '../messages/contract.ts';

type Listener = (message: unknown, sender: { id?: string; tab?: object }, reply: (answer: unknown) => void) => true | undefined;

const order: FillOrder = { origin: 'https://shop.example', username: 'ann', email: null, password: 'CNRY-1', code: null, newPassword: null, custom: [], rules: [], next: null };
const background = { id: 'latchkey' };
const looking = { do: 'look', wait: false, labels: [], rules: [] };

let listeners: Listener[] = [];
let asked: unknown[] = [];
let given: Answer<FillOrder> | undefined;

async function inject(): Promise<void> {
  vi.resetModules();
  await import('./index.ts');
}

/** What all copies answer. */
async function call(message: unknown, sender: { id?: string; tab?: object } = background): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const listener of [...listeners]) {
    await new Promise<void>((resolve) => {
      const later = listener(message, sender, (answer) => { answers.push(answer); resolve(); });
      if (later !== true) resolve();
    });
  }
  return answers;
}

beforeEach(() => {
  listeners = [];
  asked = [];
  given = { ok: true, value: order };
  vi.stubGlobal('chrome', {
    runtime: {
      id: 'latchkey',
      getManifest: () => ({ version: '1.2.3' }),
      sendMessage: (message: unknown) => { asked.push(message); return Promise.resolve(given); },
      onMessage: {
        addListener: (listener: Listener) => listeners.push(listener),
        removeListener: (listener: Listener) => { listeners = listeners.filter((one) => one !== listener); },
      },
    },
  });
  // Without layout every field would count as too small.
  HTMLElement.prototype.getBoundingClientRect = () => new DOMRect(10, 10, 200, 30);
  const style = { visibility: 'visible', opacity: '1', filter: 'none', clipPath: 'none', maskImage: 'none', position: 'static', overflowX: 'visible', overflowY: 'visible', transform: 'none', display: 'block', getPropertyValue: () => 'auto' };
  vi.stubGlobal('getComputedStyle', () => style);
  HTMLElement.prototype.checkVisibility = () => true;
  document.elementFromPoint = () => document.activeElement;
  vi.stubGlobal('innerWidth', 0);
  vi.stubGlobal('origin', location.origin);
  const page = new DOMParser().parseFromString('<form><input id="u" name="user"><input id="p" type="password"><button>Log in</button></form>', 'text/html');
  document.body.replaceChildren(...page.body.childNodes);
  Object.defineProperty(document.documentElement, 'scrollWidth', { configurable: true, value: 1000 });
  Object.defineProperty(document.documentElement, 'scrollHeight', { configurable: true, value: 1000 });
});

const password = () => document.querySelector<HTMLInputElement>('#p')!.value;

describe('the script in a page', () => {
  it('tells what it sees, and its origin', async () => {
    await inject();
    expect(await call(looking)).toEqual([{ origin: 'https://shop.example', place: 'open', roles: ['username', 'current-password'], newPassword: null, custom: [], typed: '', focused: false, sendsTo: null, frames: [], loading: false }]);
    expect(asked).toEqual([]);
  });

  it('takes the order for its ticket and fills it in', async () => {
    await inject();
    expect(await call({ do: 'fill', ticket: 't1' })).toEqual([{ filled: ['username', 'current-password'], problem: null }]);
    expect(asked).toEqual([{ to: 'page-router', name: 'takeOrder', ask: { ticket: 't1' }, version: '1.2.3' }]);
    expect(password()).toBe('CNRY-1');
  });

  it('answers once however often it is injected, and changes nothing by that', async () => {
    const before = document.documentElement.outerHTML;
    await inject();
    await inject();
    await inject();
    expect(document.documentElement.outerHTML).toBe(before);
    expect(await call(looking)).toHaveLength(1);
  });

  it('goes quiet when a newer copy comes, even if the browser has cut it off', async () => {
    await inject();
    const [old] = listeners;
    chrome.runtime.onMessage.removeListener = () => { throw new Error('Extension context invalidated.'); };
    await inject();
    expect(await call(looking)).toHaveLength(1);
    expect(old?.(looking, background, () => expect.fail('the old copy answered'))).toBeUndefined();
  });

  it.each<[string, unknown, { id?: string; tab?: object }]>([
    ['another extension', { do: 'fill', ticket: 't' }, { id: 'evil' }],
    ['another page’s script', { do: 'fill', ticket: 't' }, { id: 'latchkey', tab: {} }],
    ['nobody', { do: 'fill', ticket: 't' }, {}],
    ['the background, with a task that it does not know', { do: 'dance' }, background],
    ['the background, without a ticket', { do: 'fill', ticket: 7 }, background],
    ['the background, with nothing', null, background],
  ])('ignores calls from %s', async (_, message, sender) => {
    await inject();
    expect(await call(message, sender)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it.each<[string, Answer<FillOrder> | undefined, object]>([
    ['another origin', { ok: true, value: { ...order, origin: 'https://evil.example' } }, { kind: 'page-changed' }],
    ['the same host without TLS', { ok: true, value: { ...order, origin: 'http://shop.example' } }, { kind: 'page-changed' }],
    ['no origin', { ok: true, value: { ...order, origin: 'null' } }, { kind: 'page-changed' }],
  ])('fills nothing that is meant for %s', async (_, answer, problem) => {
    given = answer;
    await inject();
    expect(await call({ do: 'fill', ticket: 't' })).toEqual([{ filled: [], problem }]);
    expect(password()).toBe('');
  });

  it('gives back what was in the fields, also after it was injected again, once', async () => {
    document.querySelector<HTMLInputElement>('#u')!.value = 'somebody';
    await inject();
    await call({ do: 'fill', ticket: 't' });
    await inject();
    expect(await call({ do: 'undo' })).toEqual([{ restored: 2 }]);
    expect([document.querySelector<HTMLInputElement>('#u')!.value, password()]).toEqual(['somebody', '']);
    expect(await call({ do: 'undo' })).toEqual([{ restored: 0 }]);
  });

  it('gives nothing back after ten seconds, nor what was changed since', async () => {
    await inject();
    await call({ do: 'fill', ticket: 't' });
    document.querySelector<HTMLInputElement>('#u')!.value = 'typed since';
    expect(await call({ do: 'undo' })).toEqual([{ restored: 1 }]);
    await call({ do: 'fill', ticket: 't' });
    const now = performance.now();
    vi.spyOn(performance, 'now').mockReturnValue(now + 10_001);
    expect(await call({ do: 'undo' })).toEqual([{ restored: 0 }]);
    expect(password()).toBe('CNRY-1');
  });

  const inputs = (html: string) => [...new DOMParser().parseFromString(html, 'text/html').body.childNodes];

  it('asks for the next step where this document shows it, and for no more', async () => {
    document.body.replaceChildren(...inputs('<form><input id="u" name="user"><button>Next</button></form>'));
    given = { ok: true, value: { ...order, password: null, next: 'current-password' } };
    await inject();
    await call({ do: 'fill', ticket: 't' });
    given = { ok: true, value: { ...order, username: null } };
    document.body.replaceChildren(...inputs('<form><input id="p" type="password"><button>Log in</button></form>'));
    await vi.waitFor(() => expect(password()).toBe('CNRY-1'), { timeout: 25_000 });
    expect(asked.map((message) => (message as { name: string }).name)).toEqual(['takeOrder', 'takeNextStep']);
    expect(asked[1]).toMatchObject({ ask: { step: 'current-password' } });
  });

  it.each([
    ['in which the person has begun to type', '<form><input id="p" type="password" value="x"><button>Log in</button></form>'],
    ['where a new password is asked for', '<form><input id="p" type="password" autocomplete="current-password"><input type="password" autocomplete="new-password"><button>Change</button></form>'],
  ])('asks for no next step %s', async (_, html) => {
    document.body.replaceChildren(...inputs('<form><input id="u" name="user"><button>Next</button></form>'));
    given = { ok: true, value: { ...order, password: null, next: 'current-password' } };
    await inject();
    await call({ do: 'fill', ticket: 't' });
    document.body.replaceChildren(...inputs(html));
    const looks = vi.spyOn(document, 'querySelectorAll');
    // It has looked at what is there now, more than once.
    await vi.waitFor(() => expect(looks.mock.calls.length).toBeGreaterThan(0), { timeout: 25_000 });
    document.body.append('…');
    looks.mockClear();
    await vi.waitFor(() => expect(looks.mock.calls.length).toBeGreaterThan(0), { timeout: 25_000 });
    expect(asked).toHaveLength(1);
  });

  it('waits for a form that isn’t there yet when it is told to', async () => {
    document.body.replaceChildren();
    await inject();
    const looked = call({ ...looking, wait: true });
    document.body.replaceChildren(...inputs('<form><input id="u" name="user"><input id="p" type="password"><button>Log in</button></form>'));
    expect(await looked).toMatchObject([{ place: 'open' }]);
    document.body.replaceChildren();
    expect(await call({ ...looking, wait: true })).toMatchObject([{ place: 'no-fields' }]);
  });

  it('passes on why there is no order', async () => {
    given = { ok: false, problem: { kind: 'locked' } };
    await inject();
    expect(await call({ do: 'fill', ticket: 't' })).toEqual([{ filled: [], problem: { kind: 'locked' } }]);
    given = undefined;
    expect(await call({ do: 'fill', ticket: 't' })).toEqual([{ filled: [], problem: { kind: 'outdated' } }]);
  });

  it.each([['null', 'https://shop.example'], ['https://shop.example', 'null'], ['https://evil.example', 'https://shop.example']])(
    'asks for nothing in a document whose origin is %s and whose address is of %s', async (origin, address) => {
      vi.stubGlobal('origin', origin);
      vi.stubGlobal('location', { origin: address, protocol: 'https:', pathname: '/' });
      await inject();
      expect(await call({ do: 'fill', ticket: 't' })).toEqual([{ filled: [], problem: { kind: 'restricted-page' } }]);
      expect(asked).toEqual([]);
    });
});
