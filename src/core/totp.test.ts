import { describe, expect, it } from 'vitest';
import type { OtpSettings } from './credential/credential.ts';
import { decodeBase32 } from './base32.ts';
import { isCounterBased, otpUri, parseOtp, totpAt, totpEndsAt } from './totp.ts';

const secrets = {
  SHA1: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  SHA256: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA',
  SHA512: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA',
};
const plain: OtpSettings = { secret: secrets.SHA1, algorithm: 'SHA1', digits: 6, period: 30, issuer: '', label: '' };

describe('codes by time', () => {
  it.each([
    [59, 'SHA1', '94287082'], [59, 'SHA256', '46119246'], [59, 'SHA512', '90693936'],
    [1111111109, 'SHA1', '07081804'], [1111111109, 'SHA256', '68084774'], [1111111109, 'SHA512', '25091201'],
    [1111111111, 'SHA1', '14050471'], [1111111111, 'SHA256', '67062674'], [1111111111, 'SHA512', '99943326'],
    [1234567890, 'SHA1', '89005924'], [1234567890, 'SHA256', '91819424'], [1234567890, 'SHA512', '93441116'],
    [2000000000, 'SHA1', '69279037'], [2000000000, 'SHA256', '90698825'], [2000000000, 'SHA512', '38618901'],
    [20000000000, 'SHA1', '65353130'], [20000000000, 'SHA256', '77737706'], [20000000000, 'SHA512', '47863826'],
  ] as const)('match RFC 6238 at %d s with %s', async (seconds, algorithm, code) => {
    expect(await totpAt({ ...plain, secret: secrets[algorithm], algorithm, digits: 8 }, seconds)).toBe(code);
    expect(await totpAt({ ...plain, secret: secrets[algorithm], algorithm }, seconds)).toBe(code.slice(2));
  });

  it('change exactly when their period ends', async () => {
    expect(await totpAt({ ...plain, period: 60 }, 119.99)).toBe(await totpAt({ ...plain, period: 60 }, 60));
    expect(await totpAt({ ...plain, period: 60 }, 120)).not.toBe(await totpAt({ ...plain, period: 60 }, 119));
    expect(totpEndsAt(plain, 59.5)).toBe(60);
    expect(totpEndsAt(plain, 60)).toBe(90);
  });

  it('refuse a secret that is not base32', async () => {
    await expect(totpAt({ ...plain, secret: 'not base32!' }, 0)).rejects.toThrow(RangeError);
    await expect(totpAt({ ...plain, secret: '' }, 0)).rejects.toThrow(RangeError);
  });
});

describe('base32', () => {
  it.each([
    ['MZXW6YTBOI======', 'foobar'], ['mzxw 6ytb oi', 'foobar'], ['MZXW-6YTB-OI', 'foobar'], ['MZXW6===', 'foo'], ['', ''],
  ])('reads %j', (text, bytes) => {
    expect(new TextDecoder().decode(decodeBase32(text) ?? undefined)).toBe(bytes);
  });

  it.each(['MZXW0', 'MZ=W6', 'ÄÖ', '1', '0x12'])('refuses %j', (text) => {
    expect(decodeBase32(text)).toBeNull();
  });
});

describe('stored settings', () => {
  const uri = 'otpauth://totp/ACME%20Co:ann@acme.example?secret=JBSWY3DPEHPK3PXP&issuer=ACME%20Co&algorithm=SHA256&digits=8&period=60';
  const fromUri = { secret: 'JBSWY3DPEHPK3PXP', algorithm: 'SHA256', digits: 8, period: 60, issuer: 'ACME Co', label: 'ann@acme.example' };

  it.each<[string, unknown]>([
    ['null', null], ['nothing', undefined], ['an empty text', ''], ['an empty object', {}], ['the text {}', '{}'], ['a list', []],
    ['false', false], ['a number', 5], ['a secret that is an object', { secret: { a: 1 } }], ['an empty secret', { secret: '' }],
    ['a secret that is no base32', { secret: 'hello world 189' }], ['an address without a secret', 'otpauth://totp/x?digits=6'],
    ['broken JSON', '{"secret":'], ['a short word', 'undefined'], ['a giant secret', { secret: 'A'.repeat(5000) }],
    ['an inherited secret', Object.create({ secret: 'JBSWY3DPEHPK3PXP' })], ['a null qr_uri', { qr_uri: null }], ['JSON null', 'null'],
  ])('hold no code in %s', (_, value) => {
    expect(parseOtp(value)).toBeNull();
  });

  it.each<[string, unknown]>([
    ['an address', uri], ['qr_uri as a text', { qr_uri: uri }], ['qr_uri as an object', { qr_uri: { qrData: uri, image: 'data:' } }],
    ['JSON in a text', JSON.stringify({ qr_uri: uri })], ['an address typed as the secret', { secret: uri }],
    ['a secret that is an object beside a good qr_uri', { secret: {}, qr_uri: { qrData: uri } }],
  ])('are read from %s', (_, value) => {
    expect(parseOtp(value)).toEqual(fromUri);
  });

  it('take the usual values where none or nonsense is stored', () => {
    const usual = { ...plain, secret: 'jbsw y3dp ehpk 3pxp' };
    expect(parseOtp({ secret: usual.secret })).toEqual(usual);
    expect(parseOtp({ secret: usual.secret, digits: 99, period: -1, algorithm: 7, issuer: {}, label: null })).toEqual(usual);
    expect(parseOtp({ secret: usual.secret, digits: '', period: null, algorithm: 'MD5' })).toEqual(usual);
    expect(parseOtp('JBSWY3DPEHPK3PXP')).toEqual({ ...plain, secret: 'JBSWY3DPEHPK3PXP' });
  });

  it('take numbers that are texts, other spellings of hashes, and codes by counter as the web client does', () => {
    expect(parseOtp({ type: 'hotp', secret: secrets.SHA1, digits: '7', period: '45', algorithm: 'sha-512', issuer: 'I', label: 'L' }))
      .toEqual({ secret: secrets.SHA1, digits: 7, period: 45, algorithm: 'SHA512', issuer: 'I', label: 'L' });
  });

  it('prefer what a person typed to the scanned image', () => {
    expect(parseOtp({ secret: secrets.SHA1, digits: 6, issuer: 'Mine', qr_uri: { qrData: uri } }))
      .toEqual({ ...fromUri, secret: secrets.SHA1, digits: 6, issuer: 'Mine' });
  });

  it('survive a stray percent sign and an issuer only in the name', () => {
    expect(parseOtp('otpauth://totp/Shop:100%?secret=JBSWY3DPEHPK3PXP')).toMatchObject({ issuer: 'Shop', label: '100%' });
  });
});

describe('a code of Steam', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

  it.each([
    ['its own scheme', `steam://${secret}`],
    ['an encoder', `otpauth://totp/Steam:ann?secret=${secret}&issuer=Steam&encoder=steam`],
    ['the issuer and five digits', `otpauth://totp/Steam:ann?secret=${secret}&issuer=Steam&digits=5`],
  ])('is told by %s, and has five letters', async (_how, text) => {
    const settings = parseOtp(text);
    expect(settings?.digits).toBe(5);
    // RFC 6238 says 1094287082 for this secret at 59 s; Steam writes it in its own 26 digits, the smallest first.
    expect(await totpAt(settings!, 59)).toBe('PV9M4');
  });

  it('goes through its own address unchanged', () => {
    const settings = parseOtp(`steam://${secret}`);
    expect(parseOtp(otpUri(settings!))).toEqual(settings);
    expect(parseOtp({ ...settings, encoder: 'steam' })).toEqual(settings);
  });

  it('is no other with five digits', () => {
    expect(parseOtp(`otpauth://totp/x?secret=${secret}&digits=5`)?.digits).toBe(6);
  });
});

describe('a code by a counter', () => {
  it('is told by its address', () => {
    expect(['otpauth://hotp/x?secret=A&counter=1', ' OTPAUTH://HOTP/x'].every(isCounterBased)).toBe(true);
    expect(isCounterBased('otpauth://totp/hotp?secret=A')).toBe(false);
  });
});
