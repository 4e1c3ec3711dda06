import { describe, expect, test } from 'vitest';

import { changeOf, emptyForm, renewed, textsOf } from './form.ts';

const now = 1_800_000_000;
const quarter = 7_776_000;

describe('the next day of renewal', () => {
  const form = { ...emptyForm, password: 'old', expires: now - 5, renewEvery: quarter };

  test('is set when the password is changed', () => {
    expect(renewed(form, { ...form, password: 'new' }, now).expires).toBe(now + quarter);
    expect(renewed(null, { ...form, expires: null }, now).expires).toBe(now + quarter);
  });

  test.each([
    ['nothing of the password was changed', { username: 'ann' }, now - 5],
    ['the person sets a day of their own', { password: 'new', expires: now + 1 }, now + 1],
    ['it is not to be renewed', { password: 'new', renewEvery: null }, now - 5],
    ['the password was taken out', { password: '' }, now - 5],
  ])('stays as it is where %s', (_why, change, expires) => {
    expect(renewed(form, { ...form, ...change }, now).expires).toBe(expires);
  });

  test('and the interval are written as 0 where there is none', () => {
    expect(changeOf(form, { ...form, expires: null, renewEvery: null }, {}).plain).toEqual({ expire_time: 0, renew_interval: 0 });
  });
});

describe('one-time codes as they are written', () => {
  const written = (otp: string): unknown => JSON.parse(textsOf({ ...emptyForm, otp }).otp);

  test('hold every parameter of their address', () => {
    expect(written('otpauth://totp/ACME:ann?secret=jbsw%20y3dp&issuer=ACME&algorithm=SHA512&digits=8&period=60'))
      .toEqual({ type: 'totp', label: 'ann', issuer: 'ACME', secret: 'jbsw y3dp', algorithm: 'SHA512', period: 60, digits: 8 });
  });

  test('of Steam say so in a way that others keep', () => {
    expect(written('steam://JBSWY3DPEHPK3PXP')).toMatchObject({ type: 'totp', issuer: 'Steam', digits: 5, encoder: 'steam' });
  });
});
