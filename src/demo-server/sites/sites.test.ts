import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCloud } from '../cloud.ts';
import type { Cloud } from '../cloud.ts';
import { visit } from '../testing/visitor.ts';
import { shopAccount } from './shop.ts';

let cloud: Cloud;
beforeAll(async () => { cloud = await startCloud(); });
afterAll(async () => { await cloud.close(); });

const html = (host: string, path: string): Promise<{ status: number; text: string }> => visit(cloud, { host, path });

describe('the demo shop', () => {
  const login = { host: 'shop.example', path: '/login', secure: true };

  test('lets its customer in', async () => {
    expect((await visit(cloud, { ...login, form: { ...shopAccount } })).text).toContain('<main data-logged-in="alice">');
  });

  test.each([[{ ...shopAccount, password: 'x' }], [{ ...shopAccount, username: 'x' }], [{}]])('shows %o the form again, with an error', async (form) => {
    const { text } = await visit(cloud, { ...login, form });
    expect([text.includes('data-logged-in'), text.includes('role="alert"'), text.includes('type="password"')]).toEqual([false, true, true]);
  });
});

describe('a page of any host', () => {
  test.each([
    '/login', '/login-react-like', '/login-vue-like', '/login-angular-like', '/login-no-form', '/login-hidden-honeypot', '/user-first', '/password-only',
    '/sign-up', '/change-password', '/otp', '/otp-boxes', '/no-fields', '/search-only', '/newsletter', '/two-forms', '/iframe?src=/login', '/slow-navigate', '/shadow',
    '/known/name-first', '/known/steps', '/known/framework', '/known/only-typed', '/known/components', '/known/in-frame', '/known/frame-of?host=a.example', '/known/change', '/known/code', '/known/app', '/known/no-form',
  ])('%s is there', async (path) => {
    expect((await html('any.host.example', path)).status).toBe(200);
  });

  test('echoes what was posted, harmless as HTML', async () => {
    const { text } = await visit(cloud, { host: 'a.example', path: '/echo', form: { name: '<script>alert(1)</script>"' } });
    expect(text).not.toContain('<script>');
    expect(text).toContain('&#60;script&#62;');
  });

  test('escapes the address it frames', async () => {
    expect((await html('a.example', '/iframe?src=%22%3E%3Cscript%3E')).text).not.toContain('"><script>');
  });

  test('asks for the password after the name', async () => {
    const { text } = await visit(cloud, { host: 'a.example', path: '/user-first', form: { username: 'alice' } });
    expect([text.includes('type="password"'), text.includes('value="alice"')]).toEqual([true, true]);
  });

  test('is served for addresses, too', async () => {
    expect((await html('192.168.1.1', '/login')).text).toContain('type="password"');
  });
});
