import { describe, expect, test } from 'vitest';

import type { Sender } from '../answer.ts';
import { outcomeOf, placeOf, type FrameLook } from './place.ts';

const top: Sender = { id: 'latchkey', url: 'https://www.shop.com/login?next=1#a', origin: 'https://www.shop.com', frameId: 0, documentId: 'D', tab: { id: 7, url: 'https://www.shop.com/login?next=1#a' } };

describe('the place of a typed login', () => {
  test('is the browser’s word: site and address without query', () => {
    expect(placeOf(top)).toEqual({ tabId: 7, site: 'shop.com', address: 'https://www.shop.com/login', documentId: 'D' });
  });

  test('may be a frame of the same site', () => {
    expect(placeOf({ ...top, frameId: 4, url: 'https://login.shop.com/', origin: 'https://login.shop.com' })?.site).toBe('shop.com');
  });

  test.each<[string, Sender]>([
    ['a frame in a page of another site', { ...top, frameId: 4, tab: { id: 7, url: 'https://evil.com/' } }],
    ['a frame in a page that may not be seen', { ...top, frameId: 4, tab: { id: 7 } }],
    ['a document that only borrows its origin', { ...top, url: 'about:blank' }],
    ['a document without an origin', { ...top, origin: 'null' }],
    ['an extension', { ...top, url: 'chrome-extension://evil/', origin: 'chrome-extension://evil' }],
    ['nowhere', { id: 'latchkey' }],
  ])('is not %s', (_, sender) => {
    expect(placeOf(sender)).toBeNull();
  });
});

describe('what a page has made of it', () => {
  const here = { documentId: 'D', address: 'https://shop.com/login' };
  const frame = (rest: Partial<FrameLook>): FrameLook => ({ documentId: 'E', address: 'https://shop.com/home', password: false, typing: false, ...rest });
  test.each<[string, readonly FrameLook[], string]>([
    ['waits while the document is there', [frame({ documentId: 'D', address: here.address, password: true })], 'waits'],
    ['was refused where a password is asked for at the same address', [frame({}), frame({ address: here.address, password: true })], 'refused'],
    ['was taken where another page is', [frame({ password: true })], 'taken'],
    ['was taken where the same address asks for none', [frame({ address: here.address })], 'taken'],
    ['was taken where nothing can be seen', [], 'taken'],
  ])('%s', (_, frames, outcome) => {
    expect(outcomeOf(here, frames)).toBe(outcome);
  });
});
