import { describe, expect, test } from 'vitest';

import type { FillOrder } from '../../messages/contract.ts';
import type { PageDocument } from './pages.ts';
import { tickets } from './tickets.ts';

const page: PageDocument = { tabId: 7, frameId: 0, documentId: 'D', url: new URL('https://shop.example/login') };
const order: FillOrder = { origin: 'https://shop.example', username: 'ada', email: null, password: 'CNRY', code: null, newPassword: null, custom: [], rules: [], next: null };
const sender = { tab: { id: 7 }, frameId: 0, documentId: 'D', origin: 'https://shop.example' };

describe('a ticket', () => {
  test('is good for one use', () => {
    const counter = tickets(() => 0);
    const ticket = counter.issue(page, order);
    expect(counter.take(ticket, sender)).toEqual(order);
    expect(() => counter.take(ticket, sender)).toThrow('not-allowed');
  });

  test.each([
    ['another tab', { tab: { id: 8 } }, 'not-allowed'],
    ['another frame', { frameId: 3 }, 'not-allowed'],
    ['the document that took its place', { documentId: 'E' }, 'page-changed'],
    ['another origin', { origin: 'https://evil.example' }, 'wrong-site'],
    ['the same host without TLS', { origin: 'http://shop.example' }, 'wrong-site'],
    ['a sandboxed document', { origin: 'null' }, 'wrong-site'],
  ])('is worthless to %s, and then to everybody', (_who, change, kind) => {
    const counter = tickets(() => 0);
    const ticket = counter.issue(page, order);
    expect(() => counter.take(ticket, { ...sender, ...change })).toThrow(kind);
    expect(() => counter.take(ticket, sender)).toThrow('not-allowed');
  });

  test('goes by the address where a browser names no origin and no document', () => {
    const counter = tickets(() => 0);
    const firefox = { tab: { id: 7 }, frameId: 0, url: 'https://shop.example/login' };
    expect(counter.take(counter.issue({ ...page, documentId: '' }, order), firefox)).toEqual(order);
    expect(() => counter.take(counter.issue({ ...page, documentId: '' }, order), { ...firefox, url: 'https://evil.example/' })).toThrow('wrong-site');
  });

  test('ends after ten seconds', () => {
    let time = 0;
    const counter = tickets(() => time);
    const ticket = counter.issue(page, order);
    time = 10_001;
    expect(() => counter.take(ticket, sender)).toThrow('not-allowed');
  });

  test('can be withdrawn', () => {
    const counter = tickets(() => 0);
    const ticket = counter.issue(page, order);
    counter.withdraw(ticket);
    expect(() => counter.take(ticket, sender)).toThrow('not-allowed');
  });

  test('is worthless once Latchkey is locked', () => {
    const counter = tickets(() => 0);
    const ticket = counter.issue(page, order);
    counter.withdrawAll();
    expect(() => counter.take(ticket, sender)).toThrow('not-allowed');
  });

  test('cannot be guessed', () => {
    expect(() => tickets(() => 0).take('', sender)).toThrow('not-allowed');
  });
});
