import { describe, expect, test } from 'vitest';
import { changePasswordPage } from './change-password.ts';

const page = (host: string) => ({ href: `https://${host}/.well-known/change-password`, host });

describe('the page where a password is changed', () => {
  test.each([
    ['https://shop.example/login?x=1#y', 'shop.example'],
    ['HTTPS://Shop.Example:8443/a', 'shop.example:8443'],
    ['http://shop.example, https://other.example', 'other.example'],
    ['https://ann:secret@shop.example/', 'shop.example'],
    ['https://bücher.example', 'xn--bcher-kva.example'],
  ])('of %s is at %s, with nothing else of the address in it', (text, host) => {
    expect(changePasswordPage(text)).toEqual(page(host));
  });

  test.each(['', 'shop.example', 'http://shop.example', 'javascript:alert(1)', 'https://', 'ftp://shop.example', 'https:// shop', 'xhttps://shop.example'])('is not known for “%s”', (text) => {
    expect(changePasswordPage(text)).toBeNull();
  });
});
