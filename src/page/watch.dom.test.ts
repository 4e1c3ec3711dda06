import { beforeEach, describe, expect, it, vi } from 'vitest';

let told: { name: string; ask: unknown }[] = [];
/** What the browser says of the page's requests. */
let asked: (entries: Partial<PerformanceResourceTiming>[]) => void = () => undefined;

beforeEach(async () => {
  told = [];
  vi.useFakeTimers();
  HTMLElement.prototype.getBoundingClientRect = () => new DOMRect(10, 10, 200, 30);
  HTMLElement.prototype.checkVisibility = () => true;
  vi.stubGlobal('origin', location.origin);
  vi.stubGlobal('PerformanceObserver', class {
    constructor(hear: (list: { getEntriesByType: () => unknown }) => void) { asked = (entries) => hear({ getEntriesByType: () => entries }); }
    observe = () => undefined;
    disconnect = () => { asked = () => undefined; };
  });
  vi.stubGlobal('chrome', { runtime: { id: 'latchkey', getManifest: () => ({ version: '1' }), sendMessage: (message: { name: string; ask: unknown }) => {
    told.push({ name: message.name, ask: message.ask });
    return Promise.resolve({ ok: true, value: {} });
  } } });
  const page = new DOMParser().parseFromString('<form><input id="u" name="user" value="ann"><input id="p" type="password" value="CNRY-1"><button type="button">Go</button></form><a href="/forgot">Forgot?</a>', 'text/html');
  document.body.replaceChildren(...page.body.childNodes);
  vi.resetModules();
  await import('./watch.ts');
});

const find = (selector: string) => document.querySelector<HTMLElement>(selector)!;

/** As the browser sends it for a person. */
function byPerson(target: EventTarget, event: Event): void {
  Object.defineProperty(event, 'isTrusted', { value: true });
  target.dispatchEvent(event);
}

const type = () => byPerson(find('#p'), new Event('input', { bubbles: true, composed: true }));
const click = (selector: string) => byPerson(find(selector), new MouseEvent('click', { bubbles: true, composed: true }));
const login = { username: 'ann', password: 'CNRY-1', newPassword: null };

describe('the watcher in a page', () => {
  it('tells what was typed when it is sent', () => {
    type();
    expect(told).toEqual([]);
    click('button');
    expect(told).toEqual([{ name: 'noticeLogin', ask: { ...login, sent: true } }]);
  });

  it('tells nothing that a script typed', () => {
    find('#p').dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    click('button');
    dispatchEvent(new Event('pagehide'));
    expect(told).toEqual([]);
  });

  it.each(['null', 'https://other.example'])('tells nothing in a document whose origin is %s', (origin) => {
    vi.stubGlobal('origin', origin);
    type();
    click('button');
    dispatchEvent(new Event('pagehide'));
    expect(told).toEqual([]);
  });

  it('tells nothing when a script presses the button', () => {
    type();
    find('button').click();
    expect(told).toEqual([]);
  });

  it('says when the form has gone without the page, once', () => {
    type();
    click('button');
    vi.advanceTimersByTime(1000);
    expect(told).toHaveLength(1);
    find('form').remove();
    vi.advanceTimersByTime(1000);
    expect(told.slice(1)).toEqual([{ name: 'loginLeft', ask: {} }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops looking after a while', () => {
    type();
    click('button');
    vi.advanceTimersByTime(20_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(told.slice(1)).toEqual([{ name: 'loginStayed', ask: {} }]);
  });

  it('says that the form has stayed when the person goes elsewhere by a link', () => {
    type();
    click('button');
    click('a');
    vi.advanceTimersByTime(20_000);
    expect(told.slice(1)).toEqual([{ name: 'loginStayed', ask: {} }]);
  });

  it('says that it has gone when the page empties the form of a new password, and not when it empties the password alone', () => {
    find('#p').setAttribute('autocomplete', 'new-password');
    const [name, password] = [find('#u') as HTMLInputElement, find('#p') as HTMLInputElement];
    byPerson(name, new Event('input', { bubbles: true, composed: true }));
    type();
    click('button');
    password.value = '';
    vi.advanceTimersByTime(1000);
    expect(told).toHaveLength(1);
    name.value = '';
    vi.advanceTimersByTime(1000);
    expect(told.slice(1)).toEqual([{ name: 'loginLeft', ask: {} }]);
  });

  it('takes a login that is still asked for at the same address for refused, emptied or not', () => {
    const [name, password] = [find('#u') as HTMLInputElement, find('#p') as HTMLInputElement];
    byPerson(name, new Event('input', { bubbles: true, composed: true }));
    type();
    click('button');
    [name.value, password.value] = ['', ''];
    vi.advanceTimersByTime(20_000);
    expect(told.slice(1)).toEqual([{ name: 'loginStayed', ask: {} }]);
  });

  it('tells what was typed when the page asks its server after a press on something that is no button', () => {
    type();
    asked([{ initiatorType: 'fetch', startTime: performance.now() }]);
    click('form');
    asked([{ initiatorType: 'img', startTime: performance.now() }]);
    expect(told).toEqual([]);
    (find('#p') as HTMLInputElement).value = '';
    asked([{ initiatorType: 'fetch', startTime: performance.now() }]);
    asked([{ initiatorType: 'fetch', startTime: performance.now() }]);
    expect(told).toEqual([{ name: 'noticeLogin', ask: { ...login, sent: true } }]);
  });

  it('knows the name that was asked for first, in the same page or the one before', () => {
    const name = find('#u') as HTMLInputElement;
    find('#p').remove();
    byPerson(name, new Event('input', { bubbles: true, composed: true }));
    click('button');
    click('button');
    expect(told).toEqual([{ name: 'noticeName', ask: { username: 'ann' } }]);
    const password = Object.assign(document.createElement('input'), { id: 'p', type: 'password', value: 'CNRY-1' });
    name.replaceWith(password);
    type();
    click('button');
    expect(told.slice(1)).toEqual([{ name: 'noticeLogin', ask: { ...login, sent: true } }]);
  });

  it('tells no text that is no name', () => {
    find('#p').remove();
    const text = find('#u') as HTMLInputElement;
    text.name = text.id = 'city';
    byPerson(text, new Event('input', { bubbles: true, composed: true }));
    click('button');
    expect(told).toEqual([]);
  });

  it('tells on the way out whether it was sent, and not twice', () => {
    type();
    click('a');
    dispatchEvent(new Event('pagehide'));
    dispatchEvent(new Event('pagehide'));
    expect(told).toEqual([{ name: 'noticeLogin', ask: { ...login, sent: false } }]);
  });

  it('takes what was pressed before for nothing once the person leaves by a link', () => {
    type();
    click('form');
    click('a');
    dispatchEvent(new Event('pagehide'));
    expect(told).toEqual([{ name: 'noticeLogin', ask: { ...login, sent: false } }]);
  });

  it('goes quiet when a newer copy comes', async () => {
    type();
    vi.resetModules();
    await import('./watch.ts');
    click('button');
    expect(told).toEqual([]);
    type();
    click('button');
    expect(told).toHaveLength(1);
  });
});
