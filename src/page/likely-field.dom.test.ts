import { describe, expect, test } from 'vitest';
import { isLikely } from './likely-field.ts';

function fieldIn(html: string): Element | null {
  document.body.innerHTML = html;
  return document.querySelector('input:not([type=hidden]),textarea,button');
}

describe('a field that may be one of a login', () => {
  test.each([
    ['<input type="password">'], ['<input type="text">'], ['<input>'], ['<input type="email" autocomplete="email">'], ['<input autocomplete="username webauthn">'],
    ['<input name="konto">'], ['<input autocomplete="one-time-code" inputmode="numeric">'], ['<input type="tel">'], ['<input autocomplete="off" type="password">'],
  ])('%s', (html) => { expect(isLikely(fieldIn(html))).toBe(true); });
});

describe('a field that is none', () => {
  test.each([
    ['<input type="search">'], ['<input name="q">'], ['<input id="site-search">'], ['<input role="combobox">'], ['<input autocomplete="street-address">'], ['<input type="password" autocomplete="cc-csc">'],
    ['<input type="checkbox">'], ['<input readonly type="password">'], ['<input disabled type="password">'], ['<textarea></textarea>'], ['<button></button>'],
    [`<form>${'<input type="text">'.repeat(13)}</form>`],
  ])('%s', (html) => { expect(isLikely(fieldIn(html))).toBe(false); });
});
